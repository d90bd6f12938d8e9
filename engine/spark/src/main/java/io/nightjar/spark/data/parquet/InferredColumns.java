package io.nightjar.spark.data.parquet;

import io.nightjar.spark.data.DataFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.Footer;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of Parquet files by the rule by which Spark infers them, from the footer of the first
 * file. Spark starts a job to read that one; here the driver reads it.
 */
public final class InferredColumns {
  private InferredColumns() {}

  /**
   * The columns of a table without partition folders; empty where the session merges the columns of
   * all files, or the footer can't be read, which Spark says best.
   *
   * @param files sorted by path, at least one
   */
  public static Optional<StructType> of(SparkSession spark, List<DataFile> files) {
    var settings = spark.sessionState().conf();
    if (settings.isParquetSchemaMergingEnabled()) {
      return Optional.empty();
    }
    Path first = new Path(files.get(0).path());
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    try (ParquetFileReader reader = ParquetFooters.open(HadoopInputFile.fromPath(first, hadoop))) {
      return Optional.of(
          ParquetFileFormat.readSchemaFromFooter(
              new Footer(first, reader.getFooter()), new ParquetToSparkSchemaConverter(settings)));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
