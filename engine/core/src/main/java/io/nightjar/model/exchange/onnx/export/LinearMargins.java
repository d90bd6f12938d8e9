package io.nightjar.model.exchange.onnx.export;

import io.nightjar.model.Coefficients;
import io.nightjar.model.LinearModel;
import io.nightjar.model.exchange.onnx.graph.OnnxTensor;
import io.nightjar.model.exchange.onnx.graph.OnnxTensor.Type;
import java.util.List;

/** The margins β·(x, 1) in float64. */
final class LinearMargins {
  private LinearMargins() {}

  /** Adds them to a graph; gives their value, [rows, classes] in float64. */
  static String add(LinearModel model, GraphBuilder graph) {
    List<String> design = DesignColumns.add(model.header(), graph);
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
    String products = graph.op("MatMul", graph.concat(design), matrix);
    String sums = graph.op("Add", products, graph.constant(OnnxTensor.doubles(intercepts)));
    return model.offset() == null
        ? sums
        : graph.op("Add", sums, graph.input(model.offset().name(), Type.DOUBLE));
  }
}
