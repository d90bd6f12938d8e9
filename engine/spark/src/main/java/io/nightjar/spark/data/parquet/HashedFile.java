package io.nightjar.spark.data.parquet;

import io.nightjar.model.files.FileHash;
import io.nightjar.model.files.Sha256;
import io.nightjar.spark.storage.PlainFileSystem;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * A file that is hashed while it is written, so that nobody has to read it again for its hash. On a
 * local disk it has no checksum file of Hadoop's beside it.
 */
final class HashedFile implements OutputFile {
  private static final int BUFFER = 1 << 18;

  /** Of Hadoop, for pieces smaller than ours. */
  private static final int SMALL = 1 << 12;

  private final Path path;
  private final FileSystem files;
  private final OutputFile hadoop;
  private Stream stream;

  HashedFile(Path path, Configuration conf) throws IOException {
    this.path = path;
    this.files = PlainFileSystem.of(path.getFileSystem(conf));
    this.hadoop = HadoopOutputFile.fromPath(path, conf);
  }

  /** What was written; the file must be closed. */
  FileHash hash() {
    if (stream == null || stream.hash == null) {
      throw new IllegalStateException(path + " is not written to its end");
    }
    return stream.hash;
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) throws IOException {
    return open(blockSizeHint, false);
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
    return open(blockSizeHint, true);
  }

  private PositionOutputStream open(long blockSizeHint, boolean overwrite) throws IOException {
    stream =
        new Stream(
            files.create(
                path,
                overwrite,
                SMALL,
                files.getDefaultReplication(path),
                Math.max(files.getDefaultBlockSize(path), blockSizeHint)));
    return stream;
  }

  @Override
  public boolean supportsBlockSize() {
    return hadoop.supportsBlockSize();
  }

  @Override
  public long defaultBlockSize() {
    return hadoop.defaultBlockSize();
  }

  @Override
  public String getPath() {
    return hadoop.getPath();
  }

  /** Collects small writes, so that digest and disk get large pieces. */
  private static final class Stream extends PositionOutputStream {
    private final OutputStream out;
    private final MessageDigest digest = Sha256.digest();
    private final byte[] buffer = new byte[BUFFER];
    private int buffered;
    private long given;
    private FileHash hash;

    Stream(OutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() {
      return given + buffered;
    }

    @Override
    public void write(int value) throws IOException {
      if (buffered == buffer.length) {
        give();
      }
      buffer[buffered++] = (byte) value;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (length > buffer.length - buffered) {
        give();
      }
      if (length >= buffer.length) {
        give(bytes, from, length);
      } else {
        System.arraycopy(bytes, from, buffer, buffered, length);
        buffered += length;
      }
    }

    private void give() throws IOException {
      give(buffer, 0, buffered);
      buffered = 0;
    }

    private void give(byte[] bytes, int from, int length) throws IOException {
      digest.update(bytes, from, length);
      out.write(bytes, from, length);
      given += length;
    }

    @Override
    public void flush() throws IOException {
      give();
      out.flush();
    }

    @Override
    public void close() throws IOException {
      if (hash != null) {
        return;
      }
      try (out) {
        give();
      }
      hash = new FileHash(given, Sha256.hex(digest));
    }
  }
}
