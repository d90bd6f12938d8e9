package io.nightjar.model.exchange.onnx.export;

import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.DateFeature;
import io.nightjar.features.Feature;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.model.TreeModel;
import io.nightjar.model.exchange.onnx.graph.OnnxTensor;
import io.nightjar.model.exchange.onnx.graph.OnnxTensor.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The sums of trees. Columns are rounded to float32, as the trees' own are; the ensemble itself
 * compares and adds in float64, and gives float32, as its operator does. What the outputs start
 * with is added in float64.
 */
final class TreeMargins {
  private final GraphBuilder graph;
  private final RawColumns raw;

  private TreeMargins(GraphBuilder graph) {
    this.graph = graph;
    this.raw = new RawColumns(graph);
  }

  /** Adds them to a graph; gives their value, [rows, outputs] in float64. */
  static String add(TreeModel model, GraphBuilder graph) {
    TreeMargins margins = new TreeMargins(graph);
    List<String> columns = new ArrayList<>();
    for (Feature feature : model.features().features()) {
      margins.columns(feature, columns);
    }
    TreeEnsemble ensemble = model.ensemble();
    String wide = graph.cast(Type.DOUBLE, graph.concat(columns));
    String sums =
        graph.ml("TreeEnsembleRegressor", new EnsembleAttributes(ensemble).attributes(), wide);
    double[] base = new double[ensemble.outputs()];
    for (int output = 0; output < base.length; output++) {
      base[output] = ensemble.base(output);
    }
    return graph.op("Add", graph.cast(Type.DOUBLE, sums), graph.constant(OnnxTensor.doubles(base)));
  }

  private void columns(Feature feature, List<String> columns) {
    if (feature instanceof CategoricalFeature categorical) {
      columns.add(codes(categorical));
    } else if (feature instanceof DateFeature date) {
      for (DateFeature.Part part : date.parts()) {
        columns.add(graph.cast(Type.FLOAT, raw.part(date, part)));
      }
    } else {
      columns.add(graph.cast(Type.FLOAT, raw.number(feature.column())));
    }
  }

  private String codes(CategoricalFeature feature) {
    float[] codes = new float[feature.values().size()];
    for (int code = 0; code < codes.length; code++) {
      codes[code] = code;
    }
    Map<String, Object> attributes =
        Map.of(
            "keys_strings", feature.values(), "values_floats", codes, "default_float", Float.NaN);
    return graph.ml("LabelEncoder", attributes, raw.category(feature));
  }
}
