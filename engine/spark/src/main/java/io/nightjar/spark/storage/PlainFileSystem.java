package io.nightjar.spark.storage;

import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;

/**
 * File systems without Hadoop's checksum files: on a local disk it lays one beside each file, and
 * starts a process for each of both to set its permissions where its native library is missing.
 */
public final class PlainFileSystem {
  private PlainFileSystem() {}

  /** The same file system, of which a local one writes no checksum files and checks none. */
  public static FileSystem of(FileSystem fileSystem) {
    return fileSystem instanceof LocalFileSystem local ? local.getRaw() : fileSystem;
  }
}
