package io.nightjar.jobs;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.jobs.benchmark.TrainBench;
import io.nightjar.jobs.benchmark.TrainBench.Settings.Measured;
import io.nightjar.jobs.benchmark.peers.Peers;
import io.nightjar.jobs.shell.OptionRange;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** How much {@code bench train} and {@code bench score} measure. */
final class BenchOptions {
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

  @Option(
      names = "--python",
      paramLabel = "PATH",
      description =
          "A Python with numpy, pyarrow, scipy, xgboost and lightgbm, and onnxruntime to score.")
  private String python;

  @Option(
      names = "--peer",
      paramLabel = "FILE",
      description = {
        "A class path that jobs/bench/peers.sh made, such as"
            + " jobs/target/peers/xgboost4j-spark.classpath: that library joins the cases of boosted"
            + " trees in a JVM of its own. May be given again."
      })
  private List<Path> classPaths = List.of();

  /**
   * The config of a table that is trained on in place of the made ones.
   *
   * @param overrides of its keys; null for none
   * @param only what was asked for of the made tables; null for nothing
   * @throws NightjarException (config) with every problem of the config
   */
  static JobConfig table(Path config, List<String> overrides, String only) {
    if (only != null) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          "--only",
          "is '" + only + "', a case of made tables; drop it, or drop --config");
    }
    List<String> set = overrides == null ? List.of() : overrides;
    return JobConfig.load(config, set, System.getenv());
  }

  /**
   * The settings.
   *
   * @param only the one case; null for all
   */
  TrainBench.Settings settings(String only, Measured measured) {
    ROWS.require("--rows", rows);
    ROUNDS.require("--rounds", rounds);
    return new TrainBench.Settings(
        only, rows, rounds, new Peers(python, classPaths), master, measured);
  }
}
