package io.nightjar.jobs.benchmark;

import io.nightjar.NightjarException;
import io.nightjar.jobs.benchmark.ScoreCases.Ours;
import io.nightjar.jobs.benchmark.cases.BenchTable;
import io.nightjar.jobs.benchmark.cases.Entrant;
import io.nightjar.jobs.benchmark.cases.MadeRows;
import io.nightjar.jobs.benchmark.cases.TrainCases;
import io.nightjar.jobs.benchmark.peers.TreeScorers;
import io.nightjar.model.Model;
import io.nightjar.spark.run.SparkSessions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Scores a made table by our whole job, publish included, in turns with Spark ML, with jobs of
 * Spark's that read and write as much without scoring and, where a Python has them, with XGBoost,
 * LightGBM and ONNX Runtime. All read files and write Parquet.
 */
public final class ScoreBench {
  /** Rows that models are fitted on; scoring takes as long whatever they learnt. */
  private static final long FITTED = 100_000;

  /** The case of {@code bench train} whose trees score. */
  static final String TREES = "gbt-100";

  private static final MadeRows SHAPE = MadeRows.of(28);

  private final TrainBench.Settings settings;
  private final Consumer<String> progress;

  /** A benchmark that tells of its progress. */
  public ScoreBench(TrainBench.Settings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /** What is scored, by case. */
  private enum Case {
    LINEAR("linear", "scores only, of a logistic regression", false, 0),
    LINEAR_KEEP("linear-keep", "the same with all columns kept", false, 0),
    LINEAR_RULE("linear-rule", "all kept, and a rule that one row in 1,000 breaks", false, 0),
    LINEAR_CSV("linear-csv", "scores only, from CSV", false, 0),
    GBT("gbt", "scores only, of 100 trees of depth 6", true, 0),
    GBT_REASONS("gbt-reasons", "the same with three reasons a row", true, 3);

    private final String text;
    private final String what;
    private final boolean trees;
    private final int reasons;

    Case(String text, String what, boolean trees, int reasons) {
      this.text = text;
      this.what = what;
      this.trees = trees;
      this.reasons = reasons;
    }
  }

  /**
   * Measures.
   *
   * @throws NightjarException of kind CONFIG when there is no such case
   */
  public ScoreReport run() {
    List<Case> cases = settings.chosen(List.of(Case.values()), one -> one.text);
    SparkSessions.Wanted wanted =
        new SparkSessions.Wanted("bench-score", settings.master(), Map.of(), 2);
    return SparkSessions.use(wanted, spark -> run(spark, cases));
  }

  private ScoreReport run(SparkSession spark, List<Case> cases) {
    Path folder = TrainBench.folder();
    try (BenchTable table =
        BenchTable.make(spark, SHAPE, Math.min(FITTED, settings.rows()), folder)) {
      ScoreCases.Source source = source(spark, cases, folder);
      ScoreCases entrants = new ScoreCases(spark, SHAPE, source, folder);
      TreeScorers.Rows toScore =
          new TreeScorers.Rows(TrainCases.named(TREES), table, source.parquet());
      Fitted fitted = new Fitted(spark, table, folder);
      List<ScoreReport.Result> results = new ArrayList<>();
      for (Case one : cases) {
        try (TreeScorers others = new TreeScorers(spark, settings.peers(), toScore)) {
          List<Entrant> all = new ArrayList<>(entrants(one, entrants, fitted));
          all.addAll(one.trees ? others.entrants(fitted.ours(TREES), one.reasons) : List.of());
          results.addAll(inTurns(one, all));
        }
      }
      return new ScoreReport(settings.told(spark), settings.rows(), results);
    } finally {
      FileUtil.fullyDelete(folder.toFile());
    }
  }

  private ScoreCases.Source source(SparkSession spark, List<Case> cases, Path folder) {
    progress.accept("make a table of %,d rows".formatted(settings.rows()));
    int parts = spark.sparkContext().defaultParallelism();
    Path parquet = folder.resolve("to-score");
    Path csv = folder.resolve("to-score-csv");
    SHAPE
        .table(spark, 0, settings.rows(), parts)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(parquet.toString());
    if (cases.contains(Case.LINEAR_CSV)) {
      spark.read().parquet(parquet.toString()).write().option("header", true).csv(csv.toString());
    }
    return new ScoreCases.Source(parquet, csv, settings.rows());
  }

  /** Models, each fitted when a case first asks for it. */
  private static final class Fitted {
    private final SparkSession spark;
    private final BenchTable table;
    private final Path folder;
    private final Map<String, Model> ours = new HashMap<>();
    private Transformer sparkMl;

    Fitted(SparkSession spark, BenchTable table, Path folder) {
      this.spark = spark;
      this.table = table;
      this.folder = folder;
    }

    Model ours(String name) {
      return ours.computeIfAbsent(
          name,
          wanted -> new NightjarContestant(spark, TrainCases.named(wanted), table, folder).model());
    }

    /** Of numbers as text files give them. */
    Model ofDoubles(String name) {
      return new NightjarContestant(spark, TrainCases.named(name), table.inDoubles(), folder)
          .model();
    }

    Transformer sparkMl() {
      if (sparkMl == null) {
        sparkMl =
            TrainCases.named("logistic").mllib().get(0).estimator().get().fit(table.assembled());
      }
      return sparkMl;
    }
  }

  private static List<Entrant> entrants(Case one, ScoreCases all, Fitted fitted) {
    List<String> id = List.of(MadeRows.ID);
    List<String> everything = new ArrayList<>(id);
    everything.addAll(SHAPE.names());
    everything.addAll(List.of(MadeRows.CLASS, MadeRows.NUMBER));
    return switch (one) {
      case LINEAR ->
          List.of(
              all.nightjar(new Ours(fitted.ours("logistic"), id)),
              all.sparkMl(fitted.sparkMl(), id),
              all.constant(false));
      case LINEAR_KEEP ->
          List.of(
              all.nightjar(new Ours(fitted.ours("logistic"), everything)),
              all.sparkMl(fitted.sparkMl(), everything),
              all.copy());
      case LINEAR_RULE ->
          List.of(
              all.nightjar(new Ours(fitted.ours("logistic"), everything).ruled(SHAPE)), all.copy());
      case LINEAR_CSV ->
          List.of(
              all.nightjar(new Ours(fitted.ofDoubles("logistic"), id).ofCsv()), all.constant(true));
      case GBT, GBT_REASONS ->
          List.of(
              all.nightjar(new Ours(fitted.ours(TREES), id).explaining(one.reasons)),
              all.constant(false));
    };
  }

  private List<ScoreReport.Result> inTurns(Case one, List<Entrant> entrants) {
    double[][] seconds = new double[entrants.size()][settings.rounds()];
    String[] notes = new String[entrants.size()];
    for (int i = 0; i < notes.length; i++) {
      progress.accept(one.text + ": warm up " + entrants.get(i).name());
      notes[i] = entrants.get(i).work().get();
    }
    for (int round = 0; round < settings.rounds(); round++) {
      for (int i = 0; i < entrants.size(); i++) {
        long start = System.nanoTime();
        notes[i] = entrants.get(i).work().get();
        seconds[i][round] = (System.nanoTime() - start) / 1e9;
        progress.accept(
            "%s: %s %.3f s".formatted(one.text, entrants.get(i).name(), seconds[i][round]));
      }
    }
    List<ScoreReport.Result> results = new ArrayList<>();
    for (int i = 0; i < entrants.size(); i++) {
      double mean = entrants.get(i).mean().get();
      results.add(
          new ScoreReport.Result(
              one.text, one.what, entrants.get(i).name(), new Seconds(seconds[i]), mean, notes[i]));
    }
    return results;
  }
}
