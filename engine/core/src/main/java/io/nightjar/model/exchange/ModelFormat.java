package io.nightjar.model.exchange;

import io.nightjar.model.exchange.lightgbm.LightGbmFile;
import io.nightjar.model.exchange.onnx.OnnxFile;
import io.nightjar.model.exchange.trees.ForeignModel;
import io.nightjar.model.exchange.trees.ThresholdRounding;
import io.nightjar.model.exchange.xgboost.XgBoostFile;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The files that can be imported. */
public enum ModelFormat {
  /** What XGBoost's {@code save_model("m.json")} writes. */
  XGBOOST_JSON,
  /** What XGBoost's {@code save_model("m.ubj")} writes. */
  XGBOOST_UBJ,
  /** What XGBoost's {@code save_model} wrote without an ending, up to 3.0; boosted trees only. */
  XGBOOST_BINARY,
  /** What LightGBM's {@code save_model} writes. */
  LIGHTGBM,
  /** ONNX with an ensemble of trees, as skl2onnx and onnxmltools write it. */
  ONNX,
  /** Any other ONNX graph, kept as it is and run by ONNX Runtime; never guessed. */
  ONNX_RUNTIME;

  /** The field ir_version of an ONNX file, which comes first, and the greatest version known. */
  private static final int IR_VERSION_FIELD = 8;

  private static final int MOST_IR_VERSION = 64;

  /** The name on the command line: lower case with hyphens. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The format of that name.
   *
   * @throws IllegalArgumentException naming all
   */
  public static ModelFormat parse(String text) {
    return Arrays.stream(values())
        .filter(format -> format.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the format is \"" + text + "\"; must be " + allowed()));
  }

  /**
   * The format of a file by its first bytes.
   *
   * @throws IllegalArgumentException if they are those of no format
   */
  public static ModelFormat guess(byte[] bytes) {
    int first = bytes.length > 0 ? bytes[0] : 0;
    int second = bytes.length > 1 ? bytes[1] : 0;
    if (first == '{') {
      boolean text = second == '"' || second == '\n' || second == '\r' || second == ' ';
      return text ? XGBOOST_JSON : XGBOOST_UBJ;
    }
    if (first == 't' && second == 'r') {
      return LIGHTGBM;
    }
    if (first == IR_VERSION_FIELD && second > 0 && second < MOST_IR_VERSION) {
      return ONNX;
    }
    if (XgBoostFile.isBinary(bytes)) {
      return XGBOOST_BINARY;
    }
    throw new IllegalArgumentException(
        "the first bytes are those of no model that can be imported; must be " + allowed());
  }

  private static String allowed() {
    return Arrays.stream(values()).map(ModelFormat::text).collect(Collectors.joining(", "));
  }

  ForeignModel read(byte[] bytes, ThresholdRounding rounding) {
    return switch (this) {
      case XGBOOST_JSON -> XgBoostFile.json(bytes);
      case XGBOOST_UBJ -> XgBoostFile.ubj(bytes);
      case XGBOOST_BINARY -> XgBoostFile.binary(bytes);
      case LIGHTGBM -> LightGbmFile.read(bytes, rounding);
      case ONNX -> OnnxFile.read(bytes, rounding);
      case ONNX_RUNTIME ->
          throw new IllegalStateException("a graph for ONNX Runtime is kept, not read");
    };
  }
}
