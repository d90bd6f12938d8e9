package io.nightjar.spark.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The named, timed steps of a run. Each step says one line when it is done (to the progress sink,
 * which is standard error of the command line), so that a log shows where a night's time went.
 */
public final class Stages {
  private final Map<String, Long> millis = new LinkedHashMap<>();
  private final Consumer<String> progress;

  /** Steps that tell {@code progress} one line each. */
  public Stages(Consumer<String> progress) {
    this.progress = progress;
  }

  /** Runs a step that gives something, and times it; a step that fails is timed too. */
  public <T> T time(String name, Supplier<T> step) {
    long start = System.nanoTime();
    try {
      T value = step.get();
      say(name, start, "");
      return value;
    } catch (RuntimeException e) {
      say(name, start, " (failed)");
      throw e;
    }
  }

  /** Runs a step that gives nothing, and times it. */
  public void run(String name, Runnable step) {
    Object unused =
        time(
            name,
            () -> {
              step.run();
              return null;
            });
    if (unused != null) {
      throw new IllegalStateException("a step without a value gave " + unused);
    }
  }

  /** Tells the progress sink a line that is no step. */
  public void note(String line) {
    progress.accept(line);
  }

  private void say(String name, long start, String outcome) {
    long took = (System.nanoTime() - start) / 1_000_000;
    millis.merge(name, took, Long::sum);
    progress.accept(String.format(Locale.ROOT, "%-28s %7.1f s%s", name, took / 1000.0, outcome));
  }

  /** Milliseconds by step, in the order in which the steps first ended. */
  public Map<String, Long> millis() {
    return Collections.unmodifiableMap(millis);
  }
}
