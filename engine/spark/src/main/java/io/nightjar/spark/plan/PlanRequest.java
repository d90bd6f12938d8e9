package io.nightjar.spark.plan;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.network.util.JavaUtils;

/**
 * For which rows and which cluster a job is planned.
 *
 * @param rows of the table; empty: as many as it has
 * @param cluster executors; empty: what the session has
 */
public record PlanRequest(OptionalLong rows, Optional<Executors> cluster) {
  private static final long LEAST_HEAP = 512L << 20;
  private static final int MOST_EXECUTORS = 100_000;
  private static final int MOST_CORES = 1024;

  /**
   * Executors that are thought of.
   *
   * @param count how many
   * @param cores of each
   * @param heapBytes of each
   */
  public record Executors(int count, int cores, long heapBytes) {}

  /**
   * The request of a command line; null for what was not given.
   *
   * @param memory as Spark takes it: 8g, 512m
   * @throws NightjarException CONFIG with everything that is wrong
   */
  public static PlanRequest of(Long rows, Integer executors, Integer cores, String memory) {
    List<Problem> problems = new ArrayList<>();
    if (rows != null && rows < 2) {
      problems.add(new Problem("--rows", "is " + rows + "; must be 2 or more."));
    }
    require(problems, "--executors", executors, MOST_EXECUTORS);
    require(problems, "--cores", cores, MOST_CORES);
    boolean some = executors != null || cores != null || memory != null;
    if (some && (executors == null || cores == null || memory == null)) {
      problems.add(
          new Problem(
              "--executors",
              "%s, --cores %s and --executor-memory %s; give all three, or none for the session's own"
                  .formatted(word(executors), word(cores), word(memory))));
    }
    long heap = memory == null ? LEAST_HEAP : heap(problems, memory);
    if (!problems.isEmpty()) {
      throw new NightjarException(FailureKind.CONFIG, problems, null);
    }
    return new PlanRequest(
        rows == null ? OptionalLong.empty() : OptionalLong.of(rows),
        some ? Optional.of(new Executors(executors, cores, heap)) : Optional.empty());
  }

  private static String word(Object given) {
    return given == null ? "is missing" : "is " + given;
  }

  private static void require(List<Problem> problems, String option, Integer value, int most) {
    if (value != null && (value < 1 || value > most)) {
      problems.add(new Problem(option, "is " + value + "; must be 1.." + most + "."));
    }
  }

  private static long heap(List<Problem> problems, String memory) {
    String allowed = "\"; must be 512m or more, written as 8g or 512m.";
    try {
      long bytes = JavaUtils.byteStringAsBytes(memory);
      if (bytes < LEAST_HEAP) {
        problems.add(new Problem("--executor-memory", "is \"" + memory + allowed));
      }
      return bytes;
    } catch (NumberFormatException e) {
      problems.add(new Problem("--executor-memory", "is \"" + memory + allowed));
      return LEAST_HEAP;
    }
  }
}
