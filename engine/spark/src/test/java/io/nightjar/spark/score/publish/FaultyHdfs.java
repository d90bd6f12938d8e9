package io.nightjar.spark.score.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.EnumSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.ChecksumOpt;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.util.Progressable;

/** HDFS, each call of which may be the last one of a process; see {@link Faults}. */
public final class FaultyHdfs extends DistributedFileSystem {
  private static final Faults FAULTS = FaultyFileSystem.FAULTS;

  /**
   * Another name of a directory, under which every user of this JVM comes to it this way.
   *
   * @param uri a directory on {@code localhost}
   */
  public static String way(String uri) {
    URI named = URI.create(uri.replace("//localhost:", "//127.0.0.1:"));
    Configuration conf = new Configuration();
    conf.set("fs.hdfs.impl", FaultyHdfs.class.getName());
    try {
      FileSystem.get(named, conf); // and all who get it later, as Hadoop keeps it
      return named.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      EnumSet<CreateFlag> flags,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress,
      ChecksumOpt checksums)
      throws IOException {
    return FAULTS.changing(
        "create " + path.toUri().getPath(),
        partly ->
            super.create(
                path, permission, flags, bufferSize, replication, blockSize, progress, checksums));
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    return FAULTS.changing(
        "rename " + from.toUri().getPath() + " to " + to.toUri().getPath(),
        partly -> partly || super.rename(from, to));
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    return FAULTS.changing(
        "delete " + path.toUri().getPath(), partly -> partly || super.delete(path, recursive));
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    return FAULTS.changing(
        "mkdirs " + path.toUri().getPath(), partly -> partly || super.mkdirs(path, permission));
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    return FAULTS.reading("open " + path.toUri().getPath(), partly -> super.open(path, bufferSize));
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    return FAULTS.reading("list " + path.toUri().getPath(), partly -> super.listStatus(path));
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return FAULTS.reading("look at " + path.toUri().getPath(), partly -> super.getFileStatus(path));
  }
}
