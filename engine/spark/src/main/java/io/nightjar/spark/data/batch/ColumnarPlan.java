package io.nightjar.spark.data.batch;

import io.nightjar.spark.data.parquet.FileSplit;
import io.nightjar.spark.data.parquet.scan.KeptScan;
import io.nightjar.spark.data.parquet.scan.ParquetSplits;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The part of a physical plan that gives column vectors, where rows are made of them and no more.
 */
final class ColumnarPlan {
  private final SparkPlan plan;
  private final int[] places;

  private ColumnarPlan(SparkPlan plan, int[] places) {
    this.plan = plan;
    this.places = places;
  }

  /** Empty where rows are filtered, computed or not read as vectors in the first place. */
  static Optional<ColumnarPlan> of(SparkPlan rows) {
    return below(rows, SparkPlan::supportsColumnar)
        .flatMap(
            plan -> places(rows, ids(plan.output())).map(places -> new ColumnarPlan(plan, places)));
  }

  /** What such a plan's rows come from, unless they are filtered or computed on the way. */
  static Optional<SparkPlan> below(SparkPlan rows, Predicate<SparkPlan> source) {
    SparkPlan plan = rows;
    while (plan instanceof InputAdapter || !source.test(plan)) {
      if (plan instanceof InputAdapter adapter) {
        plan = adapter.child();
      } else if (plan instanceof WholeStageCodegenExec stage) {
        plan = stage.child();
      } else if (plan instanceof ColumnarToRowExec transition) {
        plan = transition.child();
      } else if (plan instanceof ProjectExec project && choosesOnly(project)) {
        plan = project.child();
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(plan);
  }

  private static boolean choosesOnly(ProjectExec project) {
    return CollectionConverters.asJava(project.projectList()).stream()
        .allMatch(column -> ((Expression) column) instanceof Attribute);
  }

  /** The ids of columns, by which plans know them again. */
  static List<Long> ids(Seq<Attribute> columns) {
    return CollectionConverters.asJava(columns).stream().map(a -> a.exprId().id()).toList();
  }

  /** The places of a plan's columns among some, by the columns' ids. */
  static Optional<int[]> places(SparkPlan rows, List<Long> ids) {
    int[] places =
        CollectionConverters.asJava(rows.output()).stream()
            .mapToInt(a -> ids.indexOf(a.exprId().id()))
            .toArray();
    for (int place : places) {
      if (place < 0) {
        return Optional.empty();
      }
    }
    return Optional.of(places);
  }

  /** By wanted column, its place among the vectors. */
  int[] places() {
    return places.clone();
  }

  /** Whether the vectors are those of whole Parquet files. */
  boolean isWholeFiles() {
    return ParquetSplits.isWholeFiles(plan);
  }

  /** By partition, the rows of Parquet files that the vectors hold, where they do. */
  Optional<List<List<FileSplit>>> splits() {
    return ParquetSplits.of(plan);
  }

  /** The vectors of whole Parquet files and which rows they hold, where they do. */
  Optional<KeptScan> files() {
    return KeptScan.of(plan);
  }

  /**
   * The same without what a filter rules out.
   *
   * @param filtered the plan of the same rows under the filter
   */
  Optional<KeptScan> files(SparkPlan filtered) {
    return KeptScan.of(plan, filtered);
  }

  /** The vectors; each batch is borrowed until the next one. */
  JavaRDD<ColumnarBatch> execute() {
    return plan.executeColumnar().toJavaRDD();
  }
}
