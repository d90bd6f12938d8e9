package io.nightjar.spark.data.parquet;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** What Parquet files say of themselves at their end. */
public final class ParquetFooters {
  private ParquetFooters() {}

  /**
   * The number of rows of one file, of those that a reader finds: a row group that is said to lie
   * outside of the file is in no task's share of it.
   *
   * @throws RuntimeException of Parquet's, for a file that is none
   */
  public static long rows(String file, Configuration hadoop) throws IOException {
    Path path = new Path(file);
    HadoopInputFile input = HadoopInputFile.fromPath(path, hadoop);
    ParquetReadOptions all =
        HadoopReadOptions.builder(hadoop, path).withRange(0, input.getLength()).build();
    try (ParquetFileReader reader = ParquetFileReader.open(input, all)) {
      return reader.getRecordCount();
    }
  }
}
