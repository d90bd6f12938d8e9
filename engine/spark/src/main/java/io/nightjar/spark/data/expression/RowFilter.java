package io.nightjar.spark.data.expression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.BasePredicate;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.catalyst.expressions.Predicate$;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.LogicalRDD;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * An SQL predicate of single rows, evaluated on column vectors by the very condition by which Spark
 * filters a table's rows: a row passes where it is true, not where it is false or null, and errors
 * of ANSI mode are Spark's. It travels to the tasks.
 */
public final class RowFilter implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String predicate;
  private final String text;
  private final Expression condition;
  private final Seq<Attribute> read;

  private RowFilter(String predicate, String text, Expression condition, Seq<Attribute> read) {
    this.predicate = predicate;
    this.text = text;
    this.condition = condition;
    this.read = read;
  }

  /**
   * The filter that a predicate is; empty where it is none of a row's own columns alone: where it
   * asks a subquery, a Python function, a function that may give something else each time, or what
   * is told of a row beside its columns.
   *
   * @param rows a table on which it is a condition
   */
  public static Optional<RowFilter> of(Dataset<Row> rows, String predicate) {
    Dataset<Row> none = EmptyRows.of(rows.sparkSession(), rows.schema());
    return condition(none, predicate)
        .filter(
            condition -> condition.deterministic() && !SubqueryExpression.hasSubquery(condition))
        .map(condition -> of(none, predicate, condition));
  }

  private static RowFilter of(Dataset<Row> none, String predicate, Expression condition) {
    SQLConf settings =
        ((org.apache.spark.sql.classic.SparkSession) none.sparkSession()).sessionState().conf();
    String text =
        "%s, ansi %s, %s"
            .formatted(condition.sql(), settings.ansiEnabled(), settings.sessionLocalTimeZone());
    List<Attribute> read = new ArrayList<>();
    CollectionConverters.asJava(plan(none).output()).stream()
        .filter(column -> condition.references().contains(column))
        .forEach(read::add);
    return new RowFilter(predicate, text, condition, CollectionConverters.asScala(read).toList());
  }

  private static LogicalPlan plan(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().optimizedPlan();
  }

  /** The condition as Spark simplifies it; empty where more than a filter is made of it. */
  private static Optional<Expression> condition(Dataset<Row> none, String predicate) {
    LogicalPlan plan;
    try {
      plan = plan(none.filter(predicate));
    } catch (Exception e) {
      if (e instanceof AnalysisException) {
        return Optional.empty(); // it names what the table has beside its columns
      }
      throw e;
    }
    if (plan instanceof LogicalRDD) {
      return Optional.of(Literal$.MODULE$.TrueLiteral());
    }
    if (plan instanceof LocalRelation) {
      return Optional.of(Literal$.MODULE$.FalseLiteral());
    }
    return plan instanceof Filter filter && filter.child() instanceof LogicalRDD
        ? Optional.of(filter.condition())
        : Optional.empty();
  }

  /** The condition and what of the session it hangs on; those of equal texts pass the same rows. */
  public String text() {
    return text;
  }

  /** The columns that it looks at. */
  public List<String> columns() {
    return CollectionConverters.asJava(read).stream().map(Attribute::name).toList();
  }

  /** The rows that pass, of a table that has its columns. */
  public Dataset<Row> of(Dataset<Row> rows) {
    return rows.filter(predicate);
  }

  /**
   * In a task, what evaluates it.
   *
   * @param places by its column, the place among the vectors
   */
  public Session open(int[] places) {
    BasePredicate evaluated = Predicate$.MODULE$.create(condition, read);
    evaluated.initialize(TaskContext.getPartitionId());
    return new Session(evaluated, places.clone());
  }

  /** Evaluates it on one batch of vectors after the other. */
  public static final class Session {
    private final BasePredicate predicate;
    private final int[] places;
    private ColumnarBatch batch;

    private Session(BasePredicate predicate, int[] places) {
      this.predicate = predicate;
      this.places = places;
    }

    /** Goes on to another batch. */
    public void goTo(ColumnarBatch next) {
      ColumnVector[] read =
          Arrays.stream(places).mapToObj(next::column).toArray(ColumnVector[]::new);
      batch = new ColumnarBatch(read, next.numRows());
    }

    /** Whether a row of the batch passes. */
    public boolean passes(int row) {
      return predicate.eval(batch.getRow(row));
    }
  }
}
