package io.nightjar.spark.data.contract;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import io.nightjar.NightjarException;
import io.nightjar.config.ColumnRule;
import io.nightjar.config.ColumnRule.Action;
import io.nightjar.config.DataConfig;
import io.nightjar.features.ColumnType;
import io.nightjar.spark.data.RawRows;
import io.nightjar.spark.data.Table;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The contract's rules whose broken rows go to the quarantine, row by row. */
public final class RowRules {
  /**
   * The column that {@link #mark} adds: null, or the reason and the first column's name and value.
   */
  public static final String BREACH = "__nightjar_breach";

  private static final StructType BREACHED =
      new StructType()
          .add("reason", DataTypes.StringType, false)
          .add("column", DataTypes.StringType, false)
          .add("value", DataTypes.StringType);

  private final Map<String, ColumnRule> rules;

  private RowRules(Map<String, ColumnRule> rules) {
    this.rules = rules;
  }

  /** The rules with {@code action = quarantine}. */
  public static RowRules of(DataConfig data) {
    Map<String, ColumnRule> rules = new LinkedHashMap<>(data.contract());
    rules.values().removeIf(rule -> rule.action() != Action.QUARANTINE);
    return new RowRules(rules);
  }

  /** No rules. */
  public static RowRules none() {
    return new RowRules(Map.of());
  }

  /** All rules in a line; equal rules have equal texts. */
  public String text() {
    return rules.toString();
  }

  /** The columns that have one. */
  public List<String> columns() {
    return List.copyOf(rules.keySet());
  }

  /**
   * The rows with what they break behind their columns, where there are rules; see {@link #breach}.
   *
   * @throws NightjarException of kind DATA when a rule names a column that isn't there
   */
  public Dataset<Row> mark(Table table) {
    return rules.isEmpty() ? table.rows() : table.rows().withColumn(BREACH, check(table));
  }

  /** The names of the columns that {@link #mark} adds. */
  public List<String> marks() {
    return rules.isEmpty() ? List.of() : List.of(BREACH);
  }

  /**
   * What a marked row breaks: null for nothing, else (reason, column, value), the column being the
   * first whose rule is broken.
   */
  public Column breach() {
    return rules.isEmpty() ? lit(null).cast(BREACHED) : Table.column(BREACH);
  }

  /**
   * The first column with a rule whose values no batch holds as what the rules judge.
   *
   * @throws NightjarException of kind DATA when a rule names a column that isn't there
   */
  public Optional<StructField> unread(Table table) {
    return columns().stream()
        .map(table::field)
        .filter(field -> !holdsPlainValues(field))
        .findFirst();
  }

  private static boolean holdsPlainValues(StructField field) {
    ColumnType type = RawRows.type(field.dataType());
    return type != null && type != ColumnType.VECTOR;
  }

  /**
   * What passes over rows that surely break none of the rules.
   *
   * @param schema of the table
   * @param read the columns of the batches, with all that have rules
   */
  public ContractSieve sieve(StructType schema, List<String> read) {
    List<ColumnSieve> columns = new ArrayList<>();
    rules.forEach(
        (column, rule) ->
            columns.add(new ColumnSieve(rule, schema.apply(column), read.indexOf(column))));
    return new ContractSieve(columns);
  }

  /** The rows that break none of the rules. */
  public Table kept(Table table) {
    return rules.isEmpty() ? table : table.withRows(table.rows().filter(check(table).isNull()));
  }

  private Column check(Table table) {
    rules.keySet().forEach(table::field);
    List<RuleCheck> checks = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    rules.forEach(
        (column, rule) -> {
          checks.addAll(RuleCheck.of(column, columns.size(), rule));
          columns.add(Table.column(column));
        });
    UDF1<Row, Row> breaches = new Breaches(List.copyOf(checks))::of;
    return udf(breaches, BREACHED).apply(struct(columns.toArray(Column[]::new)));
  }

  /** What a row breaks. */
  private record Breaches(List<RuleCheck> checks) implements Serializable {
    Row of(Row values) {
      List<String> reasons = new ArrayList<>();
      RuleCheck first = null;
      for (RuleCheck check : checks) {
        Object value = values.get(check.index());
        if (!check.test().test(value)) {
          first = first == null ? check : first;
          reasons.add(
              "%s is %s; the contract asks for %s"
                  .formatted(check.column(), RowNames.text(value), check.text()));
        }
      }
      if (first == null) {
        return null;
      }
      Object value = values.get(first.index());
      return RowFactory.create(
          String.join("; ", reasons), first.column(), value == null ? null : value.toString());
    }
  }
}
