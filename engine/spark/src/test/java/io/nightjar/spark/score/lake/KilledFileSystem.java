package io.nightjar.spark.score.lake;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The local disk under the scheme {@code killed}, on which the process dies at a rename: the step
 * with which Delta's log and Iceberg's Hadoop tables commit. Nothing can be done after it.
 */
public final class KilledFileSystem extends RawLocalFileSystem {
  static final String SCHEME = "killed";

  /** Thrown where a real process would be gone; no handler of the code under test catches it. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed(String step) {
      super(step);
    }
  }

  /** Whether the commit is done when the process dies. */
  enum Moment {
    BEFORE_THE_COMMIT,
    AFTER_THE_COMMIT,
    /** The commit is done and the process lives on, but storage no longer answers. */
    CUT_OFF_AFTER_THE_COMMIT
  }

  private static volatile String words;
  private static volatile Moment moment;
  private static volatile boolean dead;

  /** Dies at the next rename to a path that has these words. */
  static void killAt(String target, Moment when) {
    words = target;
    moment = when;
  }

  static void revive() {
    words = null;
    dead = false;
  }

  private static void alive() throws IOException {
    if (dead && moment == Moment.CUT_OFF_AFTER_THE_COMMIT) {
      throw new IOException("the storage is gone");
    }
    if (dead) {
      throw new Killed("the process is gone");
    }
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    alive();
    boolean last = words != null && to.toString().contains(words);
    if (last && moment == Moment.BEFORE_THE_COMMIT) {
      dead = true;
      throw new Killed("before " + to);
    }
    boolean done = super.rename(from, to);
    if (last) {
      dead = true;
      alive();
    }
    return done;
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    alive();
    return super.delete(path, recursive);
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    alive();
    return super.open(path, bufferSize);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    alive();
    return super.listStatus(path);
  }

  /** Hadoop's own starts a process for each one where its native library is missing. */
  @Override
  public void setPermission(Path path, FsPermission permission) {}
}
