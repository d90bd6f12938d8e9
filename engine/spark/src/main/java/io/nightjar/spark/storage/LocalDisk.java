package io.nightjar.spark.storage;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The local disk, permissions set by the JVM itself: Hadoop starts a process for each file and
 * folder that it makes, {@code chmod}, where its native library is missing.
 */
final class LocalDisk extends RawLocalFileSystem {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  @Override
  public void setPermission(Path path, FsPermission permission) throws IOException {
    if (!POSIX || permission.getStickyBit()) { // the JVM has no name for that bit
      super.setPermission(path, permission);
      return;
    }
    String text =
        permission.getUserAction().SYMBOL
            + permission.getGroupAction().SYMBOL
            + permission.getOtherAction().SYMBOL;
    Files.setPosixFilePermissions(pathToFile(path).toPath(), PosixFilePermissions.fromString(text));
  }
}
