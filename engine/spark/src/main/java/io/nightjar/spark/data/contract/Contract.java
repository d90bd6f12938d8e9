package io.nightjar.spark.data.contract;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.config.ColumnRule;
import io.nightjar.spark.data.OrderedReduce;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Checks a table against its contract in one pass over the rows, and one grouping for each column
 * that has to be unique.
 */
public final class Contract {
  private static final int EXAMPLES = 3;

  private Contract() {}

  /**
   * Checks the rules, column by column.
   *
   * @param id the column that names rows in examples
   * @return every broken rule, in the contract's order; empty when the table keeps it
   * @throws NightjarException of kind DATA when the contract names a column that isn't there
   */
  public static List<Violation> check(
      Table table, Map<String, ColumnRule> rules, Optional<String> id) {
    requireColumns(table, rules);
    List<RuleCheck> checks = new ArrayList<>();
    rules.forEach(
        (column, rule) ->
            checks.addAll(RuleCheck.of(column, table.schema().fieldIndex(column), rule)));
    List<Violation> violations = new ArrayList<>();
    if (!checks.isEmpty()) {
      violations.addAll(onePass(table, checks, rules, new RowNames(table.schema(), id)));
    }
    rules.forEach(
        (column, rule) -> {
          if (rule.unique()) {
            uniqueness(table, column).ifPresent(violations::add);
          }
        });
    return List.copyOf(violations);
  }

  /** Throws one failure of kind DATA with every violation; does nothing when there is none. */
  public static void require(List<Violation> violations) {
    if (!violations.isEmpty()) {
      throw new NightjarException(
          FailureKind.DATA, violations.stream().map(Violation::problem).toList(), null);
    }
  }

  private static void requireColumns(Table table, Map<String, ColumnRule> rules) {
    List<Problem> missing = new ArrayList<>();
    for (String column : rules.keySet()) {
      try {
        table.field(column);
      } catch (NightjarException e) {
        missing.addAll(e.problems());
      }
    }
    if (!missing.isEmpty()) {
      throw new NightjarException(FailureKind.DATA, missing, null);
    }
  }

  private static List<Violation> onePass(
      Table table, List<RuleCheck> checks, Map<String, ColumnRule> rules, RowNames names) {
    Breaches breaches =
        ReadFailures.reading(
            table.origin(),
            () ->
                OrderedReduce.reduce(
                    table.rows().javaRDD(),
                    (partition, rows) -> Breaches.of(rows, checks, names),
                    Breaches::plus));
    List<Violation> violations = new ArrayList<>();
    for (int i = 0; i < checks.size(); i++) {
      RuleCheck check = checks.get(i);
      double allowed =
          check.text().startsWith("nulls = ")
              ? rules.get(check.column()).nulls().orElse(0) * breaches.rows
              : 0;
      if (breaches.counts[i] > allowed) {
        violations.add(
            new Violation(
                check.column(),
                check.text(),
                breaches.counts[i],
                breaches.rows,
                breaches.examples.get(i)));
      }
    }
    return violations;
  }

  private static Optional<Violation> uniqueness(Table table, String column) {
    Dataset<Row> repeated =
        table
            .rows()
            .groupBy(Table.column(column).as("value"))
            .agg(count(lit(1)).as("times"))
            .filter("value is not null and times > 1");
    return ReadFailures.reading(
        table.origin(),
        () -> {
          Row sums = repeated.selectExpr("coalesce(sum(times), 0)").head();
          if (sums.getLong(0) == 0) {
            return Optional.empty();
          }
          List<String> examples =
              repeated.orderBy("value").takeAsList(EXAMPLES).stream()
                  .map(row -> RowNames.text(row.get(0)) + " (" + row.getLong(1) + " times)")
                  .toList();
          long rows = table.rows().count();
          return Optional.of(
              new Violation(column, "unique = true", sums.getLong(0), rows, examples));
        });
  }

  /** Counts and first examples of broken rules; partials add up in the order of partitions. */
  private static final class Breaches implements Serializable {
    private static final long serialVersionUID = 1L;
    private long rows;
    private final long[] counts;
    private final List<List<String>> examples;

    private Breaches(int checks) {
      counts = new long[checks];
      examples = new ArrayList<>();
      for (int i = 0; i < checks; i++) {
        examples.add(new ArrayList<>(EXAMPLES));
      }
    }

    static Breaches of(Iterator<Row> rows, List<RuleCheck> checks, RowNames names) {
      Breaches breaches = new Breaches(checks.size());
      while (rows.hasNext()) {
        breaches.add(rows.next(), checks, names);
      }
      return breaches;
    }

    private void add(Row row, List<RuleCheck> checks, RowNames names) {
      rows++;
      for (int i = 0; i < counts.length; i++) {
        RuleCheck check = checks.get(i);
        Object value = row.get(check.index());
        if (!check.test().test(value)) {
          counts[i]++;
          if (examples.get(i).size() < EXAMPLES) {
            examples.get(i).add(names.of(row) + " (" + RowNames.text(value) + ")");
          }
        }
      }
    }

    Breaches plus(Breaches other) {
      rows += other.rows;
      for (int i = 0; i < counts.length; i++) {
        counts[i] += other.counts[i];
        List<String> mine = examples.get(i);
        other.examples.get(i).stream().limit(EXAMPLES - mine.size()).forEach(mine::add);
      }
      return this;
    }
  }
}
