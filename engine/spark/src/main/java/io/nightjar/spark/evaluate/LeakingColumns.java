package io.nightjar.spark.evaluate;

import io.nightjar.features.CategoryText;
import io.nightjar.metrics.ClassWeights;
import io.nightjar.metrics.RankingSums;
import io.nightjar.model.Target;
import io.nightjar.spark.data.RawRows;
import io.nightjar.spark.data.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Columns that alone tell a label of two classes: as a rule something that is known only after the
 * label is. Each is judged by its own AUC, in either direction, on rows sampled by their keys: of a
 * number's order (missing before all), and, where there are few values or they have no order, of
 * how many rows of the other half of the sample with that value are positive, so that a value of
 * its own for each row tells nothing.
 */
public final class LeakingColumns {
  /** An AUC from which on a column, or a model, is too good to be true. */
  public static final double SUSPICIOUS = 0.999;

  private static final int MOST_ROWS = 20_000;
  private static final int MOST_VALUES = 4_000_000;
  private static final int FEW_VALUES = 256;
  private static final long SEED = 0x1eaL;
  private static final int SHARES = 1_000_000;

  private final List<Object[]> rows;
  private final double[] labels;

  private LeakingColumns(List<Object[]> rows, double[] labels) {
    this.rows = rows;
    this.labels = labels;
  }

  /**
   * The suspicious columns with their AUC, in order.
   *
   * @param table training rows
   * @param count how many rows it has
   * @param target of two classes
   * @param columns to look at
   * @param id the column of the rows' ids, if there is one
   */
  public static Map<String, Double> of(
      Table table, long count, Target target, List<String> columns, Optional<String> id) {
    int wanted = Math.max(2, Math.min(MOST_ROWS, MOST_VALUES / Math.max(1, columns.size())));
    long shares = count <= wanted ? SHARES : Math.max(1, SHARES * (long) wanted / count);
    Column drawn = functions.pmod(table.rowKey(id, SEED), functions.lit((long) SHARES)).lt(shares);
    List<String> read = new ArrayList<>(columns);
    read.add(target.column());
    RawRows raw = new RawRows(table.schema(), read);
    List<Object[]> rows = new ArrayList<>();
    for (Row row : table.rows().where(drawn).limit(2 * wanted).collectAsList()) {
      Object[] values = new Object[raw.width()];
      raw.read(row, values);
      rows.add(values);
    }
    double[] labels = rows.stream().mapToDouble(row -> target.code(row[columns.size()])).toArray();
    LeakingColumns sample = new LeakingColumns(rows, labels);
    Map<String, Double> found = new LinkedHashMap<>();
    for (int j = 0; j < columns.size(); j++) {
      double auc = sample.auc(j);
      if (auc >= SUSPICIOUS) {
        found.put(columns.get(j), auc);
      }
    }
    return found;
  }

  /** The column's AUC in the better direction; 0 where only one class was drawn. */
  private double auc(int column) {
    Set<Object> values = new HashSet<>();
    for (int i = 0; i < rows.size() && values.size() <= FEW_VALUES; i++) {
      values.add(rows.get(i)[column]);
    }
    boolean ordered = rows.stream().noneMatch(row -> row[column] instanceof String);
    double byValue = auc(sharesOfOtherHalf(column));
    return ordered && values.size() > FEW_VALUES
        ? Math.max(byValue, auc(numbers(column)))
        : byValue;
  }

  private double[] numbers(int column) {
    return rows.stream().mapToDouble(row -> number(row[column])).toArray();
  }

  private static double number(Object value) {
    if (value instanceof LocalDate day) {
      return day.toEpochDay();
    }
    if (value instanceof Instant moment) {
      return moment.toEpochMilli();
    }
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    double number = value == null ? Double.NaN : ((Number) value).doubleValue();
    return Double.isNaN(number) ? Double.NEGATIVE_INFINITY : number;
  }

  /** By row, the share of positives among the rows of the other half with its value. */
  private double[] sharesOfOtherHalf(int column) {
    List<Map<String, double[]>> halves = List.of(new HashMap<>(), new HashMap<>());
    for (int i = 0; i < rows.size(); i++) {
      double[] sums = halves.get(i % 2).computeIfAbsent(text(i, column), key -> new double[2]);
      sums[0] += labels[i];
      sums[1]++;
    }
    double all = Arrays.stream(labels).average().orElse(0);
    double[] shares = new double[rows.size()];
    for (int i = 0; i < shares.length; i++) {
      double[] sums = halves.get(1 - i % 2).get(text(i, column));
      shares[i] = sums == null ? all : sums[0] / sums[1];
    }
    return shares;
  }

  private String text(int row, int column) {
    Object value = rows.get(row)[column];
    return value == null ? "" : "=" + CategoryText.of(value);
  }

  private double auc(double[] scores) {
    ClassWeights all = new ClassWeights();
    for (double label : labels) {
      all.add(label, 1);
    }
    RankingSums sums = new RankingSums(new ClassWeights(), all, 0);
    IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
        .forEach(i -> sums.add(scores[i], labels[i], 1));
    return all.whyOneClass().isPresent() ? 0 : either(RankingSums.auc(sums.finish(), all).value());
  }

  private static double either(double auc) {
    return Math.max(auc, 1 - auc);
  }
}
