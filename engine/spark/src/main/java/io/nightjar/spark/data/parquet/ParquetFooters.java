package io.nightjar.spark.data.parquet;

import io.nightjar.spark.data.DataFile;
import io.nightjar.spark.data.ReadFailures;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * What Parquet files say of themselves at their end. A row group that is said to lie outside of its
 * file is in no task's share of it, so that a reader passes it over: such files are refused here.
 */
public final class ParquetFooters {
  /** Files that the driver looks at itself, which is faster than a job for so few. */
  private static final int MOST_ON_THE_DRIVER = 16;

  private static final int MOST_TASKS = 200;

  private ParquetFooters() {}

  /**
   * What one file's footer says.
   *
   * @param readable whether it could be read; Spark's reader says best why not
   * @param rows of all row groups
   * @param misplaced what is said of a row group outside of the file; null where all lie in it
   */
  private record Footer(boolean readable, long rows, String misplaced) implements Serializable {}

  /**
   * The number of rows of each file, in the order of the files; empty where a footer can't be read.
   *
   * @throws io.nightjar.NightjarException of kind DATA that names the first file with a row group
   *     outside of it
   */
  public static Optional<List<Long>> rows(SparkSession spark, List<DataFile> files) {
    List<Footer> footers = footers(spark, files.stream().map(DataFile::path).toList());
    for (int i = 0; i < footers.size(); i++) {
      requirePlaced(files.get(i).path(), footers.get(i).misplaced());
    }
    return footers.stream().allMatch(Footer::readable)
        ? Optional.of(footers.stream().map(Footer::rows).toList())
        : Optional.empty();
  }

  private static List<Footer> footers(SparkSession spark, List<String> files) {
    return each(spark, spark.sparkContext().hadoopConfiguration(), files, ParquetFooters::footer);
  }

  /**
   * A look at a file, which travels to the tasks.
   *
   * @param <F> says which file; serialisable
   * @param <R> what is seen; serialisable
   * @param <E> how it fails
   */
  @FunctionalInterface
  public interface Look<F, R, E extends Exception> extends Serializable {
    /** Looks at one file. */
    R at(F file, Configuration hadoop) throws E;
  }

  /** Looks at the ends of files, in their order: of few on the driver, else in tasks. */
  public static <F, R, E extends Exception> List<R> each(
      SparkSession spark, Configuration hadoop, List<F> files, Look<F, R, E> look) throws E {
    if (files.size() > MOST_ON_THE_DRIVER) {
      return eachInTasks(spark, hadoop, files, look);
    }
    List<R> seen = new ArrayList<>();
    for (F file : files) {
      seen.add(look.at(file, hadoop));
    }
    return seen;
  }

  /** The same in tasks however few files there are, at least one: where all of a file is read. */
  public static <F, R, E extends Exception> List<R> eachInTasks(
      SparkSession spark, Configuration hadoop, List<F> files, Look<F, R, E> look) {
    SerializableConfiguration conf = new SerializableConfiguration(hadoop);
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(files, Math.min(files.size(), MOST_TASKS))
        .map(file -> look.at(file, conf.value()))
        .collect();
  }

  /**
   * Opens a file by the settings that it was found with; a reader that is given none reads Hadoop's
   * default ones anew.
   */
  public static ParquetFileReader open(HadoopInputFile file) throws IOException {
    return ParquetFileReader.open(
        file, HadoopReadOptions.builder(file.getConfiguration(), file.getPath()).build());
  }

  private static Footer footer(String file, Configuration hadoop) {
    try {
      HadoopInputFile input = HadoopInputFile.fromPath(new Path(file), hadoop);
      try (ParquetFileReader reader = open(input)) {
        Optional<String> misplaced = misplaced(reader.getRowGroups(), input.getLength());
        return new Footer(true, reader.getRecordCount(), misplaced.orElse(null));
      }
    } catch (IOException | RuntimeException e) {
      return new Footer(false, 0, null);
    }
  }

  /** Refuses a file of which a row group is said to lie outside of it. */
  static void requireInside(String file, List<BlockMetaData> groups, long bytes) {
    requirePlaced(file, misplaced(groups, bytes).orElse(null));
  }

  private static void requirePlaced(String file, String misplaced) {
    if (misplaced != null) {
      throw ReadFailures.damaged(file, "parquet", new IOException(misplaced));
    }
  }

  private static Optional<String> misplaced(List<BlockMetaData> groups, long bytes) {
    for (int i = 0; i < groups.size(); i++) {
      for (ColumnChunkMetaData chunk : groups.get(i).getColumns()) {
        long start = chunk.getStartingPos();
        long end = start + chunk.getTotalSize();
        if (start < 0 || end < start || end > bytes) {
          return Optional.of(
              "its footer places row group %d of %d at bytes %d to %d, and the file has %d"
                  .formatted(i + 1, groups.size(), start, end, bytes));
        }
      }
    }
    return Optional.empty();
  }
}
