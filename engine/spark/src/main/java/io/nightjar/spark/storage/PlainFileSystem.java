package io.nightjar.spark.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * File systems without Hadoop's checksum files: on a local disk it lays one beside each file, and
 * starts a process for each of both, and for each folder, to set its permissions where its native
 * library is missing.
 */
public final class PlainFileSystem {
  private PlainFileSystem() {}

  /** The same file system, of which a local one writes no checksum files and checks none. */
  public static FileSystem of(FileSystem fileSystem) {
    if (!(fileSystem instanceof LocalFileSystem local)) {
      return fileSystem;
    }
    if (local.getRaw().getClass() != RawLocalFileSystem.class) {
      return local.getRaw(); // somebody's own
    }
    LocalDisk disk = new LocalDisk();
    try {
      disk.initialize(local.getUri(), local.getConf());
    } catch (IOException e) {
      throw new UncheckedIOException("the local disk can't be opened", e);
    }
    return disk;
  }
}
