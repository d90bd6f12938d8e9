package io.nightjar.jobs.benchmark;

import io.nightjar.NightjarException;
import io.nightjar.jobs.benchmark.ScoreCases.Ours;
import io.nightjar.jobs.benchmark.cases.BenchTable;
import io.nightjar.jobs.benchmark.cases.Entrant;
import io.nightjar.jobs.benchmark.cases.MadeRows;
import io.nightjar.jobs.benchmark.cases.TrainCases;
import io.nightjar.jobs.benchmark.peers.PeerScorers;
import io.nightjar.model.Model;
import io.nightjar.scorer.onnx.OrtRuntime;
import io.nightjar.spark.run.SparkSessions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
    GBT_REASONS("gbt-reasons", "the same with three reasons a row", true, 3),
    ONNX("onnx", "scores only, of a network of 64 hidden units as an ONNX graph", false, 0);

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
   * @throws NightjarException of kind CONFIG when there is no such case, or when it needs an ONNX
   *     Runtime that isn't there
   */
  public ScoreReport run() {
    List<Case> cases = runnable(settings.chosen(List.of(Case.values()), one -> one.text));
    SparkSessions.Wanted wanted =
        new SparkSessions.Wanted("bench-score", settings.master(), Map.of(), 2);
    return SparkSessions.use(wanted, spark -> run(spark, cases));
  }

  /** Of all cases that of ONNX Runtime is left out where that isn't there. */
  private List<Case> runnable(List<Case> chosen) {
    if (!chosen.contains(Case.ONNX) || OrtRuntime.isPresent()) {
      return chosen;
    }
    if (chosen.size() == 1) {
      OrtRuntime.require();
    }
    progress.accept(
        Case.ONNX.text
            + ": left out, as ONNX Runtime isn't on the class path; add --packages "
            + OrtRuntime.COORDINATES);
    return chosen.stream().filter(one -> one != Case.ONNX).toList();
  }

  private ScoreReport run(SparkSession spark, List<Case> cases) {
    Path folder = TrainBench.folder();
    try (BenchTable table =
        BenchTable.make(spark, SHAPE, Math.min(FITTED, settings.rows()), folder)) {
      ScoreCases.Source source = source(spark, cases, folder);
      ScoreCases entrants = new ScoreCases(spark, SHAPE, source, folder);
      PeerScorers.Rows toScore =
          new PeerScorers.Rows(TrainCases.named(TREES), table, source.parquet());
      Fitted fitted = new Fitted(spark, table, folder);
      List<ScoreReport.Result> results = new ArrayList<>();
      for (Case one : cases) {
        try (PeerScorers others = new PeerScorers(spark, settings.peers(), toScore)) {
          List<Entrant> all =
              new ArrayList<>(
                  one == Case.ONNX
                      ? new GraphEntrants(entrants, others, folder).of(fitted.ours("mlp"))
                      : entrants(one, entrants, fitted));
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
      case ONNX -> throw new IllegalArgumentException("a graph has entrants of its own");
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
    return results(one, entrants, seconds, notes);
  }

  private static List<ScoreReport.Result> results(
      Case one, List<Entrant> entrants, double[][] seconds, String[] notes) {
    List<ScoreReport.Result> results = new ArrayList<>();
    for (int i = 0; i < entrants.size(); i++) {
      Entrant entrant = entrants.get(i);
      String apart = one == Case.ONNX && i > 0 ? apart(entrant, entrants.get(0)) : "";
      String note = notes[i] + (notes[i].isEmpty() || apart.isEmpty() ? "" : ", ") + apart;
      results.add(
          new ScoreReport.Result(
              one.text, one.what, entrant.name(), new Seconds(seconds[i]), entrant.mean(), note));
    }
    return results;
  }

  /** Says how far scores of the same model lie apart; fails where that is too far. */
  private static String apart(Entrant entrant, Entrant ours) {
    double distance = entrant.distance(ours, GraphEntrants.MOST_APART);
    return Double.isNaN(distance)
        ? ""
        : String.format(Locale.ROOT, "at most %.1e from ours", distance);
  }
}
