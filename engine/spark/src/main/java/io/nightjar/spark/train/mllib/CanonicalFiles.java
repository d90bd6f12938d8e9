package io.nightjar.spark.train.mllib;

import static org.apache.spark.sql.functions.regexp_replace;

import io.nightjar.spark.storage.PlainFileSystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.AtomicType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * Takes out of a saved Spark ML model what differs from one save of the same model to the next: the
 * time of the save, random uids, and random file names. Loading is not affected.
 */
final class CanonicalFiles {
  private static final String UID = "_[0-9a-f]{12}\\b";
  private static final String PLAIN_UID = "_000000000000";
  private static final String TIMESTAMP = "\"timestamp\":\\d+";
  private static final String PLAIN_TIMESTAMP = "\"timestamp\":0";

  private final SparkSession spark;
  private final FileSystem fileSystem;
  private final Path folder;

  CanonicalFiles(SparkSession spark, Path folder) throws IOException {
    this.spark = spark;
    FileSystem found = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
    this.fileSystem = PlainFileSystem.of(found);
    this.folder = fileSystem.makeQualified(folder);
  }

  /** Rewrites every file below the folder. */
  void rewrite() throws IOException {
    rewrite(folder);
  }

  private void rewrite(Path directory) throws IOException {
    List<Path> parts = new ArrayList<>();
    for (FileStatus child : sorted(directory)) {
      Path path = child.getPath();
      if (child.isDirectory()) {
        rewrite(path);
        rename(path, new Path(directory, path.getName().replaceAll(UID, PLAIN_UID)));
      } else if (path.getName().startsWith("part-")) {
        parts.add(path);
      } else {
        delete(path);
      }
    }
    boolean table = parts.stream().anyMatch(part -> part.getName().endsWith(".parquet"));
    if (table) {
      table(directory, parts);
    } else {
      texts(directory, parts);
    }
  }

  private FileStatus[] sorted(Path directory) throws IOException {
    FileStatus[] children = fileSystem.listStatus(directory);
    Arrays.sort(children, Comparator.comparing(FileStatus::getPath));
    return children;
  }

  private void texts(Path directory, List<Path> parts) throws IOException {
    for (int i = 0; i < parts.size(); i++) {
      String text;
      try (InputStream in = fileSystem.open(parts.get(i))) {
        text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
      delete(parts.get(i));
      String plain = text.replaceAll(UID, PLAIN_UID).replaceAll(TIMESTAMP, PLAIN_TIMESTAMP);
      try (OutputStream out = fileSystem.create(part(directory, i, ""), false)) {
        out.write(plain.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private void table(Path directory, List<Path> parts) throws IOException {
    Path rewritten = new Path(folder, ".rewritten");
    for (int i = 0; i < parts.size(); i++) {
      plain(spark.read().parquet(parts.get(i).toString()))
          .coalesce(1)
          .write()
          .option("compression", "snappy")
          .parquet(rewritten.toString());
      delete(parts.get(i));
      for (FileStatus written : sorted(rewritten)) {
        if (written.getPath().getName().startsWith("part-")) {
          rename(written.getPath(), part(directory, i, ".snappy.parquet"));
        }
      }
      delete(rewritten);
    }
  }

  /** Texts without uids and times; such rows in an order of their own, since uids ordered them. */
  private static Dataset<Row> plain(Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>();
    List<Column> keys = new ArrayList<>();
    boolean texts = false;
    for (StructField field : rows.schema().fields()) {
      Column column = new Column("`" + field.name() + "`");
      if (field.dataType().sameType(DataTypes.StringType)) {
        texts = true;
        column = regexp_replace(column, UID, PLAIN_UID);
        column = regexp_replace(column, TIMESTAMP, PLAIN_TIMESTAMP).as(field.name());
      }
      columns.add(column);
      if (field.dataType() instanceof AtomicType) {
        keys.add(new Column("`" + field.name() + "`"));
      }
    }
    Dataset<Row> plain = rows.select(columns.toArray(Column[]::new));
    return texts ? plain.sort(keys.toArray(Column[]::new)) : plain;
  }

  private static Path part(Path directory, int number, String ending) {
    return new Path(directory, String.format(Locale.ROOT, "part-%05d%s", number, ending));
  }

  private void rename(Path from, Path to) throws IOException {
    if (!from.equals(to) && !fileSystem.rename(from, to)) {
      throw new IOException("cannot rename " + from + " to " + to);
    }
  }

  private void delete(Path path) throws IOException {
    if (!fileSystem.delete(path, true)) {
      throw new IOException("cannot delete " + path);
    }
  }
}
