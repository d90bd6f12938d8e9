package io.nightjar.spark.registry;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.journal.ModelFiles;
import io.nightjar.model.files.Sha256;
import io.nightjar.spark.storage.IoReason;
import io.nightjar.spark.storage.PlainFileSystem;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * One directory of model files: its hashes, and what differs from the hashes that it should have.
 */
final class ModelDirectory {
  private final FileSystem fileSystem;
  private final Path path;

  ModelDirectory(FileSystem fileSystem, Path path) {
    this.fileSystem = PlainFileSystem.of(fileSystem);
    this.path = this.fileSystem.makeQualified(path);
  }

  /** The files below, by relative path; empty when there is no such directory. */
  SortedMap<String, Path> list() throws IOException {
    TreeMap<String, Path> files = new TreeMap<>();
    collect(path, "", files);
    return files;
  }

  /** Each file's SHA-256, by relative path. */
  SortedMap<String, String> hashes() throws IOException {
    TreeMap<String, String> hashes = new TreeMap<>();
    for (Map.Entry<String, Path> file : list().entrySet()) {
      hashes.put(file.getKey(), copy(file.getValue(), OutputStream.nullOutputStream()));
    }
    return hashes;
  }

  /** Copies every file below {@code target}, made durable; the hashes of what was copied. */
  SortedMap<String, String> copyTo(FileSystem targetSystem, Path target) throws IOException {
    TreeMap<String, String> hashes = new TreeMap<>();
    for (Map.Entry<String, Path> file : list().entrySet()) {
      try (var out = targetSystem.create(new Path(target, file.getKey()), false)) {
        hashes.put(file.getKey(), copy(file.getValue(), out));
        if (out.hasCapability("hsync")) {
          out.hsync();
        }
      }
    }
    return hashes;
  }

  /** Everything that differs from the expected hashes. */
  List<Problem> differences(Map<String, String> expected) throws IOException {
    List<Problem> problems = new ArrayList<>();
    SortedMap<String, Path> present = list();
    for (Map.Entry<String, String> file : expected.entrySet()) {
      Path at = present.remove(file.getKey());
      if (at == null) {
        problems.add(
            new Problem(
                path + "/" + file.getKey(),
                "is missing; its SHA-256 is " + file.getValue() + ". Restore it from a backup."));
        continue;
      }
      String found = copy(at, OutputStream.nullOutputStream());
      if (!found.equals(file.getValue())) {
        problems.add(
            new Problem(
                at.toString(),
                "has the SHA-256 "
                    + found
                    + ", but it was registered with "
                    + file.getValue()
                    + ". The file was changed: restore it from a backup, or roll back to another"
                    + " version."));
      }
    }
    present
        .values()
        .forEach(
            extra ->
                problems.add(
                    new Problem(
                        extra.toString(),
                        "was not registered with this version. Move it elsewhere.")));
    return problems;
  }

  /** The name of a directory with these files: the first 16 digits of the hash over them. */
  static String contentId(Map<String, String> hashes) {
    return ModelFiles.sha256(hashes).substring(0, 16);
  }

  private void collect(Path directory, String prefix, Map<String, Path> files) throws IOException {
    RemoteIterator<FileStatus> children;
    try {
      children = fileSystem.listStatusIterator(directory);
    } catch (FileNotFoundException e) {
      return;
    }
    while (children.hasNext()) {
      FileStatus child = children.next();
      String name = prefix + child.getPath().getName();
      if (child.isDirectory()) {
        collect(child.getPath(), name + "/", files);
      } else {
        files.put(name, child.getPath());
      }
    }
  }

  private String copy(Path file, OutputStream out) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = new DigestInputStream(fileSystem.open(file), digest)) {
      in.transferTo(out);
    }
    return Sha256.hex(digest);
  }

  static NightjarException failed(Path path, IOException cause) {
    return NightjarException.of(
        FailureKind.STORAGE,
        path.toString(),
        "could not be read or copied: "
            + IoReason.of(cause)
            + ". No version was registered: check the space and the access rights, then run again.",
        cause);
  }
}
