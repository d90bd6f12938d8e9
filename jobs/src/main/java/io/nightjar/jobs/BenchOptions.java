package io.nightjar.jobs;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.jobs.benchmark.TrainBench;
import io.nightjar.jobs.benchmark.TrainBench.Settings.Measured;
import io.nightjar.jobs.benchmark.peers.Peers;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code bench train} and {@code bench score} measure, beside whom. */
final class BenchOptions {
  @Mixin private TableOptions table;

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
    return table.settings(only, new Peers(python, classPaths), measured);
  }
}
