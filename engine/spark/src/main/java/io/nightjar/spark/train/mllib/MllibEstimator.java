package io.nightjar.spark.train.mllib;

import io.nightjar.FailureKind;
import io.nightjar.NearestName;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A Spark ML estimator named in a config, its params checked by name before anything is read. Only
 * classes of {@code org.apache.spark.ml} are ever loaded.
 */
public final class MllibEstimator {
  /** What every class must begin with: a config is no way to load any other class. */
  static final String PREFIX = "org.apache.spark.ml.";

  private static final Pattern NAME = Pattern.compile("org\\.apache\\.spark\\.ml(\\.\\w+)+");
  private static final List<String> OURS =
      List.of(
          "featuresCol",
          "labelCol",
          "weightCol",
          "predictionCol",
          "probabilityCol",
          "rawPredictionCol");

  private final Estimator<?> estimator;
  private final String className;

  private MllibEstimator(Estimator<?> estimator, String className) {
    this.estimator = estimator;
    this.className = className;
  }

  /**
   * The estimator with its params set.
   *
   * @throws NightjarException of kind CONFIG with every param that is unknown or not allowed
   */
  public static MllibEstimator of(String className, Map<String, Object> params) {
    Estimator<?> estimator = instance(className);
    List<Problem> problems = new ArrayList<>();
    params.forEach((name, value) -> set(estimator, name, value, problems));
    if (!problems.isEmpty()) {
      throw new NightjarException(FailureKind.CONFIG, problems, null);
    }
    return new MllibEstimator(estimator, className);
  }

  /** The class that was named. */
  public String className() {
    return className;
  }

  /** Fixes the estimator's own seed, where it has one that the config left alone. */
  public MllibEstimator seeded(long seed) {
    if (estimator.hasParam("seed") && !estimator.isSet(estimator.getParam("seed"))) {
      assign(estimator, "seed", seed);
    }
    return this;
  }

  /**
   * Fits on rows with the columns that {@link DesignRows} makes.
   *
   * @param weighted whether the rows carry weights
   */
  public Model<?> fit(Dataset<Row> rows, Weighted weighted) {
    assign(estimator, "featuresCol", DesignRows.FEATURES);
    if (estimator.hasParam("labelCol")) {
      assign(estimator, "labelCol", DesignRows.LABEL);
    }
    if (weighted == Weighted.YES) {
      requireWeights();
      assign(estimator, "weightCol", DesignRows.WEIGHT);
    }
    Object fitted = fit(rows);
    if (fitted instanceof Model<?> model) {
      return model;
    }
    throw NightjarException.of(
        FailureKind.CONFIG, "model.class", "is " + className + ", which gives no Spark ML model.");
  }

  /** Whether rows are weighted. */
  public enum Weighted {
    YES,
    NO
  }

  private Object fit(Dataset<Row> rows) {
    try {
      return estimator.fit(rows);
    } catch (IllegalArgumentException e) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          "model.class",
          className + " refused the training table: " + e.getMessage(),
          e);
    }
  }

  private void requireWeights() {
    if (!estimator.hasParam("weightCol")) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          "data.weight",
          "is given, but "
              + className
              + " takes no weights; drop data.weight or choose another model.");
    }
  }

  private static Estimator<?> instance(String className) {
    if (!NAME.matcher(className).matches()) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          "model.class",
          "is '"
              + className
              + "'; must be a Spark ML estimator, a class whose name begins with "
              + PREFIX);
    }
    try {
      Class<?> type = Class.forName(className, false, Estimator.class.getClassLoader());
      if (!Estimator.class.isAssignableFrom(type) || Modifier.isAbstract(type.getModifiers())) {
        throw NightjarException.of(
            FailureKind.CONFIG, "model.class", "is " + className + ", which is no estimator.");
      }
      Constructor<?> plain = type.getConstructor();
      return (Estimator<?>) plain.newInstance();
    } catch (ClassNotFoundException e) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          "model.class",
          "is " + className + ", which Spark does not have; " + KnownEstimators.advice(className),
          e);
    } catch (ReflectiveOperationException e) {
      throw NightjarException.of(
          FailureKind.CONFIG, "model.class", "is " + className + ", which can't be made: " + e, e);
    }
  }

  private static void set(
      Estimator<?> estimator, String name, Object value, List<Problem> problems) {
    String where = "model.params." + name;
    if (OURS.contains(name)) {
      problems.add(new Problem(where, "is set by Nightjar; leave it out."));
      return;
    }
    if (!estimator.hasParam(name)) {
      List<String> names = Arrays.stream(estimator.params()).map(Param::name).toList();
      String near =
          NearestName.of(name, names)
              .map(n -> "did you mean '" + n + "'?")
              .orElse("it has " + names);
      problems.add(
          new Problem(
              where, "is no param of " + estimator.getClass().getSimpleName() + "; " + near));
      return;
    }
    try {
      assign(estimator, name, ParamValues.fitting(estimator.getParam(name), value));
    } catch (IllegalArgumentException e) {
      problems.add(new Problem(where, "is " + value + "; " + e.getMessage()));
    }
  }

  private static void assign(Estimator<?> estimator, String name, Object value) {
    Param<Object> param = estimator.getParam(name);
    estimator.set(param, value);
  }
}
