package io.nightjar.spark.recipe.candidate;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.spark.run.RunContext;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Where a version's files lie while it is made: below the run's own folder, emptied first, so that
 * a killed run leaves nothing that its next try would take up. Closing it deletes them: the
 * registry has its own copy, and a failed run leaves none. Checkpoints lie beside it: they are what
 * a killed run leaves on purpose, until its model is registered.
 */
public final class Staging implements AutoCloseable {
  private static final String FOLDER = "model-in-the-making";
  private static final String TRIALS = "trials-in-the-making";
  private static final String CHECKPOINTS = "checkpoints";

  private final FileSystem files;
  private final Path directory;

  private Staging(FileSystem files, Path directory) {
    this.files = files;
    this.directory = directory;
  }

  /** An empty folder for a version's files. */
  public static Staging of(RunContext run) {
    return of(run, FOLDER);
  }

  /** Where the models of a search's trials lie, of which none becomes a version. */
  public static Staging ofTrials(RunContext run) {
    return of(run, TRIALS);
  }

  private static Staging of(RunContext run, String folder) {
    Path directory = new Path(new Path(run.config().runs(), run.identity().runId()), folder);
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

  /** The folder. */
  public Path directory() {
    return directory;
  }

  /** The folder of the run's checkpoints, which need not be there. */
  public Path checkpoints() {
    return new Path(directory.getParent(), CHECKPOINTS);
  }

  /** The folder of what a search's fits came to, deleted with the checkpoints. */
  public Path finishedFits() {
    return new Path(checkpoints(), "trials");
  }

  /** Deletes the checkpoints, of which a registered model has no more need. */
  public void dropCheckpoints() {
    try {
      delete(checkpoints());
    } catch (IOException e) {
      throw failure("deleted", checkpoints(), e);
    }
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
    delete(directory);
  }

  private void delete(Path folder) throws IOException {
    if (files.exists(folder) && !files.delete(folder, true)) {
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
