package io.nightjar.spark.score.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightjar.spark.score.manifest.FileInspector;
import io.nightjar.spark.score.manifest.ManifestJson;
import io.nightjar.spark.storage.PlainFileSystem;
import io.nightjar.spark.storage.StorageRoot;
import io.nightjar.spark.storage.UnknownOutcomeException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The few filesystem steps that the protocol is made of; each one is atomic or repeatable. */
final class Storage {
  private static final ObjectMapper JSON = ManifestJson.MAPPER;

  private final Configuration conf;

  Storage(Configuration conf) {
    this.conf = conf;
  }

  FileSystem at(Path path) throws IOException {
    return path.getFileSystem(conf);
  }

  boolean exists(Path path) throws IOException {
    return at(path).exists(path);
  }

  /** The children, by name; none where the folder is missing. */
  List<FileStatus> list(Path folder) throws IOException {
    try {
      FileStatus[] children = at(folder).listStatus(folder);
      Arrays.sort(children, (a, b) -> a.getPath().getName().compareTo(b.getPath().getName()));
      return List.of(children);
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /** The folder of a table's newest published date, if it has one. */
  Optional<Path> newestDate(Path root) throws IOException {
    return list(root).stream()
        .map(FileStatus::getPath)
        .filter(path -> path.getName().startsWith(PublishTable.DATE_PREFIX))
        .reduce((earlier, later) -> later);
  }

  /** Renames to a path that must be free: renaming onto a folder would move into it. */
  void rename(Path from, Path to) throws IOException {
    FileSystem fs = at(from);
    if (fs.exists(to)) {
      throw new IOException(to + " is in the way of " + from);
    }
    PlainFileSystem.of(fs).mkdirs(to.getParent());
    if (!fs.rename(from, to)) {
      throw new IOException("renaming " + from + " to " + to + " was refused");
    }
  }

  void delete(Path path) throws IOException {
    FileSystem fs = at(path);
    if (!fs.delete(path, true) && fs.exists(path)) {
      throw new IOException("deleting " + path + " was refused");
    }
  }

  byte[] write(Path path, Object value) throws IOException {
    byte[] bytes = bytes(value);
    try (OutputStream out = PlainFileSystem.of(at(path)).create(path, true)) {
      out.write(bytes);
    }
    return bytes;
  }

  /** An empty file: its name says all, so that there is no half of it. */
  void touch(Path path) throws IOException {
    PlainFileSystem.of(at(path)).create(path, true).close();
  }

  /**
   * Gives the complete file {@code draft} the name {@code target} unless that name is taken; false
   * when it is. Nobody ever sees a part of the content.
   */
  boolean createFrom(Path draft, Path target) throws IOException {
    FileSystem fs = at(target);
    PlainFileSystem.of(fs).mkdirs(target.getParent());
    if (fs.exists(target)) {
      return false;
    }
    return switch (fs.getUri().getScheme()) {
      case "file" -> linkLocal(localFile(draft), localFile(target));
      case "s3a" -> putNew(draft, target);
      default -> fs.rename(draft, target);
    };
  }

  /** A rename on S3 is a copy, by which two processes would both be first; a put can be refused. */
  private boolean putNew(Path draft, Path target) throws IOException {
    byte[] content = read(draft).orElseThrow(() -> new FileNotFoundException(draft.toString()));
    try {
      StorageRoot.open(target.getParent().toString(), conf)
          .writes()
          .createIfAbsent(target, content);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnknownOutcomeException e) {
      // Each process's content is its own: it names the try.
      byte[] there = read(target).orElseThrow(() -> e);
      return Arrays.equals(there, content);
    }
  }

  /** A local rename overwrites; a hard link is refused by the operating system. */
  private static boolean linkLocal(java.nio.file.Path draft, java.nio.file.Path target)
      throws IOException {
    try {
      Files.createLink(target, draft);
      return true;
    } catch (java.nio.file.FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException | FileSystemException e) {
      return copyNew(draft, target);
    }
  }

  private static boolean copyNew(java.nio.file.Path draft, java.nio.file.Path target)
      throws IOException {
    try {
      Files.copy(draft, target);
      return true;
    } catch (java.nio.file.FileAlreadyExistsException e) {
      return false;
    }
  }

  private static java.nio.file.Path localFile(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  Optional<byte[]> read(Path path) throws IOException {
    try (FSDataInputStream in = at(path).open(path)) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** The value, or empty when the file is missing or not (yet) whole. */
  <T> Optional<T> readIfWhole(Path path, Class<T> type) throws IOException {
    Optional<byte[]> bytes = read(path);
    if (bytes.isEmpty() || bytes.get().length == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(bytes.get(), type));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  static <T> T parse(byte[] bytes, Class<T> type) throws IOException {
    return JSON.readValue(bytes, type);
  }

  static JsonNode tree(String json) throws IOException {
    return JSON.readTree(json);
  }

  List<FileStatus> dataFiles(Path folder) throws IOException {
    return FileInspector.dataFiles(folder, conf);
  }

  private static byte[] bytes(Object value) throws JsonProcessingException {
    return (JSON.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
