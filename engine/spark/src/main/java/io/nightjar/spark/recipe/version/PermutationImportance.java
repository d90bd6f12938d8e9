package io.nightjar.spark.recipe.version;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.metrics.Evaluation;
import io.nightjar.metrics.Metric;
import io.nightjar.metrics.MetricValue;
import io.nightjar.metrics.Task;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.run.RunContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * How much worse a model gets when one column's values are given to other rows at random: Breiman,
 * Random forests, 2001, section 10, with any metric and any model. Who gets whose value is drawn by
 * hashes of the rows' keys, so it hangs on neither partitions nor order.
 */
public final class PermutationImportance {
  private static final String PLACE = "__nightjar_place";
  private static final String OTHER = "__nightjar_other_";

  private final RunContext run;
  private final LoadedVersion version;
  private final Metric metric;
  private final int repeats;

  private PermutationImportance(RunContext run, LoadedVersion version, Metric metric, int repeats) {
    this.run = run;
    this.version = version;
    this.metric = metric;
    this.repeats = repeats;
  }

  /**
   * What was found.
   *
   * @param metric its name
   * @param value with all columns as they are
   * @param rows of the table
   * @param repeats how often the rows were permuted
   * @param columns the most important first
   */
  public record Importances(
      String metric, MetricValue value, long rows, int repeats, List<ColumnImportance> columns) {
    /** Copies the list. */
    public Importances {
      columns = List.copyOf(columns);
    }
  }

  /**
   * One column's.
   *
   * @param feature the input column
   * @param mean how much worse the metric got, on average; below 0 where it got better
   * @param sd sample standard deviation over the repeats; insufficient for one repeat
   */
  public record ColumnImportance(String feature, MetricValue mean, MetricValue sd) {}

  /**
   * The importance by a metric.
   *
   * @param metric by name; empty: auc of classes, rmse of numbers
   * @throws NightjarException CONFIG for a metric that the model's task doesn't have, and for a
   *     model without a label
   */
  public static PermutationImportance of(
      RunContext run, LoadedVersion version, Optional<String> metric, int repeats) {
    if (!version.model().target().task().labelled()) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          "--permutation",
          "is for predictions of a label, but %s (%s) learned without one."
              .formatted(
                  version.version().reference(), version.model().provenance().algorithm().name()));
    }
    Task task = Task.valueOf(version.model().target().task().name());
    String wanted = metric.orElse(task == Task.REGRESSION ? Metric.RMSE.key() : Metric.AUC.key());
    Metric found =
        Metric.named(wanted)
            .filter(m -> m.appliesTo(task))
            .orElseThrow(
                () ->
                    NightjarException.of(
                        FailureKind.CONFIG,
                        "--metric",
                        "is \"" + wanted + "\"; must be one of " + Metric.keysFor(task) + "."));
    return new PermutationImportance(run, version, found, repeats);
  }

  /**
   * Measures it on every row of a labelled table: the model is evaluated once for each of its
   * columns and each repeat.
   */
  public Importances on(Table table) {
    PartEvaluation evaluation = PartEvaluation.of(run, version.model(), version.scorer());
    Evaluation whole = evaluation.of(table);
    List<String> columns = version.model().signature().names();
    Map<String, List<Double>> drops = new LinkedHashMap<>();
    columns.forEach(column -> drops.put(column, new ArrayList<>()));
    for (int repeat = 1; repeat <= repeats && whole.metric(metric).isPresent(); repeat++) {
      Dataset<Row> paired = paired(table, columns, repeat).persist(StorageLevel.MEMORY_AND_DISK());
      try {
        for (String column : columns) {
          Table permuted = table.withRows(permuted(table, paired, column));
          MetricValue value = evaluation.of(permuted).metric(metric);
          if (value.isPresent()) {
            drops.get(column).add(metric.drop(whole.metric(metric).value(), value.value()));
          }
        }
      } finally {
        paired.unpersist();
      }
    }
    List<ColumnImportance> found = new ArrayList<>();
    drops.forEach((column, all) -> found.add(importance(column, all)));
    found.sort(Comparator.comparingDouble(one -> one.mean().isPresent() ? -one.mean().value() : 0));
    return new Importances(metric.key(), whole.metric(metric), whole.rows(), repeats, found);
  }

  private static ColumnImportance importance(String column, List<Double> drops) {
    int n = drops.size();
    if (n == 0) {
      MetricValue none = MetricValue.insufficient("the metric could not be measured");
      return new ColumnImportance(column, none, none);
    }
    double mean = drops.stream().mapToDouble(d -> d).sum() / n;
    double squares = drops.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum();
    return new ColumnImportance(
        column,
        MetricValue.of(mean),
        n < 2
            ? MetricValue.insufficient("one repeat has no spread")
            : MetricValue.of(Math.sqrt(squares / (n - 1))));
  }

  /** Each row beside the model's columns of another row, which is drawn for this repeat. */
  private Dataset<Row> paired(Table table, List<String> columns, int repeat) {
    Column[] others =
        columns.stream()
            .map(column -> Table.column(column).as(OTHER + column))
            .toArray(Column[]::new);
    return ReadFailures.reading(
        table.origin(),
        () -> {
          Dataset<Row> drawn = numbered(shuffled(table, repeat).select(others));
          return numbered(shuffled(table, 0)).join(drawn, PLACE).drop(PLACE);
        });
  }

  /** The rows in an order that hashes of their keys give; equal keys go by the rows' content. */
  private Dataset<Row> shuffled(Table table, int repeat) {
    long seed = run.config().seed() + repeat;
    return table
        .rows()
        .orderBy(
            table.rowKey(run.config().data().id(), seed), table.rowKey(Optional.empty(), seed));
  }

  private static Dataset<Row> numbered(Dataset<Row> ordered) {
    StructType schema = ordered.schema().add(PLACE, DataTypes.LongType, false);
    JavaRDD<Row> numbered =
        ordered.toJavaRDD().zipWithIndex().map(pair -> with(pair._1(), pair._2()));
    return ordered.sparkSession().createDataFrame(numbered, schema);
  }

  private static Row with(Row row, long place) {
    Object[] values = new Object[row.size() + 1];
    for (int i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }
    values[row.size()] = place;
    return RowFactory.create(values);
  }

  private static Dataset<Row> permuted(Table table, Dataset<Row> paired, String replaced) {
    List<Column> columns = new ArrayList<>();
    for (String name : table.schema().fieldNames()) {
      String from = name.equals(replaced) ? OTHER + name : name;
      columns.add(Table.column(from).as(name));
    }
    return paired.select(columns.toArray(Column[]::new));
  }
}
