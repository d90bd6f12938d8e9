package io.nightjar.spark.score.publish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;

/**
 * What goes wrong on a {@link FaultyFileSystem}, and at which call: the process is killed, the task
 * that calls is lost, or the disk is full.
 */
public final class Faults {
  /** The exit code of a halted process, as of kill -9. */
  static final int HALTED = 137;

  private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);

  /** Thrown where a real process would be gone; no handler of the code under test catches it. */
  public static final class SimulatedKill extends Error {
    private static final long serialVersionUID = 1L;

    SimulatedKill(String step) {
      super(step, null, false, false);
    }
  }

  /** Whether the last step before the end was done, or only begun. */
  public enum Cut {
    AFTER_THE_STEP,
    IN_THE_STEP
  }

  /** Whose end it is. */
  public enum Victim {
    PROCESS,
    TASK
  }

  /**
   * A call of the file system.
   *
   * @param number among all calls, from 1
   * @param change its number among those that change something; 0 for others
   * @param what in words, with the paths
   * @param inTask whether a task of Spark's made it
   */
  public record Call(int number, int change, String what, boolean inTask) {}

  /** Chooses a call. */
  @FunctionalInterface
  public interface Choice {
    /** Whether it ends with this one; asked in the order of calls. */
    boolean isIt(Call call);
  }

  private final List<Call> calls = new ArrayList<>();
  private final Set<Long> lostTasks = new HashSet<>();
  private int changes;
  private Choice choice = call -> false;
  private Victim victim = Victim.PROCESS;
  private Cut cut = Cut.AFTER_THE_STEP;
  private boolean dead;
  private boolean done;
  private String haltAfter;
  private int writes;
  private int fullFrom = Integer.MAX_VALUE;

  /** One call, which may end badly before it is done, in the middle or after it. */
  @FunctionalInterface
  interface Step<T> {
    T run(boolean partly) throws IOException;
  }

  /** Makes a call that changes something. */
  <T> T changing(String what, Step<T> step) throws IOException {
    return run(begin(what, true), what, step);
  }

  /** A look at the disk; those that other calls make on their way are a part of these. */
  <T> T reading(String what, Step<T> step) throws IOException {
    return isWithin() ? step.run(false) : run(begin(what, false), what, step);
  }

  private <T> T run(Cut how, String what, Step<T> step) throws IOException {
    enter();
    try {
      T made = step.run(how == Cut.IN_THE_STEP);
      end(how, what);
      return made;
    } catch (IOException e) {
      end(how, what); // a call that is refused can be the last one too
      throw e;
    } finally {
      leave();
    }
  }

  /** As good as new. */
  public synchronized void revive() {
    calls.clear();
    lostTasks.clear();
    changes = 0;
    writes = 0;
    choice = call -> false;
    fullFrom = Integer.MAX_VALUE;
    dead = false;
    done = false;
    haltAfter = null;
  }

  /** Ends the process or task at the first call that is chosen. */
  public synchronized void end(Victim whose, Cut how, Choice at) {
    revive();
    victim = whose;
    cut = how;
    choice = at;
  }

  /** Kills the process at a step that changes something, counted from 1. */
  synchronized void killAtChange(int change, Cut how) {
    end(Victim.PROCESS, how, call -> call.change() == change);
  }

  /** Kills the process at any call, counted from 1. */
  synchronized void killAtCall(int number, Cut how) {
    end(Victim.PROCESS, how, call -> call.number() == number);
  }

  /** No space left from that write on, counted from 1. */
  public synchronized void fullFrom(int write) {
    revive();
    fullFrom = write;
  }

  /** Ends this very process, with no chance to clean up, after a step that holds these words. */
  synchronized void haltAfter(String words) {
    revive();
    haltAfter = words;
  }

  /** The calls since all was as good as new. */
  public synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  /** Whether the call that was chosen has come. */
  public synchronized boolean cameToIt() {
    return done;
  }

  /** Before a call: how it ends, null where it goes well. */
  synchronized Cut begin(String what, boolean changes) throws IOException {
    alive();
    int change = changes ? ++this.changes : 0;
    Call call = new Call(calls.size() + 1, change, what, TaskContext.get() != null);
    calls.add(call);
    boolean ends = !done && choice.isIt(call);
    done = done || ends;
    return ends ? cut : null;
  }

  /** After a call. */
  void end(Cut how, String what) throws IOException {
    if (haltAfter != null && what.contains(haltAfter)) {
      Runtime.getRuntime().halt(HALTED);
    }
    if (how != null && victim == Victim.PROCESS) {
      die(what);
    } else if (how != null) {
      lose(TaskContext.get());
    }
  }

  private synchronized void die(String what) {
    dead = true;
    throw new SimulatedKill(what);
  }

  /** As Spark loses one with its executor: it is tried again, and that counts as no failure. */
  private void lose(TaskContext task) throws IOException {
    synchronized (this) {
      lostTasks.add(task.taskAttemptId());
    }
    SparkContext.getOrCreate().killTaskAttempt(task.taskAttemptId(), false, "its executor is lost");
    while (!task.isInterrupted()) {
      Thread.onSpinWait();
    }
    throw new IOException("the task is lost");
  }

  private void alive() throws IOException {
    if (dead) {
      throw new SimulatedKill("the process is gone");
    }
    TaskContext task = TaskContext.get();
    if (task != null && lostTasks.contains(task.taskAttemptId())) {
      throw new IOException("the task is lost");
    }
    if (task != null && task.isInterrupted()) {
      throw new IOException("the task goes on after its job has failed");
    }
  }

  synchronized void write() throws IOException {
    alive();
    writes++;
    if (writes >= fullFrom) {
      throw new IOException("No space left on device");
    }
  }

  private static boolean isWithin() {
    return DEPTH.get() > 0;
  }

  private static void enter() {
    DEPTH.set(DEPTH.get() + 1);
  }

  private static void leave() {
    DEPTH.set(DEPTH.get() - 1);
  }
}
