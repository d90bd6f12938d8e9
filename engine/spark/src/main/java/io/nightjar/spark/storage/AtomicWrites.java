package io.nightjar.spark.storage;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Writes that a reader sees wholly or not at all, on one file system. They end in one of four ways:
 *
 * <ul>
 *   <li>return: it is written, and durable as far as the file system promises that;
 *   <li>{@link org.apache.hadoop.fs.FileAlreadyExistsException}: the target was there, and is
 *       unchanged;
 *   <li>{@link UnknownOutcomeException}: it may have been written; nothing was deleted;
 *   <li>any other {@link IOException}: it was not written, and nothing is left behind.
 * </ul>
 *
 * <p>Temporary files begin with {@code .tmp-}: readers skip them, whoever left them.
 */
public interface AtomicWrites {

  /** The file system that these writes go to; reads through it see them. */
  FileSystem fileSystem();

  /** Creates a file that must not be there yet: of several writers exactly one returns. */
  void createIfAbsent(Path target, byte[] content) throws IOException;

  /** Creates a file or replaces it: a reader sees the old content or the new. */
  void replace(Path target, byte[] content) throws IOException;

  /**
   * Moves a directory of finished files to a place that must not be there yet. Where the file
   * system can't move a directory in one step the files come one by one: nobody may look for them
   * before an entry names them.
   */
  void moveDirectory(Path source, Path target) throws IOException;
}
