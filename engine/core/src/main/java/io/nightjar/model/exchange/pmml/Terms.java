package io.nightjar.model.exchange.pmml;

import io.nightjar.features.BooleanFeature;
import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.DateFeature;
import io.nightjar.features.Feature;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.model.Coefficients;
import io.nightjar.model.LinearModel;
import java.util.List;

/** A linear model: every design column is a derived field, in the order of the coefficients. */
final class Terms {
  private final LinearModel model;
  private final Fields fields;
  private final Outcomes outcomes;
  private final Xml xml;
  private final List<String> names;
  private int next;

  Terms(LinearModel model, Fields fields, Outcomes outcomes, Xml xml) {
    this.model = model;
    this.fields = fields;
    this.outcomes = outcomes;
    this.xml = xml;
    this.names =
        LinearDesign.of(model.features()).names().stream().map(name -> "design:" + name).toList();
  }

  void write() {
    xml.open(
        "RegressionModel",
        "functionName",
        outcomes.function(),
        "normalizationMethod",
        outcomes.normalization());
    fields.schema(xml);
    outcomes.output();
    xml.open("LocalTransformations");
    model.features().features().forEach(this::columns);
    xml.close();
    Coefficients coefficients = model.coefficients();
    double[] intercepts = new double[coefficients.classes()];
    for (int k = 0; k < intercepts.length; k++) {
      intercepts[k] = coefficients.intercept(k);
    }
    outcomes.tables(intercepts, this::terms);
    xml.close();
  }

  private void terms(int output, double scale) {
    for (int j = 0; j < names.size(); j++) {
      term(names.get(j), scale * model.coefficients().get(output, j));
    }
    if (model.offset() != null) {
      term(model.offset().name(), scale);
    }
  }

  private void term(String name, double coefficient) {
    xml.leaf("NumericPredictor", "name", name, "coefficient", String.valueOf(coefficient));
  }

  private void columns(Feature feature) {
    String missing = feature.column();
    if (feature instanceof CategoricalFeature categorical) {
      categorical.values().stream().skip(1).forEach(value -> level(feature.column(), value));
    } else if (feature instanceof DateFeature date) {
      for (DateFeature.Part part : date.parts()) {
        missing = date.name(part);
        part(missing, part);
      }
    } else if (feature instanceof BooleanFeature flag) {
      filled(feature.column(), flag.fill());
    } else {
      NumericFeature number = (NumericFeature) feature;
      if (!number.range().constant()) {
        filled(feature.column(), number.fill());
      }
    }
    if (feature.missing().seen()) {
      derived();
      either(missing, "1", () -> constant("0"));
    }
  }

  private void part(String field, DateFeature.Part part) {
    if (part.levels().isEmpty()) {
      filled(field, part.fill());
    } else {
      part.levels().stream().skip(1).forEach(level -> level(field, String.valueOf(level)));
    }
  }

  /** 1 where a field has the value, else 0. */
  private void level(String field, String value) {
    derived();
    xml.leaf("NormDiscrete", "field", field, "value", value, "mapMissingTo", "0").close();
  }

  private void filled(String field, double fill) {
    derived();
    either(field, String.valueOf(fill), () -> xml.leaf("FieldRef", "field", field));
  }

  /** One value where a field is missing, another where it isn't. */
  private void either(String field, String missing, Runnable otherwise) {
    xml.open("Apply", "function", "if");
    xml.open("Apply", "function", "isMissing").leaf("FieldRef", "field", field).close();
    constant(missing);
    otherwise.run();
    xml.close().close();
  }

  private void constant(String value) {
    xml.open("Constant", "dataType", "double").text(value).close();
  }

  /** Begins the next design column's field. */
  private void derived() {
    String name = names.get(next++);
    xml.open("DerivedField", "name", name, "optype", "continuous", "dataType", "double");
  }
}
