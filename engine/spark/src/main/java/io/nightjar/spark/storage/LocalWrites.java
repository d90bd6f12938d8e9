package io.nightjar.spark.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code file:} by hard links, which the kernel creates atomically and refuses where the name is
 * taken. Hadoop's own local create looks first and creates then, so two writers could both win.
 */
final class LocalWrites implements AtomicWrites {
  private static final Logger LOG = LoggerFactory.getLogger(LocalWrites.class);
  private static final boolean DIRECTORIES_SYNC = java.io.File.separatorChar == '/';

  private final FileSystem fileSystem;

  LocalWrites(FileSystem fileSystem) {
    this.fileSystem = fileSystem;
  }

  @Override
  public FileSystem fileSystem() {
    return fileSystem;
  }

  @Override
  public void createIfAbsent(Path target, byte[] content) throws IOException {
    java.nio.file.Path file = local(target);
    if (Files.exists(file)) {
      // Only to spare the writing; the link decides.
      throw alreadyExists(target, null);
    }
    java.nio.file.Path temporary = writeTemporary(file, content);
    try {
      link(file, temporary);
    } finally {
      discard(temporary);
    }
    sync(file.getParent(), target);
  }

  @Override
  public void replace(Path target, byte[] content) throws IOException {
    java.nio.file.Path file = local(target);
    java.nio.file.Path temporary = writeTemporary(file, content);
    try {
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      discard(temporary);
    }
  }

  @Override
  public void moveDirectory(Path source, Path target) throws IOException {
    java.nio.file.Path to = local(target);
    Files.createDirectories(to.getParent());
    try {
      Files.move(local(source), to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (IOException e) {
      if (Files.exists(to)) {
        throw alreadyExists(target, e);
      }
      throw e;
    }
    sync(to.getParent(), target);
  }

  /** The local form of a {@code file:} path. */
  static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  private static void link(java.nio.file.Path file, java.nio.file.Path temporary)
      throws IOException {
    try {
      Files.createLink(file, temporary);
    } catch (FileAlreadyExistsException e) {
      // A network file system may repeat a request whose answer was lost, and refuse its own link.
      if (!Files.isSameFile(file, temporary)) {
        throw alreadyExists(new Path(file.toUri()), e);
      }
    } catch (UnsupportedOperationException e) {
      throw new IOException("the file system of " + file + " has no hard links", e);
    }
  }

  private static java.nio.file.Path writeTemporary(java.nio.file.Path file, byte[] content)
      throws IOException {
    Files.createDirectories(file.getParent());
    java.nio.file.Path temporary = file.resolveSibling(".tmp-" + UUID.randomUUID());
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      discard(temporary);
      throw e;
    }
    return temporary;
  }

  private static void discard(java.nio.file.Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      LOG.warn("the temporary file {} stays; it is invisible and can be deleted", temporary, e);
    }
  }

  private static void sync(java.nio.file.Path directory, Path target)
      throws UnknownOutcomeException {
    if (!DIRECTORIES_SYNC) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw new UnknownOutcomeException(target.toString(), e);
    }
  }

  private static org.apache.hadoop.fs.FileAlreadyExistsException alreadyExists(
      Path target, IOException cause) {
    org.apache.hadoop.fs.FileAlreadyExistsException conflict =
        new org.apache.hadoop.fs.FileAlreadyExistsException(target + " is already there");
    conflict.initCause(cause);
    return conflict;
  }
}
