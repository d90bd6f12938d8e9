package io.nightjar.spark.storage;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * S3 through s3a: an object is put on condition that there is none (If-None-Match), which S3 checks
 * when the stream is closed. Any failure of that close may hide a success, the client's own
 * repeated request among them, so it is an unknown outcome that reading again settles.
 */
final class ConditionalWrites implements AtomicWrites {
  private final FileSystem fileSystem;

  ConditionalWrites(FileSystem fileSystem) {
    this.fileSystem = fileSystem;
  }

  @Override
  public FileSystem fileSystem() {
    return fileSystem;
  }

  @Override
  public void createIfAbsent(Path target, byte[] content) throws IOException {
    FSDataOutputStream out =
        (FSDataOutputStream)
            fileSystem
                .createFile(target)
                .overwrite(false)
                .must(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true)
                .build();
    put(out, target, content);
  }

  @Override
  public void replace(Path target, byte[] content) throws IOException {
    put(fileSystem.create(target, true), target, content);
  }

  /** Object by object: each is whole when it is there, and equal names hold equal content. */
  @Override
  public void moveDirectory(Path source, Path target) throws IOException {
    RemoteIterator<LocatedFileStatus> files = fileSystem.listFiles(source, true);
    while (files.hasNext()) {
      FileStatus file = files.next();
      String below = source.toUri().relativize(file.getPath().toUri()).getPath();
      FileUtil.copy(
          fileSystem, file, fileSystem, new Path(target, below), false, true, fileSystem.getConf());
    }
    fileSystem.delete(source, true);
  }

  private static void put(FSDataOutputStream out, Path target, byte[] content) throws IOException {
    try {
      out.write(content);
    } catch (IOException e) {
      // Closing would publish what is there of it.
      out.abort();
      throw e;
    }
    try {
      out.close();
    } catch (IOException e) {
      throw new UnknownOutcomeException(target.toString(), e);
    }
  }
}
