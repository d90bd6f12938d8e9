package io.nightjar.model.exchange.onnx.export;

import io.nightjar.features.BooleanFeature;
import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.DateFeature;
import io.nightjar.features.Feature;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.design.Precision;
import io.nightjar.model.ModelHeader;
import io.nightjar.model.exchange.onnx.graph.OnnxTensor;
import io.nightjar.model.exchange.onnx.graph.OnnxTensor.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The columns of {@code LinearDesign} in their order, in float64. A float32 design is rounded as
 * the model's own is.
 */
final class DesignColumns {
  private final GraphBuilder graph;
  private final RawColumns raw;
  private final boolean rounded;
  private final List<String> columns = new ArrayList<>();

  private DesignColumns(Precision precision, GraphBuilder graph) {
    this.graph = graph;
    this.raw = new RawColumns(graph);
    this.rounded = precision == Precision.FLOAT;
  }

  /** Adds them to a graph; gives their values, [rows, 1] or more wide, side by side the design. */
  static List<String> add(ModelHeader header, GraphBuilder graph) {
    DesignColumns design = new DesignColumns(header.precision(), graph);
    header.features().features().forEach(design::columns);
    if (design.columns.isEmpty()) {
      throw new IllegalArgumentException(
          "every column was constant in training, so that nothing is left of them; train it on others");
    }
    return design.columns;
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
