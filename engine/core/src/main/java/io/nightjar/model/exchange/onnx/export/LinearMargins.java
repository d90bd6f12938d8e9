package io.nightjar.model.exchange.onnx.export;

import io.nightjar.features.BooleanFeature;
import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.DateFeature;
import io.nightjar.features.Feature;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.design.Precision;
import io.nightjar.model.Coefficients;
import io.nightjar.model.LinearModel;
import io.nightjar.model.exchange.onnx.graph.OnnxTensor;
import io.nightjar.model.exchange.onnx.graph.OnnxTensor.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The margins β·(x, 1) in float64, over the columns of {@code LinearDesign} in their order. A
 * float32 design is rounded as the model's own is.
 */
final class LinearMargins {
  private final GraphBuilder graph;
  private final RawColumns raw;
  private final boolean rounded;
  private final List<String> columns = new ArrayList<>();

  private LinearMargins(LinearModel model, GraphBuilder graph) {
    this.graph = graph;
    this.raw = new RawColumns(graph);
    this.rounded = model.header().precision() == Precision.FLOAT;
  }

  /** Adds them to a graph; gives their value, [rows, classes] in float64. */
  static String add(LinearModel model, GraphBuilder graph) {
    LinearMargins margins = new LinearMargins(model, graph);
    model.features().features().forEach(margins::columns);
    if (margins.columns.isEmpty()) {
      throw new IllegalArgumentException(
          "every column was constant in training, so that nothing is left of them; train it on others");
    }
    Coefficients coefficients = model.coefficients();
    int classes = coefficients.classes();
    int width = coefficients.columns();
    double[] weights = new double[width * classes];
    double[] intercepts = new double[classes];
    for (int k = 0; k < classes; k++) {
      intercepts[k] = coefficients.intercept(k);
      for (int j = 0; j < width; j++) {
        weights[j * classes + k] = coefficients.get(k, j);
      }
    }
    String matrix = graph.constant(OnnxTensor.matrix(width, classes, weights));
    String products = graph.op("MatMul", graph.concat(margins.columns), matrix);
    String sums = graph.op("Add", products, graph.constant(OnnxTensor.doubles(intercepts)));
    return model.offset() == null
        ? sums
        : graph.op("Add", sums, graph.input(model.offset().name(), Type.DOUBLE));
  }

  private void columns(Feature feature) {
    if (feature instanceof CategoricalFeature categorical) {
      levels(codes(categorical), categorical.values().size() - 1 + (seen(feature) ? 1 : 0));
    } else if (feature instanceof DateFeature date) {
      date(date);
    } else if (feature instanceof BooleanFeature flag) {
      number(flag, flag.fill(), true);
    } else {
      NumericFeature number = (NumericFeature) feature;
      number(number, number.fill(), !number.range().constant());
    }
  }

  private static boolean seen(Feature feature) {
    return feature.missing().seen();
  }

  private void number(Feature feature, double fill, boolean varies) {
    String value = raw.number(feature.column());
    if (varies) {
      columns.add(filled(value, fill));
    }
    missing(feature, value);
  }

  private String filled(String value, double fill) {
    String number = graph.op("Where", graph.op("IsNaN", value), graph.number(fill), value);
    return rounded ? graph.cast(Type.DOUBLE, graph.cast(Type.FLOAT, number)) : number;
  }

  private void missing(Feature feature, String value) {
    if (seen(feature)) {
      columns.add(graph.cast(Type.DOUBLE, graph.op("IsNaN", value)));
    }
  }

  /** The code of a category, one more than the last for missing where it was seen, else −1. */
  private String codes(CategoricalFeature feature) {
    List<String> keys = new ArrayList<>(feature.values());
    if (seen(feature)) {
      keys.add(RawColumns.missing(feature));
    }
    Map<String, Object> attributes =
        Map.of(
            "keys_strings",
            keys,
            "values_int64s",
            LongStream.range(0, keys.size()).toArray(),
            "default_int64",
            -1L);
    return graph.ml("LabelEncoder", attributes, raw.category(feature));
  }

  /** One column for each of the codes 1..levels. */
  private void levels(String codes, int levels) {
    if (levels > 0) {
      long[] wanted = LongStream.rangeClosed(1, levels).toArray();
      String all = graph.constant(new OnnxTensor(Type.INT64, List.of(1L, (long) levels), wanted));
      columns.add(graph.cast(Type.DOUBLE, graph.op("Equal", codes, all)));
    }
  }

  private void date(DateFeature feature) {
    String any = null;
    for (DateFeature.Part part : feature.parts()) {
      any = raw.part(feature, part);
      if (part.levels().isEmpty()) {
        columns.add(filled(any, part.fill()));
      } else if (part.levels().size() > 1) {
        columns.add(levelled(any, part.levels()));
      }
    }
    missing(feature, any == null ? raw.number(feature.column()) : any);
  }

  private String levelled(String value, List<Integer> levels) {
    double[] wanted = levels.stream().skip(1).mapToDouble(level -> level).toArray();
    String all = graph.constant(OnnxTensor.matrix(1, wanted.length, wanted));
    return graph.cast(Type.DOUBLE, graph.op("Equal", value, all));
  }
}
