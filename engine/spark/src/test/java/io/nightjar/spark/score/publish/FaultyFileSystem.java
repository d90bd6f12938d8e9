package io.nightjar.spark.score.publish;

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
 * The local disk under the scheme {@code faulty}, on which a test kills the process after any
 * changing step, or fills the disk. After a kill every call fails until {@link Faults#revive}.
 */
public final class FaultyFileSystem extends RawLocalFileSystem {

  /** Thrown where a real process would be gone; no handler of the code under test catches it. */
  static final class SimulatedKill extends Error {
    private static final long serialVersionUID = 1L;

    SimulatedKill(String step) {
      super(step);
    }
  }

  /** Whether the last step before the kill was done, or only begun. */
  enum Cut {
    AFTER_THE_STEP,
    IN_THE_STEP
  }

  /** What goes wrong, and when; one for the JVM, because Hadoop makes the filesystems. */
  public static final class Faults {
    /** The exit code of a halted process, as of kill -9. */
    static final int HALTED = 137;

    private int steps;
    private int killAt = Integer.MAX_VALUE;
    private Cut cut = Cut.AFTER_THE_STEP;
    private boolean dead;
    private String haltAfter;
    private int writes;
    private int fullFrom = Integer.MAX_VALUE;

    /** As good as new. */
    public synchronized void revive() {
      steps = 0;
      writes = 0;
      killAt = Integer.MAX_VALUE;
      fullFrom = Integer.MAX_VALUE;
      dead = false;
      haltAfter = null;
    }

    synchronized void killAt(int step, Cut how) {
      revive();
      killAt = step;
      cut = how;
    }

    /** No space left from that write on, counted from 1. */
    public synchronized void fullFrom(int write) {
      revive();
      fullFrom = write;
    }

    /** Before a step: its number. */
    private synchronized int begin() {
      alive();
      return ++steps;
    }

    /** Whether only a part of the step is to be done. */
    private synchronized boolean isPartial(int step) {
      return step == killAt && cut == Cut.IN_THE_STEP;
    }

    /** Ends this very process, with no chance to clean up, after a step that holds these words. */
    synchronized void haltAfter(String words) {
      revive();
      haltAfter = words;
    }

    private synchronized void end(int step, String what) {
      if (haltAfter != null && what.contains(haltAfter)) {
        Runtime.getRuntime().halt(HALTED);
      }
      if (step == killAt) {
        dead = true;
        throw new SimulatedKill(what);
      }
    }

    private synchronized void alive() {
      if (dead) {
        throw new SimulatedKill("the process is gone");
      }
    }

    private synchronized void write() throws IOException {
      alive();
      writes++;
      if (writes >= fullFrom) {
        throw new IOException("No space left on device");
      }
    }
  }

  /** The faults of every filesystem of this scheme. */
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
    int step = FAULTS.begin();
    OutputStream out = super.createOutputStreamWithMode(path, append, permission);
    FAULTS.end(step, "create " + path);
    return new FaultyOutput(out, path);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    int step = FAULTS.begin();
    boolean partly = FAULTS.isPartial(step);
    boolean done = partly || super.rename(from, to);
    FAULTS.end(step, "rename " + from + " to " + to);
    return done;
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    int step = FAULTS.begin();
    boolean partly = FAULTS.isPartial(step);
    boolean done = partly ? deleteFirstChild(path) : super.delete(path, recursive);
    FAULTS.end(step, "delete " + path);
    return done;
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
    int step = FAULTS.begin();
    boolean done = super.mkdirs(path);
    FAULTS.end(step, "mkdirs " + path);
    return done;
  }

  /** Hadoop's own starts a process for each one where its native library is missing. */
  @Override
  public void setPermission(Path path, FsPermission permission) {}

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    FAULTS.alive();
    return super.open(path, bufferSize);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    FAULTS.alive();
    return super.listStatus(path);
  }

  private static final class FaultyOutput extends FilterOutputStream {
    private final Path path;

    FaultyOutput(OutputStream out, Path path) {
      super(out);
      this.path = path;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      FAULTS.write();
      int step = FAULTS.begin();
      boolean partly = FAULTS.isPartial(step);
      out.write(bytes, from, partly ? length / 2 : length);
      FAULTS.end(step, "write " + path);
    }
  }
}
