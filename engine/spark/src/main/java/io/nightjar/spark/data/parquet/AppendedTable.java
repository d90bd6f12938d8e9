package io.nightjar.spark.data.parquet;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.collection.immutable.Map$;

/**
 * A Parquet table whose first columns are copied from the files of another, chunk by chunk, with
 * computed columns behind. Each task writes to a file of its own attempt; only the files of the
 * attempts that Spark took are then moved into the table, so that a failed or speculative one
 * leaves nothing.
 */
public final class AppendedTable {
  private static final String ATTEMPTS = "_attempts";

  private final StructType copied;
  private final List<List<FileSplit>> splits;

  /**
   * A table to append to.
   *
   * @param copied the columns that are copied, in order
   * @param splits by partition, which rows
   */
  public AppendedTable(StructType copied, List<List<FileSplit>> splits) {
    this.copied = copied;
    this.splits = List.copyOf(splits);
  }

  /**
   * Writes the table.
   *
   * @param computed in the partitions of the splits, a row for each of theirs: the computed
   *     columns, and last a text: why the row can't stay in the table, null where it can
   * @param folder of the table; must not be there
   * @return why the columns can't be copied, such as a row that can't stay, and nothing is left
   *     then; empty where all was written
   */
  public Optional<String> write(Dataset<Row> computed, Path folder) throws IOException {
    SparkSession spark = (SparkSession) computed.sparkSession();
    StructType added = added(computed);
    SerializableConfiguration conf = prepared(spark, added);
    PartWriter.Spec spec =
        new PartWriter.Spec(List.of(copied.fieldNames()), added, schema(computed).json());
    JavaRDD<InternalRow> rows =
        ((org.apache.spark.sql.classic.Dataset<Row>) computed).queryExecution().toRdd().toJavaRDD();
    if (rows.getNumPartitions() != splits.size()) {
      throw new IllegalStateException(
          rows.getNumPartitions() + " partitions for the splits of " + splits.size());
    }
    Path attempts = new Path(folder, ATTEMPTS);
    FileSystem files = folder.getFileSystem(conf.value());
    files.mkdirs(attempts);
    boolean done = false;
    try {
      Parts parts = new Parts(spec, conf, attempts.toString(), splits);
      List<Part> written =
          rows.mapPartitionsWithIndex(
                  (index, part) -> Collections.singletonList(parts.write(index, part)).iterator(),
                  true)
              .collect();
      Optional<String> refused = refused(written);
      if (refused.isEmpty()) {
        take(files, written, folder);
        files.delete(attempts, true);
        done = true;
      }
      return refused;
    } finally {
      if (!done) {
        files.delete(folder, true);
      }
    }
  }

  /** The columns of the table that {@link #write} writes. */
  public StructType schema(Dataset<Row> computed) {
    StructType all = copied;
    for (StructField field : added(computed).fields()) {
      all = all.add(field);
    }
    return all;
  }

  private static StructType added(Dataset<Row> computed) {
    StructField[] fields = computed.schema().fields();
    return new StructType(Arrays.copyOf(fields, fields.length - 1));
  }

  /** The settings that Spark's own writer leaves for its tasks. */
  private static SerializableConfiguration prepared(SparkSession spark, StructType added)
      throws IOException {
    Job job = Job.getInstance(spark.sessionState().newHadoopConf());
    new ParquetFileFormat().prepareWrite(spark, job, Map$.MODULE$.empty(), added);
    return new SerializableConfiguration(job.getConfiguration());
  }

  private static Optional<String> refused(List<Part> written) {
    Set<String> schemas = new HashSet<>();
    for (Part part : written) {
      if (part.refused() != null) {
        return Optional.of(part.refused());
      }
      if (part.schema() != null) {
        schemas.add(part.schema());
      }
    }
    return switch (schemas.size()) {
      case 0 -> Optional.of("no file has a row");
      case 1 -> Optional.empty();
      default -> Optional.of("the files' columns are of different types");
    };
  }

  private static void take(FileSystem files, List<Part> written, Path folder) throws IOException {
    for (Part part : written) {
      if (part.schema() == null) {
        continue;
      }
      Path from = new Path(part.file());
      Path to = new Path(folder, String.format(Locale.ROOT, "part-%05d.parquet", part.index()));
      if (!files.rename(from, to)) {
        throw NightjarException.of(
            FailureKind.STORAGE, folder.toString(), from + " can't be moved to " + to);
      }
    }
  }

  /**
   * What one task did.
   *
   * @param file it wrote
   * @param schema of the file; null where it has no row
   * @param refused why it wrote none; null where it did
   */
  private record Part(int index, String file, String schema, String refused)
      implements Serializable {}

  /** What the tasks do. */
  private record Parts(
      PartWriter.Spec spec,
      SerializableConfiguration conf,
      String attempts,
      List<List<FileSplit>> splits)
      implements Serializable {
    Parts {
      splits = new ArrayList<>(splits);
    }

    Part write(int index, Iterator<InternalRow> rows) throws IOException {
      String name = "part-%05d-%d.parquet".formatted(index, TaskContext.get().taskAttemptId());
      Configuration hadoop = conf.value();
      Path file = new Path(attempts, name);
      try (PartWriter writer = new PartWriter(spec, hadoop, file)) {
        return new Part(index, file.toString(), writer.write(splits.get(index), rows), null);
      } catch (NotCopied e) {
        return new Part(index, file.toString(), null, e.getMessage());
      }
    }
  }
}
