package io.nightjar.jobs.benchmark;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.jobs.benchmark.cases.BenchTable;
import io.nightjar.jobs.benchmark.cases.ConfigCase;
import io.nightjar.jobs.benchmark.cases.Contestant;
import io.nightjar.jobs.benchmark.cases.Contestant.Fit;
import io.nightjar.jobs.benchmark.cases.MadeRatings;
import io.nightjar.jobs.benchmark.cases.MadeRows;
import io.nightjar.jobs.benchmark.cases.Memory;
import io.nightjar.jobs.benchmark.cases.TrainCase;
import io.nightjar.jobs.benchmark.cases.TrainCases;
import io.nightjar.jobs.benchmark.peers.MllibContestant;
import io.nightjar.jobs.benchmark.peers.MllibFactors;
import io.nightjar.jobs.benchmark.peers.MllibKMeansContestant;
import io.nightjar.jobs.benchmark.peers.Peers;
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
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
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
   * @param rows of the table; of a table to train on a fifth as many are made beside to test on
   * @param rounds runs of each contestant after its warm-up
   * @param peers beside Spark ML
   * @param master Spark's master
   * @param measured of each fit
   */
  public record Settings(
      String only, long rows, int rounds, Peers peers, String master, Measured measured) {

    /** What is measured of a fit. */
    public enum Measured {
      TIME,
      /** Each contestant fits once more, untimed, while memory is counted. */
      TIME_AND_MEMORY
    }

    /** The case that is wanted, or all; a failure of kind CONFIG where there is no such case. */
    <C> List<C> chosen(List<C> all, Function<C, String> name) {
      List<C> chosen =
          all.stream().filter(one -> only == null || name.apply(one).equals(only)).toList();
      if (chosen.isEmpty()) {
        throw NightjarException.of(
            FailureKind.CONFIG,
            "--only",
            "is '" + only + "'; must be one of " + all.stream().map(name).toList() + ".");
      }
      return chosen;
    }

    /** What a report says of the machine, the versions and these. */
    Map<String, Object> told(SparkSession spark) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("nightjar", NightjarVersion.text());
      told.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
      told.put("spark", spark.version());
      told.put("master", spark.sparkContext().master());
      told.put("cores", Runtime.getRuntime().availableProcessors());
      told.put("heap_mib", Runtime.getRuntime().maxMemory() >> 20);
      told.put("rows", rows);
      told.put("rounds", rounds);
      return told;
    }
  }

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
    List<TrainCase> cases = settings.chosen(TrainCases.all(), TrainCase::name);
    return SparkSessions.use(wanted(), spark -> run(spark, cases));
  }

  /**
   * Measures boosted trees on the table of a config, in place of the made ones.
   *
   * @throws NightjarException of kind CONFIG or DATA when the libraries would not do the same
   */
  public TrainReport run(JobConfig config) {
    ConfigCase described = new ConfigCase(config);
    return SparkSessions.use(wanted(), spark -> run(spark, described));
  }

  private TrainReport run(SparkSession spark, ConfigCase described) {
    Path folder = folder();
    try (BenchTable table = described.table(spark, folder)) {
      Map<String, Object> told = settings.told(spark);
      told.put("rows", table.train().count());
      return new TrainReport(told, measured(spark, described.bench(), table, folder));
    } finally {
      FileUtil.fullyDelete(folder.toFile());
    }
  }

  private SparkSessions.Wanted wanted() {
    return new SparkSessions.Wanted("bench-train", settings.master(), Map.of(), 2);
  }

  private TrainReport run(SparkSession spark, List<TrainCase> cases) {
    Path folder = folder();
    Map<MadeRows, BenchTable> tables = new HashMap<>();
    List<TrainReport.Result> results = new ArrayList<>();
    try {
      for (TrainCase bench : cases) {
        if (bench.measure() == TrainCase.Measure.RMSE) {
          results.addAll(rated(spark, bench, folder));
          continue;
        }
        BenchTable table =
            tables.computeIfAbsent(bench.shape(), shape -> table(spark, shape, folder));
        results.addAll(measured(spark, bench, table, folder));
      }
      return new TrainReport(settings.told(spark), results);
    } finally {
      tables.values().forEach(BenchTable::close);
      FileUtil.fullyDelete(folder.toFile());
    }
  }

  private List<TrainReport.Result> rated(SparkSession spark, TrainCase bench, Path folder) {
    progress.accept("make a table of %,d ratings".formatted(settings.rows()));
    try (MadeRatings ratings = MadeRatings.make(spark, settings.rows(), folder)) {
      return inTurns(
          bench,
          List.of(
              new NightjarFactors(spark, bench, ratings, folder),
              new MllibFactors(spark, ratings)));
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
      settings.peers().enter(spark, bench, table, contestants::add);
      if (bench.measure() == TrainCase.Measure.INERTIA) {
        double[][] start = NightjarContestant.afterOneIteration(spark, bench, table, folder);
        contestants.add(new MllibKMeansContestant(spark, table, start));
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
              bench,
              contestants.get(i).name(),
              new Seconds(seconds[i]),
              last.get(i).judged().get(),
              memory(bench, contestants.get(i))));
    }
    return results;
  }

  private Optional<Memory> memory(TrainCase bench, Contestant contestant) {
    if (settings.measured() == Settings.Measured.TIME) {
      return Optional.empty();
    }
    progress.accept("%s: memory of %s".formatted(bench.name(), contestant.name()));
    return contestant.memory();
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
