package io.nightjar.spark.score.manifest;

import io.nightjar.model.files.FileHash;
import io.nightjar.model.files.Sha256;
import io.nightjar.spark.data.parquet.ParquetFooters;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * Looks at written Parquet files themselves: a writer is asked for nothing but the hash that it
 * made while it wrote, and the file must be as long as that says.
 */
public final class FileInspector {
  private FileInspector() {}

  /** The data files of a folder, by name; Spark's own marks and hidden files are not data. */
  public static List<FileStatus> dataFiles(Path folder, Configuration conf) throws IOException {
    List<FileStatus> files = new ArrayList<>();
    for (FileStatus child : folder.getFileSystem(conf).listStatus(folder)) {
      String name = child.getPath().getName();
      if (child.isFile() && !name.startsWith("_") && !name.startsWith(".")) {
        files.add(child);
      }
    }
    files.sort(Comparator.comparing(FileStatus::getPath));
    return files;
  }

  /** Reads one file's footer for its rows and all of it for its hash. */
  public static ManifestFile inspect(Path file, Configuration conf) throws IOException {
    FileSystem files = file.getFileSystem(conf);
    try (InputStream in = files.open(file)) {
      return inspect(files.getFileStatus(file), Sha256.of(in), conf);
    }
  }

  /**
   * Reads one file's footer for its rows.
   *
   * @param written what its writer put into it
   * @throws IOException if the file is of another length, among others
   */
  public static ManifestFile inspect(FileStatus file, FileHash written, Configuration conf)
      throws IOException {
    if (file.getLen() != written.bytes()) {
      throw new IOException(
          file.getPath()
              + " has "
              + file.getLen()
              + " bytes, but "
              + written.bytes()
              + " were written to it; look for what else writes there, or whether the disk is full,"
              + " and run again");
    }
    try (ParquetFileReader reader = ParquetFooters.open(HadoopInputFile.fromStatus(file, conf))) {
      return new ManifestFile(
          file.getPath().getName(), reader.getRecordCount(), written.bytes(), written.sha256());
    }
  }
}
