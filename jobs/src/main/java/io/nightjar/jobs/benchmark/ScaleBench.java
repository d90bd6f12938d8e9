package io.nightjar.jobs.benchmark;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.jobs.benchmark.ScaleReport.Result;
import io.nightjar.jobs.benchmark.cases.BenchTable;
import io.nightjar.jobs.benchmark.cases.MadeRows;
import io.nightjar.jobs.benchmark.cases.TrainCase;
import io.nightjar.jobs.benchmark.cases.TrainCases;
import io.nightjar.model.Model;
import io.nightjar.spark.run.SparkSessions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.SparkSession;

/**
 * Fits each case by us alone on a made table, on one of ten times the rows and on one of ten times
 * the columns. What a fit costs however small its table is, is told by two tables of {@value
 * #FEW_ROWS} rows, and taken off before sizes are compared.
 */
public final class ScaleBench {
  static final int FEW_ROWS = 1_000;
  static final int TIMES = 10;
  private static final int LEAST_ROWS = 10 * FEW_ROWS;

  private final TrainBench.Settings settings;
  private final Consumer<String> progress;

  /** A benchmark that tells of its progress. */
  public ScaleBench(TrainBench.Settings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @throws NightjarException of kind CONFIG when there is no such case, or rows are too few
   */
  public ScaleReport run() {
    if (settings.rows() < LEAST_ROWS) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          "--rows",
          "is %d; must be %d or more: fits of %d rows tell what a fit costs however small it is."
              .formatted(settings.rows(), LEAST_ROWS, FEW_ROWS));
    }
    List<TrainCase> cases = settings.chosen(TrainCases.scaled(), TrainCase::name);
    SparkSessions.Wanted wanted =
        new SparkSessions.Wanted("bench-scale", settings.master(), Map.of(), 2);
    return SparkSessions.use(wanted, spark -> run(spark, cases));
  }

  private ScaleReport run(SparkSession spark, List<TrainCase> cases) {
    Path folder = TrainBench.folder();
    List<Result> results = new ArrayList<>();
    try {
      for (Size size : sizes(settings.rows())) {
        results.addAll(measured(spark, cases, size, folder));
      }
    } finally {
      FileUtil.fullyDelete(folder.toFile());
    }
    results.sort(Comparator.comparing(result -> cases.indexOf(result.bench())));
    return new ScaleReport(settings.told(spark), settings.rows(), results);
  }

  /**
   * How large a table is.
   *
   * @param times as many columns as the case has
   */
  record Size(long rows, int times) {}

  static List<Size> sizes(long rows) {
    return List.of(
        new Size(FEW_ROWS, 1),
        new Size(FEW_ROWS, TIMES),
        new Size(rows, 1),
        new Size(TIMES * rows, 1),
        new Size(rows, TIMES));
  }

  private List<Result> measured(SparkSession spark, List<TrainCase> cases, Size size, Path folder) {
    MadeRows shape = TrainCases.widened(size.times());
    progress.accept("make a table of %,d rows of %d".formatted(size.rows(), shape.columns()));
    List<Result> results = new ArrayList<>();
    try (BenchTable table = BenchTable.make(spark, shape, size.rows(), folder)) {
      for (TrainCase bench : cases) {
        results.add(fitted(bench, size, new NightjarContestant(spark, bench, table, folder)));
      }
    }
    return results;
  }

  private Result fitted(TrainCase bench, Size size, NightjarContestant ours) {
    double[] seconds = new double[settings.rounds()];
    Model model = ours.model(); // the warm-up
    for (int round = 0; round < seconds.length; round++) {
      long start = System.nanoTime();
      model = ours.model();
      seconds[round] = (System.nanoTime() - start) / 1e9;
    }
    Result result =
        new Result(
            bench,
            size,
            new Seconds(seconds),
            model.provenance().fit().getOrDefault("iterations", ""));
    progress.accept(
        "%s: %,d rows, %d times the columns: %.3f s"
            .formatted(bench.name(), size.rows(), size.times(), result.seconds().median()));
    return result;
  }
}
