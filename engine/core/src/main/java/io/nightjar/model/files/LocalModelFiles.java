package io.nightjar.model.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A model directory of a local file system; links inside it are never followed. */
final class LocalModelFiles implements ModelFiles {
  private final Path directory;

  LocalModelFiles(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
  }

  @Override
  public List<String> list() throws IOException {
    List<String> paths = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      Files.walkFileTree(directory, new Collector(paths));
    }
    Collections.sort(paths);
    return List.copyOf(paths);
  }

  @Override
  public InputStream open(String path) throws IOException {
    Path file = resolve(path);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileNotFoundException(file + " is not a file");
    }
    return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public OutputStream create(String path) throws IOException {
    Path file = resolve(path);
    Files.createDirectories(file.getParent());
    return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public String location(String path) {
    return directory.resolve(path).toString();
  }

  private Path resolve(String path) {
    Path file = directory.resolve(SafePath.require(path)).normalize();
    if (!file.startsWith(directory)) {
      throw new IllegalArgumentException("path is \"" + path + "\"; must lie inside " + directory);
    }
    return file;
  }

  /** Collects relative paths; directories that are links are not entered. */
  private final class Collector extends SimpleFileVisitor<Path> {
    private final List<String> paths;

    Collector(List<String> paths) {
      this.paths = paths;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (!file.getFileName().toString().startsWith(".")) {
        paths.add(directory.relativize(file).toString().replace('\\', '/'));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
