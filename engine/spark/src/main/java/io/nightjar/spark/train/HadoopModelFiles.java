package io.nightjar.spark.train;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.model.files.ModelFiles;
import io.nightjar.spark.storage.PlainFileSystem;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files of a model directory on any Hadoop file system. */
public final class HadoopModelFiles implements ModelFiles {
  private static final Pattern PLAIN = Pattern.compile("[^/\\\\:]+(/[^/\\\\:]+)*");

  private final FileSystem fileSystem;
  private final Path directory;

  private HadoopModelFiles(FileSystem fileSystem, Path directory) {
    this.fileSystem = fileSystem;
    this.directory = directory;
  }

  /** The files below a directory, which need not be there yet. */
  public static HadoopModelFiles of(String directory, Configuration hadoop) {
    Path path = new Path(directory);
    try {
      FileSystem found = path.getFileSystem(hadoop);
      // Checksum files beside a model's files would be files that no manifest knows.
      FileSystem plain = PlainFileSystem.of(found);
      return new HadoopModelFiles(plain, plain.makeQualified(path));
    } catch (IOException e) {
      throw NightjarException.of(
          FailureKind.STORAGE, directory, "can't be reached: " + e.getMessage(), e);
    }
  }

  @Override
  public List<String> list() throws IOException {
    List<String> paths = new ArrayList<>();
    collect(directory, "", paths);
    Collections.sort(paths);
    return List.copyOf(paths);
  }

  private void collect(Path folder, String prefix, List<String> paths) throws IOException {
    FileStatus[] children;
    try {
      children = fileSystem.listStatus(folder);
    } catch (FileNotFoundException e) {
      return;
    }
    for (FileStatus child : children) {
      String name = child.getPath().getName();
      if (child.isDirectory()) {
        collect(child.getPath(), prefix + name + "/", paths);
      } else if (!name.startsWith(".")) {
        paths.add(prefix + name);
      }
    }
  }

  @Override
  public InputStream open(String path) throws IOException {
    return fileSystem.open(resolve(path));
  }

  @Override
  public OutputStream create(String path) throws IOException {
    return fileSystem.create(resolve(path), false);
  }

  @Override
  public String location(String path) {
    return path.isEmpty() ? directory.toString() : directory + "/" + path;
  }

  private Path resolve(String path) {
    boolean leaves = List.of(path.split("/", -1)).contains("..");
    if (!PLAIN.matcher(path).matches() || leaves) {
      throw new IllegalArgumentException("path is \"" + path + "\"; must lie inside " + directory);
    }
    return new Path(directory, path);
  }
}
