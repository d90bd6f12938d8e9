package io.nightjar.spark.data.parquet;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** What Parquet files say of themselves at their end. */
public final class ParquetFooters {
  private ParquetFooters() {}

  /**
   * The number of rows of one file.
   *
   * @throws RuntimeException of Parquet's, for a file that is none
   */
  public static long rows(String file, Configuration hadoop) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(new Path(file), hadoop))) {
      return reader.getRecordCount();
    }
  }
}
