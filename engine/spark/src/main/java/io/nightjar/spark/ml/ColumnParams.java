package io.nightjar.spark.ml;

import io.nightjar.FailureKind;
import io.nightjar.NearestName;
import io.nightjar.NightjarException;
import io.nightjar.kernels.backend.BackendPreference;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/** Which columns a stage reads its features from, which it writes, and what of unscorable rows. */
final class ColumnParams implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What becomes of a row that can't be scored. */
  enum Invalid {
    /** The job fails with the reason. */
    ERROR,
    /** The row is left out. */
    SKIP,
    /** The row stays, with nulls. */
    KEEP
  }

  private final Params owner;
  private final Param<String> featuresCol;
  private final StringArrayParam inputCols;
  private final Param<String> predictionCol;
  private final Param<String> probabilityCol;
  private final Param<String> rawPredictionCol;
  private final Param<String> outputsCol;
  private final Param<String> handleInvalid;
  private final Param<String> backend;

  ColumnParams(Params owner) {
    this.owner = owner;
    this.featuresCol = param("featuresCol", "the vector column of features, without inputCols");
    this.inputCols =
        new StringArrayParam(
            owner, "inputCols", "columns of numbers, texts, booleans and dates as features");
    this.predictionCol =
        param(
            "predictionCol",
            "the number, the class, the cluster, the reconstruction error or the anomaly score");
    this.probabilityCol =
        param("probabilityCol", "the vector of the classes' probabilities; empty: not written");
    this.rawPredictionCol =
        param("rawPredictionCol", "the vector of the classes' margins; empty: not written");
    this.outputsCol =
        param(
            "outputsCol",
            "the vector of both nearest distances (kmeans), of the components (pca) or of 1 for an"
                + " anomaly (isolation-forest); empty: not written");
    this.handleInvalid =
        param("handleInvalid", "what becomes of rows that can't be scored: error, skip or keep");
    this.backend = param("backend", "where kernels run: auto, opencl, simd or scalar");
  }

  private Param<String> param(String name, String doc) {
    return new Param<>(owner, name, doc);
  }

  /**
   * Sets a stage's param by its name.
   *
   * @throws NightjarException of kind CONFIG when it has none of that name
   */
  static void set(Params stage, String name, Object value) {
    List<String> names = Arrays.stream(stage.params()).map(Param::name).toList();
    if (!names.contains(name)) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          stage.uid(),
          "there is no param %s%s"
              .formatted(
                  name,
                  NearestName.of(name, names)
                      .map(near -> "; did you mean " + near + "?")
                      .orElse("; the params are " + String.join(", ", names))));
    }
    stage.set(stage.getParam(name), value);
  }

  List<Param<?>> all() {
    return List.of(
        featuresCol,
        inputCols,
        predictionCol,
        probabilityCol,
        rawPredictionCol,
        outputsCol,
        handleInvalid,
        backend);
  }

  void setDefaults() {
    owner.setDefault(featuresCol, "features");
    owner.setDefault(predictionCol, "prediction");
    owner.setDefault(probabilityCol, "probability");
    owner.setDefault(rawPredictionCol, "rawPrediction");
    owner.setDefault(outputsCol, "outputs");
    owner.setDefault(handleInvalid, "error");
    owner.setDefault(backend, "auto");
  }

  /** Names columns of the table as the features. */
  void setInputs(String... columns) {
    owner.set(inputCols, columns.clone());
  }

  String features() {
    return owner.getOrDefault(featuresCol);
  }

  /** Columns of the table; empty where features are a vector's. */
  List<String> inputs() {
    return owner.isDefined(inputCols) ? List.of(owner.getOrDefault(inputCols)) : List.of();
  }

  String prediction() {
    return owner.getOrDefault(predictionCol);
  }

  String probability() {
    return owner.getOrDefault(probabilityCol);
  }

  String rawPrediction() {
    return owner.getOrDefault(rawPredictionCol);
  }

  String outputs() {
    return owner.getOrDefault(outputsCol);
  }

  /**
   * What becomes of a row that can't be scored.
   *
   * @throws NightjarException of kind CONFIG when it is none of the three
   */
  Invalid invalid() {
    String text = owner.getOrDefault(handleInvalid);
    return switch (text) {
      case "error" -> Invalid.ERROR;
      case "skip" -> Invalid.SKIP;
      case "keep" -> Invalid.KEEP;
      default ->
          throw NightjarException.of(
              FailureKind.CONFIG,
              owner.uid(),
              "handleInvalid is \"" + text + "\"; must be error, skip or keep");
    };
  }

  /**
   * Where kernels should run.
   *
   * @throws NightjarException of kind CONFIG when it is no backend
   */
  BackendPreference backend() {
    String text = owner.getOrDefault(backend);
    return switch (text) {
      case "auto" -> BackendPreference.AUTO;
      case "opencl" -> BackendPreference.OPENCL;
      case "simd" -> BackendPreference.SIMD;
      case "scalar" -> BackendPreference.SCALAR;
      default ->
          throw NightjarException.of(
              FailureKind.CONFIG,
              owner.uid(),
              "backend is \"" + text + "\"; must be auto, opencl, simd or scalar");
    };
  }

  /** Its name in a config. */
  String backendText() {
    return owner.getOrDefault(backend);
  }

  /**
   * Looks at the params that are words.
   *
   * @throws NightjarException of kind CONFIG for one that is none of those there are
   */
  void require() {
    invalid();
    backend();
  }
}
