package io.nightjar.spark.data.read;

import io.nightjar.NightjarException;
import io.nightjar.spark.data.ColumnNames;
import io.nightjar.spark.data.DataFile;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TableOrigin;
import io.nightjar.spark.data.parquet.InferredColumns;
import java.io.EOFException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Opens Parquet and ORC files. */
final class ColumnarReader {
  private static final String VERIFY = "parquet.page.verify-checksum.enabled";

  private final SparkSession spark;

  ColumnarReader(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * The table of some files.
   *
   * @throws NightjarException of kind DATA that names a damaged file
   */
  Table read(TableOrigin origin, FileListing listing) {
    requireBytes(origin);
    try {
      var reader = reader(spark);
      if (listing.root().isPresent()) {
        reader = reader.option("basePath", listing.root().get());
      }
      Optional<StructType> columns = columns(origin, listing);
      if (columns.isPresent()) {
        reader = reader.schema(columns.get());
      }
      return new Table(reader.format(origin.format()).load(listing.paths()), origin, List.of());
    } catch (Exception e) {
      throw unreadable(e, origin);
    }
  }

  /** Empty where Spark is to look for them: folders may be columns, too. */
  private Optional<StructType> columns(TableOrigin origin, FileListing listing) {
    return origin.format().equals("parquet") && !listing.mayBePartitioned()
        ? InferredColumns.of((org.apache.spark.sql.classic.SparkSession) spark, listing.files())
        : Optional.empty();
  }

  /** Spark's reader, which checks the checksums of Parquet pages where nobody has decided on it. */
  static DataFrameReader reader(SparkSession spark) {
    return spark.sparkContext().hadoopConfiguration().get(VERIFY) == null
        ? spark.read().option(VERIFY, "true")
        : spark.read();
  }

  /** Spark takes a file that was cut off to nothing for one without rows. */
  private static void requireBytes(TableOrigin origin) {
    for (DataFile file : origin.files()) {
      if (file.bytes() == 0 && !file.path().endsWith("_$folder$")) {
        throw ReadFailures.damaged(
            file.path(), origin.format(), new EOFException("it has no bytes"));
      }
    }
  }

  /** Finds the damaged file where Spark's message does not name it. */
  private NightjarException unreadable(Exception e, TableOrigin origin) {
    if (e instanceof AnalysisException analysis
        && "COLUMN_ALREADY_EXISTS".equals(analysis.getCondition())) {
      return ColumnNames.duplicate(analysis.getMessageParameters().get("columnName"), origin);
    }
    return ReadFailures.explain(e, origin)
        .orElseGet(() -> ReadFailures.damaged(firstDamaged(origin), origin.format(), e));
  }

  private String firstDamaged(TableOrigin origin) {
    for (DataFile file : origin.files()) {
      try {
        spark.read().format(origin.format()).load(file.path()).schema();
      } catch (Exception e) {
        return file.path();
      }
    }
    return origin.name();
  }
}
