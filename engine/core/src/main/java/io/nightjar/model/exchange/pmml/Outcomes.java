package io.nightjar.model.exchange.pmml;

import io.nightjar.model.LinearModel;
import io.nightjar.model.Link;
import io.nightjar.model.Model;
import io.nightjar.model.Target;
import io.nightjar.model.Task;
import io.nightjar.model.TreeModel;
import io.nightjar.model.calibration.Calibration;
import io.nightjar.model.calibration.Sigmoid;
import io.nightjar.model.calibration.Uncalibrated;
import java.util.List;

/**
 * What a {@code RegressionModel} makes of margins. Two classes are a softmax of the margin and 0; a
 * sigmoid over log odds, as Platt scaling is, scales that margin. Votes become their shares.
 */
final class Outcomes {
  private final Target target;
  private final Link link;
  private final double threshold;
  private final Calibration calibration;
  private final Xml xml;

  Outcomes(Model model, Xml xml) {
    this.target = model.target();
    this.link = model instanceof TreeModel trees ? trees.link() : ((LinearModel) model).link();
    this.threshold = model.threshold();
    this.calibration = model.calibration();
    this.xml = xml;
    boolean scaled = calibration instanceof Sigmoid && link == Link.LOGIT;
    if (!scaled && !(calibration instanceof Uncalibrated)) {
      throw new IllegalArgumentException(
          "calibration.method is %s, which PMML has no regression for; take onnx, or train it with none%s"
              .formatted(calibration.text(), link == Link.LOGIT ? " or platt" : ""));
    }
  }

  /** Whether the sums of trees are the prediction. */
  boolean plain() {
    return target.task() == Task.REGRESSION && link == Link.IDENTITY;
  }

  String function() {
    return target.task() == Task.REGRESSION ? "regression" : "classification";
  }

  String normalization() {
    return switch (link) {
      case LOG -> "exp";
      case LOGIT, SOFTMAX -> "softmax";
      case LOG2 -> throw new IllegalArgumentException("PMML has no normalization 2^m");
      case IDENTITY -> target.task() == Task.MULTICLASS ? "simplemax" : "none";
    };
  }

  /** Writes the terms of one margin. */
  interface Predictors {
    /**
     * Writes them.
     *
     * @param output which margin
     * @param scale what every coefficient is multiplied by
     */
    void write(int output, double scale);
  }

  /**
   * The regression's tables.
   *
   * @param intercepts by output
   */
  void tables(double[] intercepts, Predictors predictors) {
    double scale = calibration instanceof Sigmoid sigmoid ? -sigmoid.a() : 1;
    double shift = calibration instanceof Sigmoid sigmoid ? -sigmoid.b() : 0;
    List<String> classes = target.classes();
    if (target.task() == Task.MULTICLASS) {
      for (int k = 0; k < classes.size(); k++) {
        open(classes.get(k), intercepts[k]);
        predictors.write(k, 1);
        xml.close();
      }
      return;
    }
    boolean binary = target.task() == Task.BINARY;
    open(binary ? target.positive() : null, scale * intercepts[0] + shift);
    predictors.write(0, scale);
    xml.close();
    if (binary) {
      boolean share = link == Link.IDENTITY;
      open(classes.get(0), share ? 1 - intercepts[0] : 0);
      if (share) {
        predictors.write(0, -1);
      }
      xml.close();
    }
  }

  private void open(String category, double intercept) {
    if (category == null) {
      xml.open("RegressionTable", "intercept", String.valueOf(intercept));
    } else {
      xml.open(
          "RegressionTable", "intercept", String.valueOf(intercept), "targetCategory", category);
    }
  }

  /** The probability of each class, and the label: of two classes by the model's threshold. */
  void output() {
    if (target.task() == Task.REGRESSION) {
      return;
    }
    xml.open("Output");
    for (String name : target.classes()) {
      xml.leaf(
          "OutputField",
          "name",
          probability(name),
          "optype",
          "continuous",
          "dataType",
          "double",
          "feature",
          "probability",
          "value",
          name);
    }
    if (target.task() == Task.BINARY) {
      label();
    } else {
      xml.leaf(
          "OutputField",
          "name",
          "label",
          "optype",
          "categorical",
          "dataType",
          "string",
          "feature",
          "predictedValue");
    }
    xml.close();
  }

  private static String probability(String name) {
    return "probability(" + name + ")";
  }

  private void label() {
    xml.open(
        "OutputField",
        "name",
        "label",
        "optype",
        "categorical",
        "dataType",
        "string",
        "feature",
        "transformedValue");
    xml.open("Apply", "function", "if");
    xml.open("Apply", "function", "greaterOrEqual");
    xml.leaf("FieldRef", "field", probability(target.positive()));
    constant("double", String.valueOf(threshold));
    xml.close();
    constant("string", target.positive());
    constant("string", target.classes().get(0));
    xml.close().close();
  }

  private void constant(String type, String value) {
    xml.open("Constant", "dataType", type).text(value).close();
  }
}
