package io.nightjar.spark.recipe;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.spark.run.RunContext;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Where a version's files lie while it is made: below the run's own folder, emptied first, so that
 * a killed run leaves nothing that its next try would take up.
 */
final class Staging {
  private static final String FOLDER = "model-in-the-making";

  private final FileSystem files;
  private final Path directory;

  private Staging(FileSystem files, Path directory) {
    this.files = files;
    this.directory = directory;
  }

  static Staging of(RunContext run) {
    Path directory = new Path(new Path(run.config().runs(), run.identity().runId()), FOLDER);
    try {
      FileSystem files = directory.getFileSystem(run.hadoop());
      Staging staging = new Staging(files, files.makeQualified(directory));
      staging.delete();
      return staging;
    } catch (IOException e) {
      throw failure(directory, e);
    }
  }

  Path directory() {
    return directory;
  }

  void delete() {
    try {
      if (files.exists(directory) && !files.delete(directory, true)) {
        throw new IOException("the file system refused");
      }
    } catch (IOException e) {
      throw failure(directory, e);
    }
  }

  private static NightjarException failure(Path directory, IOException e) {
    return NightjarException.of(
        FailureKind.STORAGE,
        directory.toString(),
        "could not be emptied: " + e.getMessage() + "; check the path `runs` and its rights.",
        e);
  }
}
