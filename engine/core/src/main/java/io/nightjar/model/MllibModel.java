package io.nightjar.model;

import java.util.Objects;

/**
 * A Spark ML model, kept as Spark wrote it in the directory's {@code mllib/}; only Spark can run
 * it. Its input is the vector of design columns.
 *
 * @param header what every model has
 * @param modelClass the class that wrote {@code mllib/}: a name to be checked, never instantiated
 *     here
 * @param threshold probability from which a row is called positive
 */
public record MllibModel(ModelHeader header, String modelClass, double threshold) implements Model {
  /** The folder of the model directory that Spark reads and writes. */
  public static final String FOLDER = "mllib";

  public MllibModel {
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(modelClass, "modelClass");
    Model.requireThreshold(threshold);
  }

  @Override
  public MllibModel withThreshold(double wanted) {
    return new MllibModel(header, modelClass, wanted);
  }

  @Override
  public MllibModel withHeader(ModelHeader wanted) {
    return new MllibModel(wanted, modelClass, threshold);
  }
}
