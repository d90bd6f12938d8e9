package io.nightjar.model.exchange;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The files that a model can be exported as. */
public enum ExportFormat {
  /** What XGBoost loads; trees only. */
  XGBOOST_JSON,
  /** An ONNX graph from raw columns to predictions: trees, the linear family and networks. */
  ONNX,
  /** PMML 4.4 over raw columns: trees and the linear family. */
  PMML;

  /** The name on the command line: lower case with hyphens. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The format of that name.
   *
   * @throws IllegalArgumentException naming all
   */
  public static ExportFormat parse(String text) {
    return Arrays.stream(values())
        .filter(format -> format.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "is '%s'; must be %s"
                        .formatted(
                            text,
                            Arrays.stream(values())
                                .map(ExportFormat::text)
                                .collect(Collectors.joining(", ")))));
  }
}
