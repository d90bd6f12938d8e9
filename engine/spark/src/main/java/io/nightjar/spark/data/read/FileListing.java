package io.nightjar.spark.data.read;

import io.nightjar.FailureKind;
import io.nightjar.NearestName;
import io.nightjar.NightjarException;
import io.nightjar.spark.data.DataFile;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.lake.LakeFormat;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The data files behind a path or glob, sorted by path so that Spark packs them into the same
 * partitions whatever order the file system lists them in.
 *
 * @param files the data files; names that start with {@code _} or {@code .} are not data
 * @param root the directory whose {@code key=value} folders are columns; empty for files and globs
 */
record FileListing(List<DataFile> files, Optional<String> root) {

  /** Lists a path or glob; a failure of kind DATA when nothing is there. */
  static FileListing of(String location, Configuration hadoop) {
    Path path = new Path(location);
    try {
      FileSystem fileSystem = fileSystem(path, location, hadoop);
      FileStatus[] found = statuses(fileSystem, path);
      if (found.length == 0) {
        throw missing(fileSystem, path, location);
      }
      List<DataFile> files = new ArrayList<>();
      for (FileStatus status : found) {
        collect(fileSystem, status.getPath(), status, files);
      }
      if (files.isEmpty()) {
        throw NightjarException.of(
            FailureKind.DATA, location, "has no data files; write the table first");
      }
      files.sort(Comparator.comparing(DataFile::path));
      boolean oneDirectory = found.length == 1 && found[0].isDirectory();
      return new FileListing(
          List.copyOf(files),
          oneDirectory ? Optional.of(found[0].getPath().toString()) : Optional.empty());
    } catch (IOException e) {
      throw NightjarException.of(
          FailureKind.STORAGE, location, "cannot be listed: " + ReadFailures.reason(e), e);
    }
  }

  /** The format that a folder's own log says: of a Delta table, or of an Iceberg table by path. */
  static Optional<LakeFormat> lakeFormat(String location, Configuration hadoop) {
    Path path = new Path(location);
    try {
      FileSystem fileSystem = fileSystem(path, location, hadoop);
      FileStatus[] found = statuses(fileSystem, path);
      if (found.length != 1 || !found[0].isDirectory()) {
        return Optional.empty();
      }
      for (LakeFormat format : LakeFormat.values()) {
        if (fileSystem.exists(format.markIn(path))) {
          return Optional.of(format);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw NightjarException.of(
          FailureKind.STORAGE, location, "cannot be listed: " + ReadFailures.reason(e), e);
    }
  }

  /** Hadoop throws what it likes for a host that is unknown or a library that is missing. */
  private static FileSystem fileSystem(Path path, String location, Configuration hadoop)
      throws IOException {
    try {
      return path.getFileSystem(hadoop);
    } catch (RuntimeException e) {
      throw NightjarException.of(
          FailureKind.STORAGE,
          location,
          "cannot be reached: "
              + ReadFailures.reason(e)
              + "; check the scheme and the host, and that the file system's library is on Spark's"
              + " class path (spark { jars.packages = … })",
          e);
    }
  }

  private static FileStatus[] statuses(FileSystem fileSystem, Path path) throws IOException {
    try {
      return new FileStatus[] {fileSystem.getFileStatus(path)};
    } catch (FileNotFoundException e) {
      FileStatus[] matched = fileSystem.globStatus(path);
      return matched == null ? new FileStatus[0] : matched;
    }
  }

  private static void collect(
      FileSystem fileSystem, Path root, FileStatus status, List<DataFile> files)
      throws IOException {
    if (!status.isDirectory()) {
      files.add(
          new DataFile(status.getPath().toString(), status.getLen(), status.getModificationTime()));
      return;
    }
    for (FileStatus child : fileSystem.listStatus(status.getPath())) {
      String name = child.getPath().getName();
      if (name.equals("_delta_log")) {
        throw NightjarException.of(
            FailureKind.CONFIG,
            ReadFailures.plainPath(status.getPath().toString()),
            "is a Delta table, and "
                + (status.getPath().equals(root)
                    ? "data.format says otherwise; must be delta or guess"
                    : "a source is either one Delta table or files; name one of them alone"));
      }
      if (!name.startsWith("_") && !name.startsWith(".")) {
        collect(fileSystem, root, child, files);
      }
    }
  }

  private static NightjarException missing(FileSystem fileSystem, Path path, String location)
      throws IOException {
    Path wanted = path;
    Path parent = path.getParent();
    while (parent != null && !fileSystem.exists(parent)) {
      wanted = parent;
      parent = parent.getParent();
    }
    String advice = "check the path";
    if (parent != null) {
      List<String> names =
          Arrays.stream(fileSystem.listStatus(parent)).map(s -> s.getPath().getName()).toList();
      String folder = ReadFailures.plainPath(parent.toString());
      advice =
          NearestName.of(wanted.getName(), names)
              .map(name -> "did you mean \"" + name + "\" in " + folder + "?")
              .orElse(folder + " has no such name: check the path");
    }
    return NightjarException.of(FailureKind.DATA, location, "no such file; " + advice);
  }

  /** The format that the first file's own first bytes say: parquet, orc, or empty. */
  Optional<String> magic(Configuration hadoop) {
    Path path = new Path(files.get(0).path());
    byte[] head = new byte[4];
    try (FSDataInputStream in = path.getFileSystem(hadoop).open(path)) {
      int read = in.readNBytes(head, 0, head.length);
      String text = new String(head, 0, read, StandardCharsets.US_ASCII);
      if (text.equals("PAR1") || text.equals("PARE")) { // PARE: encrypted
        return Optional.of("parquet");
      }
      return text.startsWith("ORC") ? Optional.of("orc") : Optional.empty();
    } catch (IOException e) {
      throw ReadFailures.damaged(files.get(0).path(), "a table", e);
    }
  }

  /** Whether a folder below the root may stand for a column's value, as {@code night=1} does. */
  boolean mayBePartitioned() {
    int outside = root.map(String::length).orElse(0);
    return files.stream().anyMatch(file -> file.path().indexOf('=', outside) >= 0);
  }

  /** All but one file, given by its path without a scheme. */
  FileListing without(String path) {
    return new FileListing(
        files.stream().filter(file -> !ReadFailures.plainPath(file.path()).equals(path)).toList(),
        root);
  }

  /** The paths for Spark's reader. */
  String[] paths() {
    return files.stream().map(DataFile::path).toArray(String[]::new);
  }
}
