package io.nightjar.model.exchange;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.features.ColumnType;
import io.nightjar.features.Feature;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.Missing;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.NumericRange;
import io.nightjar.features.design.Precision;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.model.Coefficients;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Link;
import io.nightjar.model.Model;
import io.nightjar.model.ModelHeader;
import io.nightjar.model.Provenance;
import io.nightjar.model.TreeModel;
import io.nightjar.model.exchange.trees.ForeignLinear;
import io.nightjar.model.exchange.trees.ForeignModel;
import io.nightjar.model.exchange.trees.ForeignTrees;
import io.nightjar.model.exchange.trees.ForeignTrees.Input;
import io.nightjar.model.exchange.trees.ForeignTrees.Values;
import io.nightjar.model.exchange.trees.ThresholdRounding;
import io.nightjar.model.files.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Makes a {@link TreeModel} or a {@link LinearModel} of another library's file, or keeps an ONNX
 * graph as a {@link io.nightjar.model.GraphModel}. Of the first two each feature is a number, or,
 * where trees look at it as a category, the whole number that the library gave to the category.
 * What training met is not in such a file: counts of missing values are 0, the range is unknown and
 * told as 0..0, of linear models as that of all float32 numbers. Where a linear model's value is
 * missing it takes 0, which adds nothing.
 */
public final class ModelImport {
  /** Longest file. */
  public static final int MAX_BYTES = 512 << 20;

  private static final NumericRange UNKNOWN = new NumericRange(0, 0, 0, 0);

  /** A linear model leaves out what never varied. */
  private static final NumericRange ANY = new NumericRange(0, 0, -Float.MAX_VALUE, Float.MAX_VALUE);

  private static final double THRESHOLD = 0.5;

  private final ImportRequest request;
  private final ModelFormat format;
  private final ForeignModel foreign;
  private final String sha256;
  private final String version;

  private ModelImport(ImportRequest request, byte[] bytes, String version) {
    this.request = request;
    this.format = request.format().orElseGet(() -> ModelFormat.guess(bytes));
    this.foreign =
        format.read(
            bytes,
            request.numbers() == ColumnType.FLOAT
                ? ThresholdRounding.DOWN
                : ThresholdRounding.NEAREST);
    this.sha256 = Sha256.of(bytes);
    this.version = version;
  }

  /**
   * The model of a file.
   *
   * @param bytes the whole file
   * @param version of Nightjar, for the provenance
   * @throws NightjarException CONFIG naming the file, what is wrong with it and what is allowed
   */
  public static Model read(ImportRequest request, byte[] bytes, String version) {
    if (bytes.length > MAX_BYTES) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          request.file(),
          "has " + bytes.length + " bytes; must be at most " + MAX_BYTES + ".");
    }
    try {
      return request.format().orElse(null) == ModelFormat.ONNX_RUNTIME
          ? GraphImport.read(request, bytes, version)
          : new ModelImport(request, bytes, version).model();
    } catch (IllegalArgumentException e) {
      throw NightjarException.of(
          FailureKind.CONFIG, request.file(), "can't be imported: " + e.getMessage() + ".", e);
    }
  }

  private Model model() {
    ModelHeader header =
        new ModelHeader(
            ImportedTarget.of(request, foreign.outcome(), foreign.outputs()),
            new FeatureSpec(features()),
            Precision.FLOAT,
            provenance());
    Link link = foreign.outcome().link();
    if (foreign instanceof ForeignLinear linear) {
      Coefficients coefficients = new Coefficients(linear.outputs(), linear.weights());
      return new LinearModel(header, link, coefficients, THRESHOLD);
    }
    TreeEnsemble ensemble = ((ForeignTrees) foreign).ensemble();
    return new TreeModel(header, link, ensemble, List.of(), THRESHOLD);
  }

  private List<Feature> features() {
    List<String> names = request.features();
    if (!names.isEmpty() && names.size() != foreign.inputs().size()) {
      throw new IllegalArgumentException(
          "%d features are named, but the model has %d; must be as many, in the model's order: %s"
              .formatted(names.size(), foreign.inputs().size(), shortened()));
    }
    NumericRange range = foreign instanceof ForeignLinear ? ANY : UNKNOWN;
    List<Feature> features = new ArrayList<>();
    for (int f = 0; f < foreign.inputs().size(); f++) {
      Input input = foreign.inputs().get(f);
      ColumnType type = input.values() == Values.CATEGORIES ? ColumnType.LONG : request.numbers();
      String name = names.isEmpty() ? input.name() : names.get(f);
      features.add(new NumericFeature(name, type, 0, Missing.NONE, range));
    }
    return features;
  }

  private String shortened() {
    List<String> names = foreign.inputs().stream().limit(10).map(Input::name).toList();
    return String.join(", ", names) + (foreign.inputs().size() > names.size() ? ", …" : "");
  }

  private Provenance provenance() {
    TreeMap<String, String> parameters = new TreeMap<>();
    parameters.put("format", format.text());
    parameters.put("objective", foreign.outcome().objective());
    TreeMap<String, String> fit = new TreeMap<>();
    fit.put("imported-from", request.file());
    fit.put("library", foreign.library());
    fit.put("sha256", sha256);
    if (foreign instanceof ForeignTrees trees) {
      fit.put("trees", String.valueOf(trees.ensemble().trees()));
    }
    return new Provenance(
        request.name(),
        new Provenance.Algorithm("import", parameters, 0),
        new Provenance.Snapshot(request.file(), 0, sha256, "not known: imported"),
        sha256,
        version,
        fit);
  }
}
