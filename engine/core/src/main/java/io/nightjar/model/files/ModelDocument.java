package io.nightjar.model.files;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.nightjar.features.Feature;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.InputColumn;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.model.Coefficients;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Link;
import io.nightjar.model.MllibModel;
import io.nightjar.model.Model;
import io.nightjar.model.ModelHeader;
import io.nightjar.model.Provenance;
import io.nightjar.model.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code model.json} holds. The signature, the design columns and the treatment of odd values
 * follow from the features; they are written for readers of the file, and checked when it is read.
 */
record ModelDocument(
    String format,
    int version,
    Kind kind,
    Target target,
    Link link,
    String modelClass,
    double threshold,
    Precision precision,
    List<InputColumn> signature,
    List<Feature> features,
    Map<String, String> treatment,
    List<String> designColumns,
    Provenance provenance) {

  enum Kind {
    @JsonProperty("linear")
    LINEAR,
    @JsonProperty("mllib")
    MLLIB
  }

  ModelDocument {
    ModelManifest.requireFormat(format, version);
    signature = List.copyOf(signature);
    features = List.copyOf(features);
    designColumns = List.copyOf(designColumns);
  }

  static ModelDocument of(Model model) {
    ModelHeader header = model.header();
    boolean linear = model instanceof LinearModel;
    return new ModelDocument(
        ModelManifest.FORMAT,
        ModelManifest.VERSION,
        linear ? Kind.LINEAR : Kind.MLLIB,
        header.target(),
        linear ? ((LinearModel) model).link() : null,
        linear ? null : ((MllibModel) model).modelClass(),
        model.threshold(),
        header.precision(),
        model.signature().columns(),
        header.features().features(),
        treatments(header.features()),
        LinearDesign.of(header.features()).names(),
        header.provenance());
  }

  private static Map<String, String> treatments(FeatureSpec spec) {
    Map<String, String> treatments = new LinkedHashMap<>();
    spec.features().forEach(feature -> treatments.put(feature.column(), feature.treatment()));
    return treatments;
  }

  /** The model; a linear one with the coefficients of the tensors. */
  Model toModel(Coefficients coefficients) {
    FeatureSpec spec = new FeatureSpec(features);
    if (!spec.signature().columns().equals(signature)) {
      throw new IllegalArgumentException("the signature isn't that of the features");
    }
    if (!LinearDesign.of(spec).names().equals(designColumns)) {
      throw new IllegalArgumentException("the design columns aren't those of the features");
    }
    ModelHeader header = new ModelHeader(target, spec, precision, provenance);
    return kind == Kind.LINEAR
        ? new LinearModel(header, link, coefficients, threshold)
        : new MllibModel(header, modelClass, threshold);
  }
}
