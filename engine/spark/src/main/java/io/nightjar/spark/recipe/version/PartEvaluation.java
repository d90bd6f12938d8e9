package io.nightjar.spark.recipe.version;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.udf;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.metrics.Evaluation;
import io.nightjar.metrics.Metric;
import io.nightjar.metrics.MetricValue;
import io.nightjar.model.ClusterModel;
import io.nightjar.model.FactorModel;
import io.nightjar.model.Model;
import io.nightjar.model.ProjectionModel;
import io.nightjar.model.Target;
import io.nightjar.model.Task;
import io.nightjar.spark.data.RawRows;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.evaluate.EvaluationSpec;
import io.nightjar.spark.evaluate.Evaluator;
import io.nightjar.spark.evaluate.ScoredClasses;
import io.nightjar.spark.evaluate.ScoredPairs;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.score.ScoredColumns;
import io.nightjar.spark.score.TableScorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/**
 * What a model is worth on some rows: score them all, compare with their labels where it has one,
 * exactly.
 */
public final class PartEvaluation {
  private static final String OUTPUTS = "__nightjar_evaluated_outputs";
  private static final String LABEL_CODE = "__nightjar_label_code";

  private final Model model;
  private final TableScorer scorer;
  private final Optional<String> weight;
  private final int partitions;

  /**
   * @param weight the column of weights; empty: every row counts once
   * @param partitions into how many ranges the rows are sorted; the result doesn't depend on it
   */
  public PartEvaluation(Model model, TableScorer scorer, Optional<String> weight, int partitions) {
    this.model = model;
    this.scorer = scorer;
    this.weight = weight;
    this.partitions = partitions;
  }

  /** With the weights and partitions of a run's config. */
  static PartEvaluation of(RunContext run, Model model, TableScorer scorer) {
    return new PartEvaluation(
        model, scorer, run.config().data().weight(), run.config().compute().partitions());
  }

  /** Scores every row of a labelled table and compares; one that can't be scored is a failure. */
  public Evaluation of(Table part) {
    return ReadFailures.reading(part.origin(), () -> Evaluator.evaluate(scored(part), spec()));
  }

  /** One metric of {@link #of(Table)}, without the work of others. */
  public MetricValue of(Table part, Metric metric) {
    return ReadFailures.reading(
        part.origin(), () -> Evaluator.metric(scored(part), spec(), metric));
  }

  /**
   * The same on those rows alone that can be scored, as scoring puts the others into quarantine;
   * {@link Evaluation#rows()} says how many they are.
   */
  public Evaluation ofScorable(Table part) {
    Column scorable = Table.column(ScoredColumns.REASON).isNull();
    return ReadFailures.reading(
        part.origin(), () -> Evaluator.evaluate(scored(part).filter(scorable), spec()));
  }

  /** Scores a table's rows once for several questions; they are kept until closed. */
  Kept keep(Table part) {
    List<String> asked = new ArrayList<>();
    asked.add(ScoredColumns.PREDICTION);
    asked.add(ScoredColumns.PROBABILITIES);
    asked.add(LABEL_CODE);
    weight.ifPresent(asked::add);
    Column[] columns = asked.stream().map(Table::column).toArray(Column[]::new);
    return ReadFailures.reading(
        part.origin(),
        () -> new Kept(scored(part).select(columns).persist(StorageLevel.MEMORY_AND_DISK())));
  }

  /** Scored rows in memory, or on disk. */
  final class Kept implements AutoCloseable {
    private final Dataset<Row> scored;

    private Kept(Dataset<Row> scored) {
      this.scored = scored;
    }

    /** As {@link #of(Table)}. */
    Evaluation evaluation() {
      return Evaluator.evaluate(scored, spec());
    }

    /** The pairs of rows that {@link #evaluation()} took, for a binary model. */
    ScoredPairs pairs() {
      return ScoredPairs.of(scored, spec());
    }

    /** The same of a model of several classes. */
    ScoredClasses classes() {
      return ScoredClasses.of(scored, spec());
    }

    @Override
    public void close() {
      scored.unpersist();
    }
  }

  private Dataset<Row> scored(Table part) {
    if (!model.target().task().labelled()) {
      return scorer.score(part.rows()).withColumn(OUTPUTS, outputs());
    }
    String label = part.field(model.target().column()).name();
    Dataset<Row> scored =
        scorer.score(part.rows()).withColumn(LABEL_CODE, code(Table.column(label)));
    return model instanceof FactorModel factors
        ? new FactorRows(factors).known(scored, OUTPUTS)
        : scored;
  }

  private EvaluationSpec spec() {
    Target target = model.target();
    EvaluationSpec spec =
        switch (target.task()) {
          case BINARY ->
              EvaluationSpec.binary(ScoredColumns.PREDICTION, LABEL_CODE)
                  .withLabels(target.classes())
                  .withThreshold(model.threshold());
          case MULTICLASS ->
              EvaluationSpec.multiclass(ScoredColumns.PROBABILITIES, LABEL_CODE, target.classes());
          case REGRESSION -> EvaluationSpec.regression(ScoredColumns.PREDICTION, LABEL_CODE);
          case PREFERENCE ->
              EvaluationSpec.preference(OUTPUTS, LABEL_CODE, ((FactorModel) model).userColumn());
          case CLUSTERING -> EvaluationSpec.clustering(OUTPUTS, numbered());
          case PROJECTION -> EvaluationSpec.projection(OUTPUTS, numbered());
          case ANOMALY -> EvaluationSpec.anomaly(OUTPUTS);
        };
    return spec.withWeight(weight).withPartitions(partitions);
  }

  /** The distances, or the prediction with what there is beside it. */
  private Column outputs() {
    Column outputs = Table.column(ScoredColumns.OUTPUTS);
    return model.target().task() == Task.CLUSTERING
        ? outputs
        : concat(array(Table.column(ScoredColumns.PREDICTION)), outputs);
  }

  /** The numbers of the clusters or components, as their names. */
  private List<String> numbered() {
    int count =
        model instanceof ClusterModel clusters
            ? clusters.centres().count()
            : ((ProjectionModel) model).components().count();
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  /** The label as the number that the model was trained on. */
  private Column code(Column label) {
    Target target = model.target();
    if (target.classes().isEmpty()) {
      return label.cast("double");
    }
    UDF1<Object, Double> code = raw -> known(target, raw);
    return udf(code, DataTypes.DoubleType).apply(label);
  }

  private static Double known(Target target, Object raw) {
    int code = target.code(RawRows.value(raw));
    if (code == Target.UNKNOWN) {
      throw NightjarException.of(
          FailureKind.DATA,
          target.column(),
          "has the label '"
              + raw
              + "', which the model never met; it knows "
              + target.classes()
              + (target.negatives().isEmpty() ? "" : " (negative: " + target.negatives() + ")")
              + ". Mend the labels, or train anew.");
    }
    return code == Target.MISSING ? null : (double) code;
  }
}
