package io.nightjar.spark.recipe;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.spark.run.RunContext;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Where a version's files lie while it is made: below the run's own folder, emptied first, so that
 * a killed run leaves nothing that its next try would take up. Closing it deletes them: the
 * registry has its own copy, and a failed run leaves none.
 */
final class Staging implements AutoCloseable {
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
      staging.empty();
      if (!files.mkdirs(directory)) {
        throw new IOException("the file system refused");
      }
      return staging;
    } catch (IOException e) {
      throw failure("made", directory, e);
    }
  }

  Path directory() {
    return directory;
  }

  @Override
  public void close() {
    try {
      empty();
    } catch (IOException e) {
      throw failure("emptied", directory, e);
    }
  }

  private void empty() throws IOException {
    if (files.exists(directory) && !files.delete(directory, true)) {
      throw new IOException("the file system refused");
    }
  }

  private static NightjarException failure(String what, Path directory, IOException e) {
    return NightjarException.of(
        FailureKind.STORAGE,
        directory.toString(),
        "could not be " + what + ": " + e.getMessage() + "; check the path `runs` and its rights.",
        e);
  }
}
