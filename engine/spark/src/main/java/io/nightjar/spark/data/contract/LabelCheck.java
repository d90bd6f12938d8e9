package io.nightjar.spark.data.contract;

import io.nightjar.FailureKind;
import io.nightjar.NearestName;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.config.DataConfig;
import io.nightjar.features.CategoryText;
import io.nightjar.spark.data.OrderedReduce;
import io.nightjar.spark.data.RawRows;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;

/**
 * Looks at the label and the weight of every row before training and refuses what can't be learnt
 * from: missing labels, one class only, labels that are no finite numbers, weights that are
 * missing, negative or not finite.
 */
public final class LabelCheck {
  private static final int MOST_CLASSES = 1000;
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
    NUMBER
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
    String label = table.field(data.label()).name();
    boolean numeric = table.field(label).dataType() instanceof NumericType;
    data.weight().ifPresent(this::requireNumeric);
    if (kind == Kind.NUMBER && !numeric) {
      requireNumeric(label);
    }
    Tally tally = tally(kind);
    missing(tally);
    weights(tally);
    if (kind == Kind.NUMBER) {
      numbers(tally);
    } else {
      classes(tally);
    }
    if (!problems.isEmpty()) {
      throw new NightjarException(FailureKind.DATA, problems, null);
    }
    return new LabelFacts(
        tally.rows,
        tally.classes,
        kind == Kind.NUMBER ? tally.min : 0,
        kind == Kind.NUMBER ? tally.max : 0);
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

  private Tally tally(Kind kind) {
    int label = table.schema().fieldIndex(data.label());
    int weight = data.weight().map(name -> table.schema().fieldIndex(name)).orElse(-1);
    RowNames names = new RowNames(table.schema(), data.id());
    return ReadFailures.reading(
        table.origin(),
        () ->
            OrderedReduce.reduce(
                table.rows().javaRDD(),
                (partition, rows) -> new Tally(kind, label, weight, names).of(rows),
                Tally::plus));
  }

  private void missing(Tally tally) {
    tally.missing.problem(
        data.label(),
        tally.rows,
        "have no label; leave them out with data.where, or label them",
        problems);
  }

  private void weights(Tally tally) {
    tally.badWeights.problem(
        data.weight().orElse(""),
        tally.rows,
        "have no weight that is finite and at least 0; mend them",
        problems);
    if (data.weight().isPresent() && tally.badWeights.count == 0 && !(tally.weightSum > 0)) {
      problems.add(
          new Problem(data.weight().get(), "is 0 in every row; at least one must weigh something"));
    }
  }

  private void numbers(Tally tally) {
    tally.notFinite.problem(
        data.label(), tally.rows, "have a label that is not finite; mend them", problems);
    if (tally.min == tally.max) {
      problems.add(
          new Problem(
              data.label(),
              "is "
                  + RuleCheck.number(tally.min)
                  + " in every row; there is nothing to learn from a constant label"));
    }
  }

  private void classes(Tally tally) {
    if (tally.tooMany) {
      problems.add(
          new Problem(
              data.label(),
              "has more than "
                  + MOST_CLASSES
                  + " different values; a classifier needs classes, for a number use a regression"
                  + " such as model.type = linear"));
      return;
    }
    if (tally.classes.size() == 1) {
      problems.add(
          new Problem(
              data.label(),
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

  private Problem unknownPositive(String positive, Tally tally) {
    Optional<String> near = NearestName.of(positive, tally.classes.keySet());
    return new Problem(
        "data.positive",
        "is \""
            + positive
            + "\", which no row has; \""
            + data.label()
            + "\" holds "
            + shown(tally)
            + near.map(name -> "; did you mean \"" + name + "\"?").orElse(""));
  }

  private static String shown(Tally tally) {
    String first =
        String.join(
            ", ", tally.classes.keySet().stream().limit(SHOWN).map(c -> "\"" + c + "\"").toList());
    return tally.classes.size() > SHOWN ? first + ", …" : first;
  }

  /** Rows of one kind, and the names of the first three. */
  private static final class Offenders implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int EXAMPLES = 3;
    private long count;
    private final List<String> examples = new ArrayList<>(EXAMPLES);

    void add(Row row, RowNames names) {
      count++;
      if (examples.size() < EXAMPLES) {
        examples.add(names.of(row));
      }
    }

    void plus(Offenders other) {
      count += other.count;
      other.examples.stream().limit(EXAMPLES - examples.size()).forEach(examples::add);
    }

    void problem(String where, long rows, String what, List<Problem> problems) {
      if (count > 0) {
        String such = " (" + String.join("; ", examples) + ") ";
        problems.add(new Problem(where, count + " of " + rows + " rows" + such + what));
      }
    }
  }

  /** Counts over rows; partials add up in the order of partitions. */
  private static final class Tally implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Kind kind;
    private final int label;
    private final int weight;
    private final RowNames names;
    private long rows;
    private double weightSum;
    private boolean tooMany;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private final TreeMap<String, Long> classes = new TreeMap<>();
    private final Offenders missing = new Offenders();
    private final Offenders notFinite = new Offenders();
    private final Offenders badWeights = new Offenders();

    Tally(Kind kind, int label, int weight, RowNames names) {
      this.kind = kind;
      this.label = label;
      this.weight = weight;
      this.names = names;
    }

    Tally of(Iterator<Row> iterator) {
      while (iterator.hasNext()) {
        Row row = iterator.next();
        rows++;
        addWeight(row);
        if (row.isNullAt(label)) {
          missing.add(row, names);
        } else if (kind == Kind.CLASSES) {
          addClass(row);
        } else {
          addNumber(row);
        }
      }
      return this;
    }

    private void addWeight(Row row) {
      if (weight < 0) {
        return;
      }
      double value = row.isNullAt(weight) ? Double.NaN : ((Number) row.get(weight)).doubleValue();
      if (value >= 0 && value < Double.POSITIVE_INFINITY) {
        weightSum += value;
      } else {
        badWeights.add(row, names);
      }
    }

    private void addClass(Row row) {
      String text = CategoryText.of(RawRows.value(row.get(label)));
      if (text == null) {
        missing.add(row, names);
      } else if (!tooMany) {
        classes.merge(text, 1L, Long::sum);
        tooMany = classes.size() > MOST_CLASSES;
      }
    }

    private void addNumber(Row row) {
      double value = ((Number) row.get(label)).doubleValue();
      if (Double.isFinite(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
      } else {
        notFinite.add(row, names);
      }
    }

    Tally plus(Tally other) {
      rows += other.rows;
      weightSum += other.weightSum;
      min = Math.min(min, other.min);
      max = Math.max(max, other.max);
      other.classes.forEach((text, count) -> classes.merge(text, count, Long::sum));
      tooMany = tooMany || other.tooMany || classes.size() > MOST_CLASSES;
      missing.plus(other.missing);
      notFinite.plus(other.notFinite);
      badWeights.plus(other.badWeights);
      return this;
    }
  }
}
