package io.nightjar.model.exchange.onnx.export;

import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.DateFeature;
import io.nightjar.model.exchange.onnx.graph.OnnxTensor.Type;
import java.util.List;

/** The graph's inputs. */
final class RawColumns {
  private final GraphBuilder graph;

  RawColumns(GraphBuilder graph) {
    this.graph = graph;
  }

  /** A number, or true and false, in float64. */
  String number(String column) {
    return graph.input(column, Type.DOUBLE);
  }

  /** A part of a date in float64. */
  String part(DateFeature date, DateFeature.Part part) {
    return graph.input(date.name(part), Type.DOUBLE);
  }

  /** A category's text. */
  String category(CategoricalFeature feature) {
    graph.tell("missing:" + feature.column(), missing(feature));
    return graph.input(feature.column(), Type.STRING);
  }

  /** The text that stands for a missing value: none of the categories. */
  static String missing(CategoricalFeature feature) {
    for (String text : List.of("", "missing")) {
      if (!feature.values().contains(text)) {
        return text;
      }
    }
    throw new IllegalArgumentException(
        "the column \"%s\" has the categories \"\" and \"missing\", so that no text is left for a missing value; rename one"
            .formatted(feature.column()));
  }
}
