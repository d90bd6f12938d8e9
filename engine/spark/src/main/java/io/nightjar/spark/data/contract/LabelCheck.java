package io.nightjar.spark.data.contract;

import io.nightjar.FailureKind;
import io.nightjar.NearestName;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.config.DataConfig;
import io.nightjar.spark.data.OrderedReduce;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/**
 * Looks at the label and the weight of every row before training and refuses what can't be learnt
 * from: missing labels, one class only, labels that are no finite numbers, weights that are
 * missing, negative or not finite.
 */
public final class LabelCheck {
  private static final int SHOWN = 10;

  private final Table table;
  private final DataConfig data;
  private final List<Problem> problems = new ArrayList<>();

  private LabelCheck(Table table, DataConfig data) {
    this.table = table;
    this.data = data;
  }

  /** What a label is. */
  public enum Kind {
    /** One of a few values. */
    CLASSES,
    /** A finite number. */
    NUMBER,
    /** A finite number that may be the same in every row: how often or how long. */
    STRENGTH,
    /** There is no label: rows are counted and weights are looked at. */
    NONE,
    /**
     * Goes by the labels: classes where they are no numbers, where the config names a positive one,
     * or where they are 0 and 1 alone; else numbers.
     */
    OPEN
  }

  /**
   * Checks the table in one pass.
   *
   * @throws NightjarException of kind DATA with every problem found
   */
  public static LabelFacts require(Table table, DataConfig data, Kind kind) {
    return new LabelCheck(table, data).facts(kind);
  }

  private LabelFacts facts(Kind kind) {
    data.weight().ifPresent(this::requireNumeric);
    if (kind == Kind.NONE) {
      return unlabelled();
    }
    String label = table.field(data.requireLabel()).name();
    boolean numeric = table.field(label).dataType() instanceof NumericType;
    data.offset().ifPresent(this::requireNumeric);
    boolean strength = kind == Kind.STRENGTH;
    if ((strength || kind == Kind.NUMBER) && !numeric) {
      requireNumeric(label);
    }
    boolean named = !numeric || data.positive().isPresent();
    LabelTally tally = tally(kind == Kind.OPEN && named ? Kind.CLASSES : kind);
    missing(tally);
    notFinite(tally);
    weights(tally);
    tally.badOffsets.problem(
        data.offset().orElse(""), tally.rows, "have no offset that is finite; mend them", problems);
    boolean number = strength || tally.settled() == Kind.NUMBER;
    if (!number) {
      classes(tally);
    } else if (!strength) {
      numbers(tally);
    }
    if (!problems.isEmpty()) {
      throw new NightjarException(FailureKind.DATA, problems, null);
    }
    return number
        ? new LabelFacts(tally.rows, new TreeMap<>(), tally.min, tally.max)
        : new LabelFacts(tally.rows, tally.classes, 0, 0);
  }

  private LabelFacts unlabelled() {
    LabelTally tally = tally(Kind.NONE);
    weights(tally);
    if (!problems.isEmpty()) {
      throw new NightjarException(FailureKind.DATA, problems, null);
    }
    return new LabelFacts(tally.rows, new TreeMap<>(), 0, 0);
  }

  private void requireNumeric(String column) {
    if (!(table.field(column).dataType() instanceof NumericType)) {
      String note =
          table.notes().stream()
              .filter(n -> n.where().equals(column))
              .map(n -> ": " + n.message())
              .findFirst()
              .orElse("; must be a number");
      String type = table.field(column).dataType().simpleString();
      throw NightjarException.of(
          FailureKind.DATA, table.origin().name(), "\"" + column + "\" is of type " + type + note);
    }
  }

  private LabelTally tally(Kind kind) {
    Dataset<Row> rows = lookedAt();
    StructType schema = rows.schema();
    int label = place(schema, data.label());
    int weight = place(schema, data.weight());
    int offset = place(schema, data.offset());
    RowNames names = new RowNames(schema, data.id());
    return ReadFailures.reading(
        table.origin(),
        () ->
            OrderedReduce.reduce(
                rows.javaRDD(),
                (partition, part) -> new LabelTally(kind, label, weight, offset, names).of(part),
                LabelTally::plus));
  }

  /** The columns that are checked, and those that name a row. */
  private Dataset<Row> lookedAt() {
    Set<String> columns =
        new LinkedHashSet<>(RowNames.columns(table.schema().fieldNames(), data.id()));
    data.label().ifPresent(columns::add);
    data.weight().ifPresent(columns::add);
    data.offset().ifPresent(columns::add);
    return table.rows().select(columns.stream().map(Table::column).toArray(Column[]::new));
  }

  private static int place(StructType schema, Optional<String> column) {
    return column.map(schema::fieldIndex).orElse(-1);
  }

  private void missing(LabelTally tally) {
    tally.missing.problem(
        data.requireLabel(),
        tally.rows,
        "have no label; leave them out with data.where, or label them",
        problems);
  }

  private void notFinite(LabelTally tally) {
    tally.notFinite.problem(
        data.requireLabel(), tally.rows, "have a label that is not finite; mend them", problems);
  }

  private void weights(LabelTally tally) {
    tally.badWeights.problem(
        data.weight().orElse(""),
        tally.rows,
        "have no weight that is finite and at least 0; mend them",
        problems);
    if (data.weight().isPresent() && tally.badWeights.count() == 0 && !(tally.weightSum > 0)) {
      problems.add(
          new Problem(data.weight().get(), "is 0 in every row; at least one must weigh something"));
    }
  }

  private void numbers(LabelTally tally) {
    if (tally.min == tally.max) {
      problems.add(
          new Problem(
              data.requireLabel(),
              "is "
                  + RuleCheck.number(tally.min)
                  + " in every row; there is nothing to learn from a constant label"));
    }
  }

  private void classes(LabelTally tally) {
    if (tally.tooMany) {
      problems.add(
          new Problem(
              data.requireLabel(),
              "has more than "
                  + LabelTally.MOST_CLASSES
                  + " different values; a classifier needs classes, for a number use a regression"
                  + " such as model.type = linear"));
      return;
    }
    if (tally.classes.size() == 1) {
      problems.add(
          new Problem(
              data.requireLabel(),
              "is \""
                  + tally.classes.firstKey()
                  + "\" in all "
                  + tally.rows
                  + " rows; a classifier needs rows of at least two classes"));
    }
    data.positive()
        .filter(positive -> !tally.classes.containsKey(positive))
        .ifPresent(positive -> problems.add(unknownPositive(positive, tally)));
  }

  private Problem unknownPositive(String positive, LabelTally tally) {
    Optional<String> near = NearestName.of(positive, tally.classes.keySet());
    return new Problem(
        "data.positive",
        "is \""
            + positive
            + "\", which no row has; \""
            + data.requireLabel()
            + "\" holds "
            + shown(tally)
            + near.map(name -> "; did you mean \"" + name + "\"?").orElse(""));
  }

  private static String shown(LabelTally tally) {
    String first =
        String.join(
            ", ", tally.classes.keySet().stream().limit(SHOWN).map(c -> "\"" + c + "\"").toList());
    return tally.classes.size() > SHOWN ? first + ", …" : first;
  }
}
