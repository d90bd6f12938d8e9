package io.nightjar.jobs;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.jobs.benchmark.ScaleBench;
import io.nightjar.jobs.benchmark.ScaleReport;
import io.nightjar.jobs.benchmark.ScoreBench;
import io.nightjar.jobs.benchmark.ScoreReport;
import io.nightjar.jobs.benchmark.TrainBench;
import io.nightjar.jobs.benchmark.TrainBench.Settings.Measured;
import io.nightjar.jobs.benchmark.TrainReport;
import io.nightjar.jobs.benchmark.peers.Peers;
import io.nightjar.jobs.shell.Answer;
import io.nightjar.jobs.shell.OutputOptions;
import io.nightjar.kernels.bench.BenchmarkReport;
import io.nightjar.kernels.bench.KernelBench;
import io.nightjar.kernels.bench.KernelBenchmarks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code bench}: how fast this machine is, and how much of that is used. */
@Command(
    name = "bench",
    description =
        "How fast this machine is, beside peers: kernels, train, score; and how fits grow: scale.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class BenchVerb {

  @Command(
      description = {
        "Times every kernel on every backend beside its peer, after checking its results.",
        "A contender whose results are wrong is not timed, and the exit code is 1."
      },
      mixinStandardHelpOptions = true)
  int kernels(
      @Option(
              names = "--only",
              paramLabel = "OPERATION",
              description = "Only this operation, such as glm-gradient.")
          String only,
      @Option(
              names = "--rounds",
              paramLabel = "N",
              defaultValue = KernelBench.ROUNDS,
              description = "How often each contender has its turn (default ${DEFAULT-VALUE}).")
          int rounds,
      @Mixin OutputOptions output) {
    return Answer.say(
        "bench kernels",
        output,
        () -> {
          BenchmarkReport report = benchmarks(only, rounds).run(output.progress());
          return answer(report.lines(), report.fields(), report.wrong());
        });
  }

  @Command(
      description = {
        "Fits models on a made table, in turns with Spark ML in the same JVM, and with XGBoost and"
            + " LightGBM where a Python has them; says what each took and how good its model is."
      },
      mixinStandardHelpOptions = true)
  int train(
      @Option(
              names = "--only",
              paramLabel = "CASE",
              description = "Only this case, such as gbt-20.")
          String only,
      @Option(
              names = "--memory",
              description =
                  "Each fits once more, untimed, while its memory is counted: objects that a full"
                      + " collection leaves in this JVM, resident pages of other processes.")
          boolean memory,
      @Option(
              names = "--config",
              paramLabel = "JOB.conf",
              description =
                  "In place of the made tables, the table and the boosted trees of a job's config.")
          Path config,
      @Option(
              names = "--set",
              paramLabel = "KEY=VALUE",
              description = "Overrides a key of that config; may be repeated.")
          List<String> overrides,
      @Mixin BenchOptions options,
      @Mixin OutputOptions output) {
    return Answer.say(
        "bench train",
        output,
        () -> {
          TrainBench bench =
              new TrainBench(
                  options.settings(only, memory ? Measured.TIME_AND_MEMORY : Measured.TIME),
                  output.progress());
          TrainReport report =
              config == null ? bench.run() : bench.run(BenchOptions.table(config, overrides, only));
          return Answer.of(report.lines(), report.fields());
        });
  }

  @Command(
      description = {
        "Scores a made table from files to published scores, in turns with Spark ML, with jobs of"
            + " Spark's that only read and write as much, and, where a Python has them, with XGBoost,"
            + " LightGBM and ONNX Runtime."
      },
      mixinStandardHelpOptions = true)
  int score(
      @Option(
              names = "--only",
              paramLabel = "CASE",
              description = "Only this case, such as linear.")
          String only,
      @Mixin BenchOptions options,
      @Mixin OutputOptions output) {
    return Answer.say(
        "bench score",
        output,
        () -> {
          ScoreReport report =
              new ScoreBench(options.settings(only, Measured.TIME), output.progress()).run();
          return Answer.of(report.lines(), report.fields());
        });
  }

  @Command(
      description = {
        "Fits models on a made table, on one of ten times the rows and on one of ten times the"
            + " columns; says how much longer that takes past what a fit costs on few rows."
      },
      mixinStandardHelpOptions = true)
  int scale(
      @Option(
              names = "--only",
              paramLabel = "CASE",
              description = "Only this case, such as gbt-20.")
          String only,
      @Mixin TableOptions options,
      @Mixin OutputOptions output) {
    return Answer.say(
        "bench scale",
        output,
        () -> {
          ScaleReport report =
              new ScaleBench(options.settings(only, Peers.NONE, Measured.TIME), output.progress())
                  .run();
          return Answer.of(report.lines(), report.fields());
        });
  }

  private static KernelBenchmarks benchmarks(String only, int rounds) {
    try {
      return KernelBenchmarks.full(only, rounds);
    } catch (IllegalArgumentException wrong) {
      throw NightjarException.of(FailureKind.CONFIG, "", wrong.getMessage(), wrong);
    }
  }

  private static Answer answer(List<String> lines, Map<String, ?> fields, List<String> wrong) {
    List<Problem> problems = wrong.stream().map(what -> new Problem("", "WRONG " + what)).toList();
    int exitCode = problems.isEmpty() ? 0 : FailureKind.INTERNAL.exitCode();
    return new Answer(lines, fields, problems, exitCode);
  }
}
