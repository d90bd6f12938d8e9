package io.nightjar.model.exchange.onnx.export;

import io.nightjar.model.LinearModel;
import io.nightjar.model.Link;
import io.nightjar.model.Model;
import io.nightjar.model.NetworkModel;
import io.nightjar.model.Target;
import io.nightjar.model.Task;
import io.nightjar.model.TreeModel;
import io.nightjar.model.calibration.Calibration;
import io.nightjar.model.calibration.Isotonic;
import io.nightjar.model.calibration.OneVsRest;
import io.nightjar.model.calibration.Sigmoid;
import io.nightjar.model.calibration.Temperature;
import io.nightjar.model.exchange.onnx.graph.OnnxTensor;
import io.nightjar.model.exchange.onnx.graph.OnnxTensor.Type;
import java.util.List;
import java.util.Map;

/** From margins to the graph's outputs, as the scorer does. */
final class Predictions {
  private final Model model;
  private final Link link;
  private final GraphBuilder graph;

  Predictions(Model model, GraphBuilder graph) {
    this.model = model;
    this.link = link(model);
    this.graph = graph;
  }

  private static Link link(Model model) {
    if (model instanceof TreeModel trees) {
      return trees.link();
    }
    return model instanceof NetworkModel network ? network.link() : ((LinearModel) model).link();
  }

  void add(String margins) {
    Target target = model.target();
    if (target.task() == Task.REGRESSION) {
      String number = link == Link.LOG ? graph.op("Exp", margins) : margins;
      graph.output("prediction", Type.DOUBLE, 1, number);
    } else if (target.task() == Task.BINARY) {
      String own = link == Link.LOGIT ? graph.op("Sigmoid", margins) : clipped(margins, 0, 1);
      String probability = calibrated(model.calibration(), own);
      graph.output("probability", Type.DOUBLE, 1, probability);
      graph.output("label", Type.STRING, 1, label(probability));
    } else {
      String probabilities =
          calibratedClasses(
              link == Link.SOFTMAX
                  ? graph.op("Softmax", Map.of("axis", 1L), margins)
                  : shares(margins));
      graph.output("probabilities", Type.DOUBLE, target.classes().size(), probabilities);
      graph.output("label", Type.STRING, 1, likeliest(probabilities));
    }
  }

  private String label(String probability) {
    List<String> classes = model.target().classes();
    String positive = graph.op("GreaterOrEqual", probability, graph.number(model.threshold()));
    return graph.op("Where", positive, text(classes.get(1)), text(classes.get(0)));
  }

  private String text(String value) {
    return graph.constant(OnnxTensor.texts(List.of(value)));
  }

  private String likeliest(String probabilities) {
    String place = graph.op("ArgMax", Map.of("axis", 1L, "keepdims", 1L), probabilities);
    String classes = graph.constant(OnnxTensor.texts(model.target().classes()));
    return graph.op("Gather", Map.of("axis", 0L), classes, place);
  }

  /** Votes by their sum; all alike where there is none. */
  private String shares(String votes) {
    String positive = graph.op("Max", votes, graph.number(0));
    String axis = graph.constant(OnnxTensor.wholes(1));
    String sum = graph.op("ReduceSum", Map.of("keepdims", 1L), positive, axis);
    String any = graph.op("Greater", sum, graph.number(0));
    String alike = graph.number(1.0 / model.target().classes().size());
    return graph.op("Where", any, graph.op("Div", positive, sum), alike);
  }

  private String clipped(String value, double least, double most) {
    return graph.op("Min", graph.op("Max", value, graph.number(least)), graph.number(most));
  }

  private String calibrated(Calibration calibration, String probability) {
    if (calibration instanceof Sigmoid sigmoid) {
      return platt(sigmoid, probability);
    }
    return calibration instanceof Isotonic isotonic ? curve(isotonic, probability) : probability;
  }

  private String calibratedClasses(String probabilities) {
    if (model.calibration() instanceof Temperature by) {
      String logs = graph.op("Log", clipped(probabilities, Sigmoid.EPSILON, 1));
      String cooled = graph.op("Div", logs, graph.number(by.temperature()));
      return graph.op("Softmax", Map.of("axis", 1L), cooled);
    }
    return model.calibration() instanceof OneVsRest maps
        ? shares(oneVsRest(maps, probabilities))
        : probabilities;
  }

  /** Each class's column by its own map, side by side again. */
  private String oneVsRest(OneVsRest maps, String probabilities) {
    String[] columns = new String[maps.classes().size()];
    for (int k = 0; k < columns.length; k++) {
      String place = graph.constant(OnnxTensor.wholes(k));
      String own = graph.op("Gather", Map.of("axis", 1L), probabilities, place);
      columns[k] = calibrated(maps.classes().get(k), own);
    }
    return graph.op("Concat", Map.of("axis", 1L), columns);
  }

  /** 1 / (1 + e^(A·f + B)) of the log odds f. */
  private String platt(Sigmoid sigmoid, String probability) {
    String p = clipped(probability, Sigmoid.EPSILON, 1 - Sigmoid.EPSILON);
    String other = graph.op("Sub", graph.number(1), p);
    String logOdds = graph.op("Sub", graph.op("Log", p), graph.op("Log", other));
    String scaled = graph.op("Mul", logOdds, graph.number(-sigmoid.a()));
    return graph.op("Sigmoid", graph.op("Sub", scaled, graph.number(sigmoid.b())));
  }

  /** y₀ + Σ slopeᵢ·min(max(p − sᵢ, 0), sᵢ₊₁ − sᵢ): every piece as far as p goes into it. */
  private String curve(Isotonic isotonic, String probability) {
    List<Double> scores = isotonic.scores();
    List<Double> values = isotonic.probabilities();
    int pieces = scores.size() - 1;
    String first = graph.number(values.get(0));
    if (pieces == 0) {
      return graph.op("Add", graph.op("Mul", probability, graph.number(0)), first);
    }
    double[] starts = new double[pieces];
    double[] widths = new double[pieces];
    double[] slopes = new double[pieces];
    for (int i = 0; i < pieces; i++) {
      starts[i] = scores.get(i);
      widths[i] = scores.get(i + 1) - scores.get(i);
      slopes[i] = (values.get(i + 1) - values.get(i)) / widths[i];
    }
    String inside = graph.op("Sub", probability, row(starts));
    String passed = graph.op("Min", graph.op("Max", inside, graph.number(0)), row(widths));
    String slope = graph.constant(OnnxTensor.matrix(pieces, 1, slopes));
    String raised = graph.op("Add", graph.op("MatMul", passed, slope), first);
    return clipped(raised, values.get(0), values.get(pieces));
  }

  private String row(double[] values) {
    return graph.constant(OnnxTensor.matrix(1, values.length, values));
  }
}
