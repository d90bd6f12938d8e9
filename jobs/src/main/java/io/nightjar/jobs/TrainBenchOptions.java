package io.nightjar.jobs;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.jobs.benchmark.TrainBench;
import picocli.CommandLine.Option;

/** How much {@code bench train} measures, and with whom. */
final class TrainBenchOptions {
  private static final long LEAST_ROWS = 1_000;
  private static final long MOST_ROWS = 1_000_000_000;
  private static final int MOST_ROUNDS = 100;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Training rows, 1,000 to 1,000,000,000. Default: ${DEFAULT-VALUE}.")
  private long rows;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Fits of each after a warm-up, 1 to 100; medians are told. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--python",
      paramLabel = "PATH",
      description = "A Python with numpy, pyarrow, scipy, xgboost and lightgbm.")
  private String python;

  @Option(
      names = "--master",
      paramLabel = "URL",
      defaultValue = "local[2]",
      description = "Spark's master. Default: ${DEFAULT-VALUE}.")
  private String master;

  TrainBench.Settings settings(String only) {
    require("--rows", rows, LEAST_ROWS, MOST_ROWS);
    require("--rounds", rounds, 1, MOST_ROUNDS);
    return new TrainBench.Settings(only, rows, rounds, python, master);
  }

  private static void require(String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw NightjarException.of(
          FailureKind.CONFIG, option, "is " + value + "; must be " + least + ".." + most + ".");
    }
  }
}
