package io.nightjar.spark.score.mllib;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.model.MllibModel;
import io.nightjar.model.Target;
import io.nightjar.model.Task;
import io.nightjar.model.calibration.Calibration;
import io.nightjar.model.calibration.ScoreMap;
import io.nightjar.model.calibration.Uncalibrated;
import io.nightjar.spark.score.ScoredColumns;
import io.nightjar.spark.score.TableScorer;
import io.nightjar.spark.train.mllib.DesignRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.Seq;

/**
 * Scores with a fitted Spark ML model: the same encoding and the same output columns as our own
 * models have.
 */
public final class MllibTableScorer implements TableScorer {
  private static final String PREDICTION = "__mllib_prediction";
  private static final String PROBABILITY = "__mllib_probability";
  private static final String RAW = "__mllib_raw";

  private final MllibModel described;
  private final Model<?> fitted;

  /**
   * A scorer of a model that is in memory.
   *
   * @throws NightjarException of kind CONFIG for a classifier that gives no probabilities
   */
  public MllibTableScorer(MllibModel described, Model<?> fitted) {
    this.described = described;
    this.fitted = fitted.copy(ParamMap.empty());
    set("featuresCol", DesignRows.FEATURES);
    set("predictionCol", PREDICTION);
    set("rawPredictionCol", RAW);
    if (described.target().task() != Task.REGRESSION && !this.fitted.hasParam("probabilityCol")) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          "model.class",
          "gives a "
              + described.modelClass()
              + ", which has no probabilities; choose a classifier that has, such as"
              + " org.apache.spark.ml.classification.RandomForestClassifier.");
    }
    set("probabilityCol", PROBABILITY);
  }

  private void set(String name, String column) {
    if (fitted.hasParam(name)) {
      Param<Object> param = fitted.getParam(name);
      fitted.set(param, column);
    }
  }

  @Override
  public Dataset<Row> score(Dataset<Row> input) {
    Dataset<Row> encoded = new DesignRows(described.features()).add(input);
    Dataset<Row> transformed = fitted.transform(encoded);
    Column scorable = col(DesignRows.REASON).isNull();
    List<Column> columns = new ArrayList<>();
    Arrays.stream(input.columns())
        .map(name -> col("`" + name.replace("`", "``") + "`"))
        .forEach(columns::add);
    columns.add(when(scorable, prediction()).as(ScoredColumns.PREDICTION));
    columns.add(when(scorable, probabilities()).as(ScoredColumns.PROBABILITIES));
    columns.add(when(scorable, label()).as(ScoredColumns.LABEL));
    columns.add(col(DesignRows.REASON).as(ScoredColumns.REASON));
    columns.add(lit(null).cast("string").as(ScoredColumns.COLUMN));
    columns.add(lit(null).cast("array<double>").as(ScoredColumns.OUTPUTS));
    return transformed.select(columns.toArray(Column[]::new));
  }

  private Column prediction() {
    return described.target().task() == Task.BINARY
        ? calibrated(element_at(ownProbabilities(), 2))
        : likeliest();
  }

  private Column probabilities() {
    if (described.target().task() == Task.REGRESSION) {
      return lit(null).cast("array<double>");
    }
    if (described.calibration() instanceof ScoreMap) {
      return described.calibration() instanceof Uncalibrated
          ? ownProbabilities()
          : array(lit(1.0).minus(prediction()), prediction());
    }
    Calibration calibration = described.calibration();
    UDF1<Seq<Double>, double[]> apply = own -> calibrated(calibration, own);
    return udf(apply, DataTypes.createArrayType(DataTypes.DoubleType)).apply(ownProbabilities());
  }

  private static double[] calibrated(Calibration calibration, Seq<Double> own) {
    double[] probabilities = new double[own.size()];
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] = own.apply(k);
    }
    calibration.apply(probabilities);
    return probabilities;
  }

  /** The model's own prediction, or the first of the greatest calibrated probabilities. */
  private Column likeliest() {
    return described.calibration() instanceof ScoreMap
        ? col(PREDICTION)
        : array_position(probabilities(), array_max(probabilities())).minus(1).cast("double");
  }

  private static Column ownProbabilities() {
    return functions.vector_to_array(col(PROBABILITY), "float64");
  }

  private Column calibrated(Column own) {
    if (described.calibration() instanceof Uncalibrated) {
      return own;
    }
    ScoreMap calibration = (ScoreMap) described.calibration();
    UDF1<Double, Double> apply = calibration::apply;
    return udf(apply, DataTypes.DoubleType).apply(own);
  }

  private Column label() {
    Target target = described.target();
    return switch (target.task()) {
      case REGRESSION, PREFERENCE, CLUSTERING, PROJECTION, ANOMALY -> lit(null).cast("string");
      case BINARY ->
          when(prediction().geq(lit(described.threshold())), lit(target.classes().get(1)))
              .otherwise(lit(target.classes().get(0)));
      case MULTICLASS ->
          element_at(
              array(target.classes().stream().map(c -> lit(c)).toArray(Column[]::new)),
              prediction().cast("int").plus(1));
    };
  }
}
