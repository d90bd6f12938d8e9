package io.nightjar.spark.score.publish;

import io.nightjar.spark.score.publish.Faults.SimulatedKill;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The local disk under the scheme {@code faulty}, each call of which may be the last one of a
 * process or of a task; see {@link Faults}. After a kill every call fails until {@link
 * Faults#revive}.
 */
public final class FaultyFileSystem extends RawLocalFileSystem {

  /** The faults of every filesystem of this scheme; one for the JVM, as Hadoop makes these. */
  public static final Faults FAULTS = new Faults();

  static Configuration configuration() {
    Configuration conf = new Configuration();
    conf.set("fs.faulty.impl", FaultyFileSystem.class.getName());
    return conf;
  }

  @Override
  public URI getUri() {
    return URI.create("faulty:///");
  }

  @Override
  protected OutputStream createOutputStreamWithMode(
      Path path, boolean append, FsPermission permission) throws IOException {
    return FAULTS.changing(
        "create " + path.toUri().getPath(),
        partly ->
            new FaultyOutput(super.createOutputStreamWithMode(path, append, permission), path));
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
        "delete " + path.toUri().getPath(),
        partly -> partly ? deleteFirstChild(path) : super.delete(path, recursive));
  }

  private boolean deleteFirstChild(Path path) throws IOException {
    FileStatus[] children = super.exists(path) ? super.listStatus(path) : new FileStatus[0];
    return children.length > 0 && super.delete(children[0].getPath(), true);
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    if (super.exists(path)) {
      return true;
    }
    return FAULTS.changing(
        "mkdirs " + path.toUri().getPath(), partly -> partly || super.mkdirs(path));
  }

  /** Hadoop's own starts a process for each one where its native library is missing. */
  @Override
  public void setPermission(Path path, FsPermission permission) {}

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

  private static final class FaultyOutput extends FilterOutputStream {
    private final Path path;
    private boolean closed;

    FaultyOutput(OutputStream out, Path path) {
      super(out);
      this.path = path;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      FAULTS.write();
      FAULTS.changing(
          "write " + path.toUri().getPath(),
          partly -> {
            out.write(bytes, from, partly ? length / 2 : length);
            return null;
          });
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      try {
        FAULTS.changing("close " + path.toUri().getPath(), partly -> null);
      } catch (SimulatedKill e) {
        out.close(); // as the operating system does for a dead process
        throw e;
      }
      out.close();
    }
  }
}
