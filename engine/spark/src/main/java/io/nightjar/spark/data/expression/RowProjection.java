package io.nightjar.spark.data.expression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A struct computed from a single row, where it lies, by the very expressions by which Spark
 * computes it for a table; it travels to the tasks.
 */
public final class RowProjection implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArrayList<Step> steps;
  private final int width;

  private RowProjection(List<Step> steps, int width) {
    this.steps = new ArrayList<>(steps);
    this.width = width;
  }

  /** One projection: its columns, and those that it reads. */
  private record Step(Seq<Expression> columns, Seq<Attribute> input) implements Serializable {}

  /**
   * A projection of rows.
   *
   * @param input the columns of the rows, none of them twice
   * @param columns gives one column, a struct that is null for some rows; each row by itself
   */
  public static RowProjection of(
      SparkSession spark, StructType input, UnaryOperator<Dataset<Row>> columns) {
    Dataset<Row> none = EmptyRows.of(spark, input);
    var computed = (org.apache.spark.sql.classic.Dataset<Row>) columns.apply(none);
    List<Step> steps = new ArrayList<>();
    LogicalPlan plan = computed.queryExecution().optimizedPlan();
    while (plan instanceof Project project) {
      steps.add(new Step(expressions(project.projectList()), project.child().output()));
      plan = project.child();
    }
    if (!plan.children().isEmpty()) {
      throw new IllegalArgumentException(
          "the column needs " + plan.nodeName() + "; must be computed of a row by itself");
    }
    Collections.reverse(steps);
    return new RowProjection(steps, ((StructType) computed.schema().fields()[0].dataType()).size());
  }

  private static Seq<Expression> expressions(Seq<NamedExpression> named) {
    List<Expression> all = new ArrayList<>();
    CollectionConverters.asJava(named).forEach(column -> all.add((Expression) column));
    return CollectionConverters.asScala(all).toList();
  }

  /** In a task, what computes it. */
  public Projector open() {
    return new Projector(
        steps.stream().map(step -> UnsafeProjection.create(step.columns(), step.input())).toList(),
        width);
  }

  /** Computes it of row after row. */
  public static final class Projector {
    private final List<UnsafeProjection> steps;
    private final JoinedRow joined = new JoinedRow();

    private final int width;

    private Projector(List<UnsafeProjection> steps, int width) {
      this.steps = steps;
      this.width = width;
    }

    /**
     * The struct of one row; null where it is null.
     *
     * @param row the first columns of the input
     * @param texts the others; null for none
     */
    public InternalRow project(InternalRow row, String... texts) {
      Object[] more = new Object[texts.length];
      for (int i = 0; i < texts.length; i++) {
        more[i] = UTF8String.fromString(texts[i]);
      }
      InternalRow projected = joined.apply(row, new GenericInternalRow(more));
      for (UnsafeProjection step : steps) {
        projected = step.apply(projected);
      }
      return projected.isNullAt(0) ? null : projected.getStruct(0, width).copy();
    }
  }
}
