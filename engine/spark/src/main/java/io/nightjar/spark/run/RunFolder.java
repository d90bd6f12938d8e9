package io.nightjar.spark.run;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Where a run's record and report lie: {@code <runs>/<run-id>/run.json} and {@code report.html} on
 * any Hadoop file system. Files are replaced whole, never half written.
 */
public final class RunFolder {
  private final FileSystem files;
  private final Path folder;

  private RunFolder(FileSystem files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  /**
   * The folder of a run.
   *
   * @param runs the folder of all runs, a path or URI
   */
  public static RunFolder of(String runs, String runId, Configuration hadoop) {
    Path folder = new Path(new Path(runs), runId);
    try {
      FileSystem files = folder.getFileSystem(hadoop);
      return new RunFolder(files, files.makeQualified(folder));
    } catch (IOException e) {
      throw failure("open", folder, e);
    }
  }

  /** Writes one file whole: beside its place first, then moved there. */
  public Path write(String name, String text) {
    Path target = new Path(folder, name);
    Path beside = new Path(folder, "." + name + ".part");
    try {
      try (OutputStream out = files.create(beside, true)) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      if (files.exists(target) && !files.delete(target, false)) {
        throw new IOException("the old file could not be removed");
      }
      if (!files.rename(beside, target)) {
        throw new IOException("the new file could not be moved into place");
      }
      return target;
    } catch (IOException e) {
      throw failure("write", target, e);
    }
  }

  /** The text of a file, or a failure that names it. */
  public String read(String name) {
    Path target = new Path(folder, name);
    try (var in = files.open(target)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw failure("read", target, e);
    }
  }

  /** Whether the folder has this file. */
  public boolean has(String name) {
    try {
      return files.exists(new Path(folder, name));
    } catch (IOException e) {
      throw failure("look for", new Path(folder, name), e);
    }
  }

  /** The path that a person opens: without the scheme for a local file. */
  public String display(String name) {
    Path path = new Path(folder, name);
    return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
  }

  private static NightjarException failure(String what, Path path, IOException e) {
    return NightjarException.of(
        FailureKind.STORAGE,
        path.toString(),
        "could not " + what + " it: " + e.getMessage() + "; check the path, its rights and space.",
        e);
  }
}
