package io.nightjar.jobs;

import io.nightjar.jobs.benchmark.TrainBench;
import io.nightjar.jobs.benchmark.TrainBench.Settings.Measured;
import io.nightjar.jobs.benchmark.peers.Peers;
import io.nightjar.jobs.shell.OptionRange;
import picocli.CommandLine.Option;

/** How large a benchmark's table is, and how often each has its turn. */
final class TableOptions {
  private static final OptionRange ROWS = new OptionRange(1_000, 1_000_000_000);
  private static final OptionRange ROUNDS = new OptionRange(1, 100);

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Rows of the table, 1,000 to 1,000,000,000. Default: ${DEFAULT-VALUE}.")
  private long rows;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Runs of each after a warm-up, 1 to 100; medians are told. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--master",
      paramLabel = "URL",
      defaultValue = "local[2]",
      description = "Spark's master. Default: ${DEFAULT-VALUE}.")
  private String master;

  /**
   * The settings.
   *
   * @param only the one case; null for all
   */
  TrainBench.Settings settings(String only, Peers peers, Measured measured) {
    ROWS.require("--rows", rows);
    ROUNDS.require("--rounds", rounds);
    return new TrainBench.Settings(only, rows, rounds, peers, master, measured);
  }
}
