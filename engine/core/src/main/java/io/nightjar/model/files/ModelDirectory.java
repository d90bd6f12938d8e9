package io.nightjar.model.files;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.kernels.dense.Activation;
import io.nightjar.kernels.ensemble.Decision;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.model.ClusterModel;
import io.nightjar.model.Coefficients;
import io.nightjar.model.FactorModel;
import io.nightjar.model.GraphModel;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Model;
import io.nightjar.model.ModelHeader;
import io.nightjar.model.NetworkModel;
import io.nightjar.model.ProjectionModel;
import io.nightjar.model.TreeModel;
import io.nightjar.model.exchange.onnx.graph.GraphScan;
import io.nightjar.model.files.format.ModelJson;
import io.nightjar.model.files.format.SafeTensors;
import io.nightjar.model.files.format.Tensor;
import io.nightjar.model.network.Network;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Writes and reads model directories. The same model gives the same bytes; {@code manifest.json} is
 * written last, so that a directory without it is unfinished and is never read.
 */
public final class ModelDirectory {
  /** Each file's hash. */
  public static final String MANIFEST = "manifest.json";

  /** Signature, encodings, algorithm, provenance. */
  public static final String MODEL = "model.json";

  /** Coefficients, trees, layers, centroids, components or factors. */
  public static final String TENSORS = "tensors.safetensors";

  /** The file of a model that is an ONNX graph. */
  public static final String GRAPH = "graph.onnx";

  private static final String COEFFICIENTS = "coefficients";
  private static final String STANDARD_ERRORS = "standard_errors";
  private static final String MEANS = "means";
  private static final int LARGEST_MANIFEST = 16 << 20;

  private ModelDirectory() {}

  /**
   * Writes a model and seals its directory with the manifest. What lies in the directory already,
   * such as {@code mllib/}, is sealed with it.
   *
   * @param extras further files by path, such as {@code profile.json}
   * @return SHA-256 of the manifest: the version's identity
   * @throws NightjarException STORAGE if the directory is sealed already or can't be written
   */
  public static String write(ModelFiles files, Model model, Map<String, byte[]> extras) {
    try {
      if (files.list().contains(MANIFEST)) {
        throw NightjarException.of(
            FailureKind.STORAGE,
            files.location(MANIFEST),
            "is there already; a model's directory is written once: write to an empty one");
      }
      put(files, MODEL, ModelJson.bytes(ModelDocument.of(model)));
      List<Tensor> tensors = tensors(model);
      if (!tensors.isEmpty()) {
        put(files, TENSORS, SafeTensors.bytes(tensors));
      }
      if (model instanceof GraphModel graph) {
        put(files, GRAPH, graph.graph().bytes());
      }
      for (Map.Entry<String, byte[]> extra : new TreeMap<>(extras).entrySet()) {
        put(files, SafePath.require(extra.getKey()), extra.getValue());
      }
      return seal(files);
    } catch (IOException e) {
      throw NightjarException.of(
          FailureKind.STORAGE,
          files.location(""),
          "can't be written ("
              + e.getMessage()
              + "); free the space or mend the access, then run again",
          e);
    }
  }

  private static String seal(ModelFiles files) throws IOException {
    SortedMap<String, FileHash> hashes = new TreeMap<>();
    for (String path : files.list()) {
      try (InputStream stream = files.open(path)) {
        hashes.put(path, Sha256.of(stream));
      }
    }
    byte[] manifest = ModelJson.bytes(ModelManifest.of(hashes));
    put(files, MANIFEST, manifest);
    return Sha256.of(manifest);
  }

  private static void put(ModelFiles files, String path, byte[] bytes) throws IOException {
    try (OutputStream stream = files.create(path)) {
      stream.write(bytes);
    }
  }

  private static List<Tensor> tensors(Model model) {
    if (model instanceof LinearModel linear) {
      Coefficients coefficients = linear.coefficients();
      List<Integer> shape = List.of(coefficients.classes(), coefficients.columns() + 1);
      List<Tensor> tensors = new ArrayList<>();
      tensors.add(Tensor.of(COEFFICIENTS, shape, coefficients.toArray()));
      double[] errors = coefficients.standardErrors();
      if (errors.length > 0) {
        tensors.add(Tensor.of(STANDARD_ERRORS, shape, errors));
      }
      double[] means = coefficients.means();
      if (means.length > 0) {
        tensors.add(Tensor.of(MEANS, means));
      }
      return tensors;
    }
    if (model instanceof NetworkModel network) {
      return NetworkTensors.of(network.network());
    }
    if (model instanceof ClusterModel clusters) {
      return UnlabelledTensors.of(clusters);
    }
    if (model instanceof ProjectionModel projection) {
      return UnlabelledTensors.of(projection);
    }
    if (model instanceof FactorModel factors) {
      return FactorTensors.of(factors);
    }
    return model instanceof TreeModel trees ? TreeTensors.of(trees.ensemble()) : List.of();
  }

  /**
   * Reads a model and checks every byte of its directory.
   *
   * @throws NightjarException STORAGE naming the file that is missing, changed or not readable
   */
  public static LoadedModel read(ModelFiles files) {
    byte[] bytes = VerifiedFiles.read(files, MANIFEST, LARGEST_MANIFEST);
    String where = files.location(MANIFEST);
    if (bytes.length > LARGEST_MANIFEST) {
      throw ModelJson.unreadable(where, "has more than " + LARGEST_MANIFEST + " bytes", null);
    }
    ModelManifest manifest = ModelJson.read(bytes, ModelManifest.class, where);
    if (!Arrays.equals(bytes, ModelJson.bytes(manifest))) {
      throw ModelJson.unreadable(where, "isn't as Nightjar writes it, so it was changed", null);
    }
    VerifiedFiles verified = new VerifiedFiles(files, manifest);
    verified.requireAll();
    return new LoadedModel(model(files, verified), Sha256.of(bytes), manifest, files);
  }

  /**
   * Reads a model that must be a certain version.
   *
   * @param sha256 the version's identity, as the registry has it
   */
  public static LoadedModel read(ModelFiles files, String sha256) {
    LoadedModel loaded = read(files);
    if (!loaded.sha256().equals(sha256)) {
      throw ModelJson.unreadable(
          files.location(MANIFEST),
          "has SHA-256 %s; must be %s as the registry says".formatted(loaded.sha256(), sha256),
          null);
    }
    return loaded;
  }

  private static Model model(ModelFiles files, VerifiedFiles verified) {
    String where = files.location(MODEL);
    ModelDocument document = ModelJson.read(verified.bytes(MODEL), ModelDocument.class, where);
    try {
      ModelHeader header = document.header();
      return switch (document.kind()) {
        case LINEAR -> document.linear(header, coefficients(files, verified));
        case TREES -> document.trees(header, ensemble(document, files, verified));
        case NETWORK -> document.network(header, network(document, files, verified));
        case CLUSTERS -> ofTensors(files, verified, all -> UnlabelledTensors.clusters(header, all));
        case COMPONENTS ->
            ofTensors(files, verified, all -> UnlabelledTensors.components(header, all));
        case FACTORS ->
            ofTensors(
                files, verified, all -> FactorTensors.factors(header, document.coldStart(), all));
        case GRAPH -> document.graph(header, graph(verified));
        case MLLIB -> document.mllib(header);
      };
    } catch (IllegalArgumentException | NullPointerException e) {
      throw ModelJson.unreadable(where, "isn't a model: " + e.getMessage(), e);
    }
  }

  /** What the runtime is given is checked here too: a directory may come from anywhere. */
  private static byte[] graph(VerifiedFiles verified) {
    byte[] bytes = verified.bytes(GRAPH);
    GraphScan.of(bytes);
    return bytes;
  }

  private static Coefficients coefficients(ModelFiles files, VerifiedFiles verified) {
    String where = files.location(TENSORS);
    List<Tensor> tensors = SafeTensors.read(verified.bytes(TENSORS), where);
    Map<String, Tensor> named = new LinkedHashMap<>();
    tensors.forEach(tensor -> named.put(tensor.name(), tensor));
    Tensor values = named.remove(COEFFICIENTS);
    Tensor errors = named.remove(STANDARD_ERRORS);
    Tensor means = named.remove(MEANS);
    if (values == null || values.shape().size() != 2 || !named.isEmpty()) {
      throw ModelJson.unreadable(
          where,
          "must hold one matrix \"coefficients\", and beside it at most \"standard_errors\" and"
              + " \"means\"",
          null);
    }
    try {
      Coefficients coefficients = new Coefficients(values.shape().get(0), values.doubles());
      coefficients =
          errors == null ? coefficients : coefficients.withStandardErrors(errors.doubles());
      return means == null ? coefficients : coefficients.withMeans(means.doubles());
    } catch (IllegalArgumentException e) {
      throw ModelJson.unreadable(where, e.getMessage(), e);
    }
  }

  private static TreeEnsemble ensemble(
      ModelDocument document, ModelFiles files, VerifiedFiles verified) {
    Decision decision = document.decision();
    int columns = document.designColumns().size();
    return ofTensors(files, verified, all -> TreeTensors.ensemble(all, decision, columns));
  }

  private static Network network(ModelDocument document, ModelFiles files, VerifiedFiles verified) {
    List<Activation> activations = document.layerActivations();
    return ofTensors(files, verified, all -> NetworkTensors.network(all, activations));
  }

  private static <T> T ofTensors(
      ModelFiles files, VerifiedFiles verified, Function<List<Tensor>, T> made) {
    String where = files.location(TENSORS);
    List<Tensor> tensors = SafeTensors.read(verified.bytes(TENSORS), where);
    try {
      return made.apply(tensors);
    } catch (IllegalArgumentException e) {
      throw ModelJson.unreadable(where, e.getMessage(), e);
    }
  }
}
