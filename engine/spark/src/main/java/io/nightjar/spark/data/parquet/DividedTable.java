package io.nightjar.spark.data.parquet;

import io.nightjar.spark.data.parquet.RowPart.Written;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.ProjectingInternalRow;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Rows that go to two Parquet tables in one pass: those that stay to one, what is told of the
 * others to the second. So both together are the rows of one look at a source that may grow. A
 * table without rows is one file that has none.
 */
public final class DividedTable {
  private final Dataset<Row> rows;
  private final StructType staying;
  private final StructType leftOut;

  /**
   * Rows to divide.
   *
   * @param rows the columns of those that stay, and last a struct: the row of the second table,
   *     null where the row stays
   */
  public DividedTable(Dataset<Row> rows) {
    StructField[] fields = rows.schema().fields();
    this.rows = rows;
    this.staying = new StructType(Arrays.copyOf(fields, fields.length - 1));
    this.leftOut = (StructType) fields[fields.length - 1].dataType();
  }

  /** The columns of the rows that stay. */
  public StructType staying() {
    return staying;
  }

  /** The columns of the second table. */
  public StructType leftOut() {
    return leftOut;
  }

  /**
   * Writes both tables.
   *
   * @param first folder of the rows that stay; must not be there
   * @param second folder of the others; must not be there; empty where these are only counted
   * @return how many rows went where, counted as they came
   */
  public Counts write(Path first, Optional<Path> second) throws IOException {
    SparkSession spark = (SparkSession) rows.sparkSession();
    RowTable stay = RowTable.of(spark, staying);
    RowTable out = stay.beside(leftOut);
    try (Attempts ofFirst = stay.attempts(first);
        Attempts ofSecond = second.isPresent() ? out.attempts(second.get()) : null) {
      List<Divided> parts =
          divided(
              new Division(
                  stay, ofFirst.folder(), out, ofSecond == null ? null : ofSecond.folder()));
      stay.take(ofFirst, parts.stream().map(Divided::stayed).toList());
      if (ofSecond != null) {
        out.take(ofSecond, parts.stream().map(Divided::left).toList());
        ofSecond.done();
      }
      ofFirst.done();
      return new Counts(
          parts.stream().mapToLong(part -> part.stayed().rows()).sum(),
          parts.stream().mapToLong(part -> part.left().rows()).sum());
    }
  }

  /**
   * Rows.
   *
   * @param staying those that stay
   * @param leftOut the others
   */
  public record Counts(long staying, long leftOut) {
    /** All of them. */
    public long rows() {
      return staying + leftOut;
    }
  }

  private List<Divided> divided(Division division) {
    JavaRDD<InternalRow> all =
        ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().toRdd().toJavaRDD();
    return all.mapPartitionsWithIndex(
            (index, part) -> Collections.singletonList(division.divide(index, part)).iterator(),
            true)
        .collect();
  }

  /** Of wider rows, the columns that come first. */
  private static ProjectingInternalRow first(StructType columns) {
    List<Object> ordinals = IntStream.range(0, columns.size()).<Object>mapToObj(i -> i).toList();
    return new ProjectingInternalRow(
        columns, CollectionConverters.asScala(ordinals).toIndexedSeq());
  }

  /** What one task wrote. */
  private record Divided(Written stayed, Written left) implements Serializable {}

  /**
   * What the tasks do.
   *
   * @param outAttempts null where rows that don't stay are only counted
   */
  private record Division(RowTable stay, String stayAttempts, RowTable out, String outAttempts)
      implements Serializable {

    Divided divide(int index, Iterator<InternalRow> rows) {
      int last = stay.schema().size();
      ProjectingInternalRow staying = first(stay.schema());
      try (RowPart stayed = stay.part(stayAttempts, index);
          RowPart left =
              outAttempts == null ? RowPart.counted(index) : out.part(outAttempts, index)) {
        while (rows.hasNext()) {
          InternalRow row = rows.next();
          if (row.isNullAt(last)) {
            staying.project(row);
            stayed.write(staying);
          } else {
            left.write(row.getStruct(last, out.schema().size()));
          }
        }
        return new Divided(stayed.written(), left.written());
      }
    }
  }
}
