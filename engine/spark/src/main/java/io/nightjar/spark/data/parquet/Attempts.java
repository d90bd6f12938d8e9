package io.nightjar.spark.data.parquet;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.io.IOException;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;

/**
 * What tasks write for a table: each attempt of a task to a file of its own beside the table's
 * folder. Only the files of the attempts that Spark took are moved into the table, so that one that
 * failed, was lost or comes late leaves nothing there. Closed before {@link #done}, it leaves no
 * table.
 */
final class Attempts implements AutoCloseable {
  private final FileSystem files;
  private final Path table;
  private final Path folder;
  private boolean done;

  private Attempts(FileSystem files, Path table) {
    this.files = files;
    this.table = table;
    this.folder = new Path(table.getParent(), "_" + table.getName() + "-attempts");
  }

  /**
   * Attempts at a table.
   *
   * @param table its folder; must not be there
   */
  static Attempts at(Path table, Configuration conf) throws IOException {
    Attempts attempts = new Attempts(table.getFileSystem(conf), table);
    attempts.files.mkdirs(attempts.folder);
    attempts.files.mkdirs(table);
    return attempts;
  }

  /** Where they write; it travels to the tasks. */
  String folder() {
    return folder.toString();
  }

  /** In a task, the file of this attempt of it. */
  static Path file(String folder, int index) {
    long attempt = TaskContext.get().taskAttemptId();
    return new Path(folder, String.format(Locale.ROOT, "part-%05d-%d.parquet", index, attempt));
  }

  /** The place in the table of what a partition's tasks write. */
  Path place(int index) {
    return new Path(table, String.format(Locale.ROOT, "part-%05d.parquet", index));
  }

  /** Moves the file of an attempt that was taken into the table. */
  void take(int index, String file) throws IOException {
    if (!files.rename(new Path(file), place(index))) {
      throw NightjarException.of(
          FailureKind.STORAGE, table.toString(), file + " can't be moved to " + place(index));
    }
  }

  /** The table is whole. */
  void done() {
    done = true;
  }

  @Override
  public void close() throws IOException {
    files.delete(folder, true);
    if (!done) {
      files.delete(table, true);
    }
  }
}
