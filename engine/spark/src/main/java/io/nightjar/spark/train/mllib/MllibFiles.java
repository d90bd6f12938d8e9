package io.nightjar.spark.train.mllib;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.model.MllibModel;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.SparkSession;

/**
 * A Spark ML model's own files below a model directory. Spark's reader makes an instance of a class
 * that its metadata names, so the name is checked first: it must be what {@code model.json} says,
 * and in {@code org.apache.spark.ml}.
 */
public final class MllibFiles {
  private final SparkSession spark;
  private final Path folder;

  /** The {@code mllib} folder of a model directory. */
  public MllibFiles(SparkSession spark, Path modelDirectory) {
    this.spark = spark;
    this.folder = new Path(modelDirectory, MllibModel.FOLDER);
  }

  /** Writes a fitted model; the same model gives the same bytes. */
  public void write(Model<?> model) {
    if (!(model instanceof MLWritable writable)) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          "model.class",
          "gives a " + model.getClass().getName() + ", which Spark can't save; choose another.");
    }
    try {
      writable.write().session(spark).save(folder.toString());
      new CanonicalFiles(spark, folder).rewrite();
    } catch (IOException e) {
      throw NightjarException.of(
          FailureKind.STORAGE,
          folder.toString(),
          "could not be written: " + e.getMessage() + "; free the space or mend the access.",
          e);
    }
  }

  /** Reads the model that {@code model.json} describes. */
  public Model<?> read(MllibModel described) {
    String wanted = described.modelClass();
    String found = DefaultParamsReader.loadMetadata(folder.toString(), spark).className();
    if (!wanted.startsWith(MllibEstimator.PREFIX) || !wanted.equals(found)) {
      throw NightjarException.of(
          FailureKind.STORAGE,
          folder.toString(),
          "holds a '"
              + found
              + "', model.json says '"
              + wanted
              + "'; both must be the same class of "
              + MllibEstimator.PREFIX
              + "*. The files were changed: train the version anew or roll back.");
    }
    Object model = DefaultParamsReader.loadParamsInstance(folder.toString(), spark);
    if (model instanceof Model<?> loaded) {
      return loaded;
    }
    throw NightjarException.of(
        FailureKind.STORAGE, folder.toString(), "holds no Spark ML model but a " + found + ".");
  }
}
