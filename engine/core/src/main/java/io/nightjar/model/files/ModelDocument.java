package io.nightjar.model.files;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.nightjar.features.Feature;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.InputColumn;
import io.nightjar.features.design.GraphDesign;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.features.design.TreeDesign;
import io.nightjar.kernels.dense.Activation;
import io.nightjar.kernels.ensemble.Decision;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.model.ClusterModel;
import io.nightjar.model.Coefficients;
import io.nightjar.model.FactorModel;
import io.nightjar.model.GraphModel;
import io.nightjar.model.Importance;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Link;
import io.nightjar.model.MllibModel;
import io.nightjar.model.Model;
import io.nightjar.model.ModelHeader;
import io.nightjar.model.NetworkModel;
import io.nightjar.model.ProjectionModel;
import io.nightjar.model.Provenance;
import io.nightjar.model.Target;
import io.nightjar.model.TreeModel;
import io.nightjar.model.calibration.Calibration;
import io.nightjar.model.calibration.Uncalibrated;
import io.nightjar.model.factors.ColdStart;
import io.nightjar.model.graph.GraphSignature;
import io.nightjar.model.graph.OnnxGraph;
import io.nightjar.model.network.Network;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code model.json} holds. The signature, the design columns and the treatment of odd values
 * follow from the features; they are written for readers of the file, and checked when it is read.
 * The elements of a vector aren't listed among the design columns: their number tells their names.
 * A calibration is there only where the probabilities are calibrated, activations (by layer) only
 * for a network, a cold start only for factors, a graph's signature only for an ONNX graph.
 */
record ModelDocument(
    String format,
    int version,
    Kind kind,
    Target target,
    Link link,
    String modelClass,
    double threshold,
    Calibration calibration,
    Precision precision,
    List<InputColumn> signature,
    InputColumn offset,
    List<Feature> features,
    Map<String, String> treatment,
    List<String> designColumns,
    Splits splits,
    List<Importance> importance,
    List<String> activations,
    ColdStart coldStart,
    GraphSignature graph,
    Provenance provenance) {

  private static final String ADDED = "added to the margin; null, NaN and infinity can't be scored";

  enum Kind {
    @JsonProperty("linear")
    LINEAR,
    @JsonProperty("trees")
    TREES,
    @JsonProperty("network")
    NETWORK,
    @JsonProperty("clusters")
    CLUSTERS,
    @JsonProperty("components")
    COMPONENTS,
    @JsonProperty("factors")
    FACTORS,
    @JsonProperty("graph")
    GRAPH,
    @JsonProperty("mllib")
    MLLIB
  }

  /** Which numbers go left at a split. */
  enum Splits {
    @JsonProperty("at_most")
    AT_MOST,
    @JsonProperty("less")
    LESS
  }

  ModelDocument {
    ModelManifest.requireFormat(format, version);
    signature = List.copyOf(signature);
    features = List.copyOf(features);
    designColumns = List.copyOf(designColumns);
  }

  static ModelDocument of(Model model) {
    ModelHeader header = model.header();
    TreeModel trees = model instanceof TreeModel some ? some : null;
    NetworkModel network = model instanceof NetworkModel some ? some : null;
    return new ModelDocument(
        ModelManifest.FORMAT,
        ModelManifest.VERSION,
        kind(model),
        header.target(),
        link(model),
        model instanceof MllibModel mllib ? mllib.modelClass() : null,
        model.threshold(),
        model.calibration() instanceof Uncalibrated ? null : model.calibration(),
        header.precision(),
        model.signature().columns(),
        model instanceof LinearModel linear ? linear.offset() : null,
        header.features().features(),
        treatments(model),
        model.features().vector().isPresent() ? List.of() : model.designNames(),
        trees == null ? null : Splits.valueOf(trees.ensemble().decision().name()),
        trees == null ? null : trees.importance(),
        network == null ? null : words(network.network()),
        model instanceof FactorModel factors ? factors.coldStart() : null,
        model instanceof GraphModel graph ? graph.graph().signature() : null,
        header.provenance());
  }

  private static List<String> words(Network network) {
    return network.layers().stream()
        .map(layer -> layer.activation().name().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static Link link(Model model) {
    if (model instanceof LinearModel linear) {
      return linear.link();
    }
    if (model instanceof NetworkModel network) {
      return network.link();
    }
    if (model instanceof GraphModel graph) {
      return graph.link();
    }
    return model instanceof TreeModel trees ? trees.link() : null;
  }

  private static Kind kind(Model model) {
    if (model instanceof LinearModel) {
      return Kind.LINEAR;
    }
    if (model instanceof NetworkModel) {
      return Kind.NETWORK;
    }
    if (model instanceof ClusterModel) {
      return Kind.CLUSTERS;
    }
    if (model instanceof ProjectionModel) {
      return Kind.COMPONENTS;
    }
    if (model instanceof FactorModel) {
      return Kind.FACTORS;
    }
    if (model instanceof GraphModel) {
      return Kind.GRAPH;
    }
    return model instanceof TreeModel ? Kind.TREES : Kind.MLLIB;
  }

  private static Map<String, String> treatments(Model model) {
    Map<String, String> treatments = new LinkedHashMap<>();
    for (Feature feature : model.features().features()) {
      treatments.put(feature.column(), model.treatment(feature));
    }
    if (model instanceof LinearModel linear && linear.offset() != null) {
      treatments.put(linear.offset().name(), ADDED);
    }
    return treatments;
  }

  /** What every model has, checked against what is told of it. */
  ModelHeader header() {
    FeatureSpec spec = new FeatureSpec(features);
    if (spec.vector().isPresent() && kind != Kind.LINEAR) {
      throw new IllegalArgumentException(
          "the feature %s is a vector; must be plain columns, for only a linear model reads vectors"
              .formatted(spec.vector().get().column()));
    }
    ModelHeader header =
        new ModelHeader(
            target,
            spec,
            precision,
            provenance,
            calibration == null ? Calibration.none() : calibration);
    if (!LinearModel.signature(header, offset).columns().equals(signature)) {
      throw new IllegalArgumentException("the signature isn't that of the features");
    }
    if (!designNames(spec).equals(designColumns)) {
      throw new IllegalArgumentException("the design columns aren't those of the features");
    }
    return header;
  }

  private List<String> designNames(FeatureSpec spec) {
    if (spec.vector().isPresent()) {
      return List.of();
    }
    return switch (kind) {
      case TREES -> TreeDesign.of(spec).names();
      case FACTORS -> spec.signature().names();
      case GRAPH -> GraphDesign.of(spec).names();
      default -> LinearDesign.of(spec).names();
    };
  }

  /** Which numbers go left in the trees of a model of trees. */
  Decision decision() {
    return Decision.valueOf(splits.name());
  }

  /** What each layer of a network applies. */
  List<Activation> layerActivations() {
    return activations.stream().map(ModelDocument::activation).toList();
  }

  private static Activation activation(String word) {
    return Arrays.stream(Activation.values())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "an activation is %s; must be identity, relu, tanh or sigmoid"
                        .formatted(word)));
  }

  LinearModel linear(ModelHeader header, Coefficients coefficients) {
    return new LinearModel(header, link, coefficients, offset, threshold);
  }

  TreeModel trees(ModelHeader header, TreeEnsemble ensemble) {
    return new TreeModel(header, link, ensemble, importance, threshold);
  }

  NetworkModel network(ModelHeader header, Network network) {
    NetworkModel model = new NetworkModel(header, network, threshold);
    if (link != model.link()) {
      throw new IllegalArgumentException(
          "link is %s for a %s target; must be %s"
              .formatted(link, target.task().text(), model.link().text()));
    }
    return model;
  }

  GraphModel graph(ModelHeader header, byte[] bytes) {
    return new GraphModel(header, new OnnxGraph(bytes, graph), link, threshold);
  }

  MllibModel mllib(ModelHeader header) {
    return new MllibModel(header, modelClass, threshold);
  }
}
