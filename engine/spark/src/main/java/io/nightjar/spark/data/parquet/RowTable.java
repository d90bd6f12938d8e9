package io.nightjar.spark.data.parquet;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.execution.datasources.parquet.ParquetWriteSupport;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.SerializableConfiguration;
import scala.collection.immutable.Map$;

/**
 * How Spark's own writer writes the rows of a table. It travels to the tasks; the settings,
 * hundreds of texts that are compressed one by one, are broadcast, once for all tables of a pass.
 */
public final class RowTable implements Serializable {
  private static final long serialVersionUID = 1L;

  private final StructType schema;
  private final OutputWriterFactory factory;
  private final Broadcast<SerializableConfiguration> settings;

  private RowTable(
      StructType schema,
      OutputWriterFactory factory,
      Broadcast<SerializableConfiguration> settings) {
    this.schema = schema;
    this.factory = factory;
    this.settings = settings;
  }

  /** By the settings of a session. */
  static RowTable of(SparkSession spark, StructType schema) throws IOException {
    Job job = Job.getInstance(spark.sessionState().newHadoopConf());
    OutputWriterFactory factory =
        new ParquetFileFormat().prepareWrite(spark, job, Map$.MODULE$.empty(), schema);
    SerializableConfiguration settings = new SerializableConfiguration(job.getConfiguration());
    return new RowTable(
        schema,
        factory,
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(settings));
  }

  /** Another table by the same settings, written in the same pass. */
  RowTable beside(StructType other) {
    return new RowTable(other, factory, settings);
  }

  /**
   * Writes a file on the driver.
   *
   * @param rows texts, few
   */
  public static void writeFew(SparkSession spark, StructType schema, List<Row> rows, Path file)
      throws IOException {
    OutputWriter writer = of(spark, schema).open(file);
    for (Row row : rows) {
      Object[] texts = new Object[row.size()];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = UTF8String.fromString(row.getString(i));
      }
      writer.write(new GenericInternalRow(texts));
    }
    writer.close();
  }

  /** The settings that Spark's writer leaves for its tasks; the caller's own. */
  Configuration conf() {
    Configuration own = new Configuration(settings.value().value());
    ParquetWriteSupport.setSchema(schema, own);
    return own;
  }

  /** The columns. */
  StructType schema() {
    return schema;
  }

  /** Attempts at such a table. */
  Attempts attempts(Path folder) throws IOException {
    return Attempts.at(folder, conf());
  }

  /** A writer of one file. */
  OutputWriter open(Path file) {
    return factory.newInstance(
        file.toString(), schema, new TaskAttemptContextImpl(conf(), new TaskAttemptID()));
  }

  /** Writes a file of no row. */
  void writeEmpty(Path file) {
    open(file).close();
  }

  /**
   * Moves the files of attempts that were taken into the table; one without rows where none has.
   */
  void take(Attempts attempts, List<RowPart.Written> parts) throws IOException {
    boolean none = true;
    for (RowPart.Written part : parts) {
      if (part.rows() > 0) {
        attempts.take(part.index(), part.file(), Optional.empty());
        none = false;
      }
    }
    if (none) {
      writeEmpty(attempts.place(0));
    }
  }

  /** In a task, what this attempt of it writes. */
  RowPart part(String attempts, int index) {
    return RowPart.written(index, this, Attempts.file(attempts, index));
  }
}
