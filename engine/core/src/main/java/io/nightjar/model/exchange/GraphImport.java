package io.nightjar.model.exchange;

import io.nightjar.features.BooleanFeature;
import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.ColumnType;
import io.nightjar.features.Feature;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.Missing;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.NumericRange;
import io.nightjar.features.design.Precision;
import io.nightjar.model.GraphModel;
import io.nightjar.model.Link;
import io.nightjar.model.ModelHeader;
import io.nightjar.model.Provenance;
import io.nightjar.model.Target;
import io.nightjar.model.Task;
import io.nightjar.model.exchange.onnx.kept.KeptGraph;
import io.nightjar.model.exchange.onnx.kept.KeptGraph.Given;
import io.nightjar.model.exchange.trees.Outcome;
import io.nightjar.model.files.Sha256;
import io.nightjar.model.graph.GraphInput;
import io.nightjar.model.graph.GraphOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Makes a {@link GraphModel} of an ONNX file. */
final class GraphImport {
  private static final double THRESHOLD = 0.5;
  private static final NumericRange UNKNOWN = new NumericRange(0, 0, 0, 0);

  private final ImportRequest request;
  private final KeptGraph kept;

  private GraphImport(ImportRequest request, KeptGraph kept) {
    this.request = request;
    this.kept = kept;
  }

  static GraphModel read(ImportRequest request, byte[] bytes, String version) {
    Given given =
        new Given(request.graph().output(), request.features().size(), request.classes().size());
    return new GraphImport(request, KeptGraph.read(bytes, given)).model(bytes, version);
  }

  private GraphModel model(byte[] bytes, String version) {
    Outcome outcome = outcome();
    Target target = ImportedTarget.of(request, outcome, Math.max(2, output().columns()));
    ModelHeader header =
        new ModelHeader(
            target,
            new FeatureSpec(features()),
            Precision.DOUBLE,
            provenance(outcome, Sha256.of(bytes), version));
    return new GraphModel(header, kept.graph(), outcome.link(), THRESHOLD);
  }

  private GraphOutput output() {
    return kept.graph().signature().output();
  }

  /** Two margins of two classes are one, their difference. */
  private Outcome outcome() {
    Link link = request.graph().link();
    int columns = output().columns();
    Task task =
        columns > 2
            ? Task.MULTICLASS
            : columns == 2 || request.classes().size() == 2 || link == Link.LOGIT
                ? Task.BINARY
                : Task.REGRESSION;
    boolean fits =
        switch (link) {
          case IDENTITY -> true;
          case LOG -> task == Task.REGRESSION;
          case LOGIT -> columns == 1;
          case SOFTMAX -> columns > 1;
          case LOG2 -> false;
        };
    if (!fits) {
      throw new IllegalArgumentException(
          "the link is %s, but the output \"%s\" gives %d numbers for a %s target; must be identity, %s"
              .formatted(link.text(), output().name(), columns, task.text(), allowed(task)));
    }
    Link own = link == Link.SOFTMAX && task == Task.BINARY ? Link.LOGIT : link;
    return new Outcome("output " + output().name(), task, own, kept.classes());
  }

  private String allowed(Task task) {
    return task == Task.REGRESSION
        ? "log, or logit of two classes"
        : output().columns() == 1 ? "or logit" : "or softmax";
  }

  private List<Feature> features() {
    List<String> names = request.features();
    if (!names.isEmpty() && names.size() != kept.columns().size()) {
      throw new IllegalArgumentException(
          "%d features are named, but the graph has %d; must be as many, in the graph's order: %s"
              .formatted(
                  names.size(), kept.columns().size(), kept.columns().stream().limit(10).toList()));
    }
    List<Feature> features = new ArrayList<>();
    for (GraphInput input : kept.graph().signature().inputs()) {
      for (int i = 0; i < input.columns(); i++) {
        int at = features.size();
        features.add(feature(names.isEmpty() ? kept.columns().get(at) : names.get(at), input));
      }
    }
    return features;
  }

  private Feature feature(String name, GraphInput input) {
    return switch (input.element()) {
      case FLOAT, DOUBLE -> number(name, request.numbers());
      case INT32, INT64 -> number(name, ColumnType.LONG);
      case BOOL -> new BooleanFeature(name, 0, Missing.NONE);
      case STRING -> new CategoricalFeature(name, ColumnType.STRING, kept.texts(), Missing.NONE);
    };
  }

  private static Feature number(String name, ColumnType type) {
    return new NumericFeature(name, type, 0, Missing.NONE, UNKNOWN);
  }

  private Provenance provenance(Outcome outcome, String sha256, String version) {
    TreeMap<String, String> parameters = new TreeMap<>();
    parameters.put("format", ModelFormat.ONNX_RUNTIME.text());
    parameters.put("objective", outcome.objective());
    parameters.put("link", request.graph().link().text());
    TreeMap<String, String> fit = new TreeMap<>();
    fit.put("imported-from", request.file());
    fit.put("library", kept.library());
    fit.put("sha256", sha256);
    fit.put("runs-on", "ONNX Runtime");
    return new Provenance(
        request.name(),
        new Provenance.Algorithm("import", parameters, 0),
        new Provenance.Snapshot(request.file(), 0, sha256, "not known: imported"),
        sha256,
        version,
        fit);
  }
}
