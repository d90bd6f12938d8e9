package io.nightjar.spark.data.parquet;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.spark.storage.PlainFileSystem;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    this.folder = beside(table);
  }

  private static Path beside(Path table) {
    return new Path(table.getParent(), "_" + table.getName() + "-attempts");
  }

  /**
   * Attempts at a table.
   *
   * @param table its folder; must not be there
   */
  static Attempts at(Path table, Configuration conf) throws IOException {
    Attempts attempts = new Attempts(table.getFileSystem(conf), table);
    FileSystem plain = PlainFileSystem.of(attempts.files);
    plain.mkdirs(attempts.folder);
    plain.mkdirs(table);
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

  /**
   * In a task, gives the whole file of this attempt the name by which a later run knows it.
   *
   * @return the file; as it was where another attempt was faster
   */
  static Path finish(Path file, String name, Configuration conf) throws IOException {
    Path whole = new Path(file.getParent(), name);
    FileSystem files = file.getFileSystem(conf);
    return !files.exists(whole) && files.rename(file, whole) ? whole : file;
  }

  /**
   * Moves files that an earlier run finished among these attempts.
   *
   * @param tables the folders of its tables
   * @param names of the files that are wanted
   * @return by name, where they are now
   */
  Map<String, String> takeUp(List<Path> tables, Set<String> names) throws IOException {
    Map<String, String> taken = new HashMap<>();
    for (Path other : tables) {
      for (Path left : List.of(beside(other), other)) {
        for (String name : listed(left)) {
          Path here = new Path(folder, name);
          if (names.contains(name)
              && !taken.containsKey(name)
              && files.rename(new Path(left, name), here)) {
            taken.put(name, here.toString());
          }
        }
      }
    }
    return taken;
  }

  private List<String> listed(Path left) throws IOException {
    try {
      return Arrays.stream(files.listStatus(left)).map(file -> file.getPath().getName()).toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /**
   * Moves the file of an attempt that was taken into the table.
   *
   * @param name by which a later run knows the part, where one may
   * @return where it is now
   */
  Path take(int index, String file, Optional<String> name) throws IOException {
    Path place = name.map(whole -> new Path(table, whole)).orElseGet(() -> place(index));
    if (!files.rename(new Path(file), place)) {
      throw NightjarException.of(
          FailureKind.STORAGE, table.toString(), file + " can't be moved to " + place);
    }
    return place;
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
