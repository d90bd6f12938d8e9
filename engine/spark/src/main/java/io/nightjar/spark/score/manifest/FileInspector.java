package io.nightjar.spark.score.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Looks at written Parquet files themselves: what a writer claims is not asked. */
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
    FileStatus status = file.getFileSystem(conf).getFileStatus(file);
    long rows = 0;
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromStatus(status, conf))) {
      for (BlockMetaData block : reader.getRowGroups()) {
        rows += block.getRowCount();
      }
    }
    return new ManifestFile(file.getName(), rows, status.getLen(), sha256(file, conf));
  }

  private static String sha256(Path file, Configuration conf) throws IOException {
    MessageDigest digest = newSha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = file.getFileSystem(conf).open(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Of a small content at hand, lower-case hex. */
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(newSha256().digest(bytes));
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
