package io.nightjar.jobs.benchmark;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.jobs.benchmark.Contestant.Fit;
import io.nightjar.spark.run.NightjarVersion;
import io.nightjar.spark.run.SparkSessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.SparkSession;

/**
 * Fits each case by us and by its peers, in turns on the same rows, each once before the clock
 * counts; then judges the last model of each.
 */
public final class TrainBench {
  private final Settings settings;
  private final Consumer<String> progress;

  /**
   * How much is measured.
   *
   * @param only the one case; null for all
   * @param rows training rows; a fifth as many are made to test on
   * @param rounds fits of each contestant after its warm-up
   * @param python a Python that has XGBoost and LightGBM; null for none
   * @param master Spark's master
   */
  public record Settings(String only, long rows, int rounds, String python, String master) {}

  /** A benchmark that tells of its progress. */
  public TrainBench(Settings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @throws NightjarException of kind CONFIG when there is no such case or the Python is not fit
   */
  public TrainReport run() {
    List<TrainCase> cases = cases();
    SparkSessions.Wanted wanted =
        new SparkSessions.Wanted("bench-train", settings.master(), Map.of(), 2);
    return SparkSessions.use(wanted, spark -> run(spark, cases));
  }

  private List<TrainCase> cases() {
    List<TrainCase> all = TrainCases.all();
    if (settings.only() == null) {
      return all;
    }
    List<TrainCase> chosen =
        all.stream().filter(one -> one.name().equals(settings.only())).toList();
    if (chosen.isEmpty()) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          "--only",
          "is '"
              + settings.only()
              + "'; must be one of "
              + all.stream().map(TrainCase::name).toList()
              + ".");
    }
    return chosen;
  }

  private TrainReport run(SparkSession spark, List<TrainCase> cases) {
    Path folder = folder();
    Map<MadeRows, BenchTable> tables = new HashMap<>();
    List<TrainReport.Result> results = new ArrayList<>();
    try {
      for (TrainCase bench : cases) {
        BenchTable table =
            tables.computeIfAbsent(bench.shape(), shape -> table(spark, shape, folder));
        results.addAll(measured(spark, bench, table, folder));
      }
      return new TrainReport(setting(spark), results);
    } finally {
      tables.values().forEach(BenchTable::close);
      FileUtil.fullyDelete(folder.toFile());
    }
  }

  private BenchTable table(SparkSession spark, MadeRows shape, Path folder) {
    progress.accept("make a table of %,d rows".formatted(settings.rows()));
    return BenchTable.make(spark, shape, settings.rows(), folder);
  }

  private List<TrainReport.Result> measured(
      SparkSession spark, TrainCase bench, BenchTable table, Path folder) {
    List<Contestant> contestants = new ArrayList<>();
    try {
      contestants.add(new NightjarContestant(spark, bench, table, folder));
      bench
          .mllib()
          .forEach(peer -> contestants.add(new MllibContestant(spark, bench, table, peer)));
      if (settings.python() != null && bench.python() != null) {
        int threads = spark.sparkContext().defaultParallelism();
        PythonContestant.Python python =
            new PythonContestant.Python(settings.python(), folder, threads);
        contestants.add(new PythonContestant("xgboost", python, bench, table));
        contestants.add(new PythonContestant("lightgbm", python, bench, table));
      }
      if (bench.measure() == TrainCase.Measure.INERTIA) {
        contestants.add(new MllibKMeansContestant(spark, bench, table, folder));
      }
      return inTurns(bench, contestants);
    } finally {
      contestants.forEach(Contestant::close);
    }
  }

  private List<TrainReport.Result> inTurns(TrainCase bench, List<Contestant> contestants) {
    double[][] seconds = new double[contestants.size()][settings.rounds()];
    List<Fit> last = new ArrayList<>();
    for (Contestant contestant : contestants) {
      progress.accept(bench.name() + ": warm up " + contestant.name());
      last.add(contestant.fit());
    }
    for (int round = 0; round < settings.rounds(); round++) {
      for (int i = 0; i < contestants.size(); i++) {
        Fit fit = contestants.get(i).fit();
        seconds[i][round] = fit.seconds();
        last.set(i, fit);
        progress.accept(
            "%s: %s %.3f s".formatted(bench.name(), contestants.get(i).name(), fit.seconds()));
      }
    }
    List<TrainReport.Result> results = new ArrayList<>();
    for (int i = 0; i < contestants.size(); i++) {
      results.add(
          new TrainReport.Result(
              bench, contestants.get(i).name(), seconds[i], last.get(i).judged().get()));
    }
    return results;
  }

  private Map<String, Object> setting(SparkSession spark) {
    Map<String, Object> setting = new LinkedHashMap<>();
    setting.put("nightjar", NightjarVersion.text());
    setting.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    setting.put("spark", spark.version());
    setting.put("master", spark.sparkContext().master());
    setting.put("cores", Runtime.getRuntime().availableProcessors());
    setting.put("heap_mib", Runtime.getRuntime().maxMemory() >> 20);
    setting.put("rows", settings.rows());
    setting.put("rounds", settings.rounds());
    return setting;
  }

  /** A new folder for a benchmark's tables. */
  static Path folder() {
    try {
      return Files.createTempDirectory("nightjar-bench").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for the benchmark's tables could be made", e);
    }
  }
}
