package io.nightjar.jobs.benchmark;

import io.nightjar.config.JobConfig;
import io.nightjar.model.Coefficients;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Model;
import io.nightjar.spark.data.Snapshot;
import io.nightjar.spark.data.Split;
import io.nightjar.spark.data.contract.LabelCheck;
import io.nightjar.spark.data.contract.LabelFacts;
import io.nightjar.spark.run.NightjarVersion;
import io.nightjar.spark.score.KernelTableScorer;
import io.nightjar.spark.score.ScoredColumns;
import io.nightjar.spark.train.Targets;
import io.nightjar.spark.train.TrainRequest;
import io.nightjar.spark.train.Trainer;
import io.nightjar.spark.train.block.KernelRuns;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Our trainer, as {@code train} calls it: features are fitted, then the model. Looking at the
 * label, splitting and taking the snapshot are steps of a job and not timed.
 */
final class NightjarContestant implements Contestant {
  private final SparkSession spark;
  private final TrainCase bench;
  private final BenchTable table;
  private final JobConfig config;
  private final TrainRequest request;

  NightjarContestant(SparkSession spark, TrainCase bench, BenchTable table, Path folder) {
    this.spark = spark;
    this.bench = bench;
    this.table = table;
    this.config = JobConfig.parse("bench " + bench.name(), text(bench, table), List.of(), Map.of());
    boolean cold = bench.rows() == TrainCase.Rows.COLD;
    Dataset<Row> rows = cold ? table.cold(spark) : table.train();
    Split split = BenchTable.split(rows, table.parquet());
    LabelFacts labels =
        LabelCheck.require(split.train(), config.data(), Targets.kind(config.model()));
    this.request =
        new TrainRequest(
            config,
            split,
            labels,
            Snapshot.of(split.train()),
            folder.resolve("model").toString(),
            NightjarVersion.text());
  }

  private static String text(TrainCase bench, BenchTable table) {
    String label = bench.measure().label();
    String other = label.equals(MadeRows.CLASS) ? MadeRows.NUMBER : MadeRows.CLASS;
    return String.join(
        "\n",
        "name = bench",
        "data { source = \"%s\", format = parquet, id = %s, label = %s }"
            .formatted(table.parquet(), MadeRows.ID, label),
        "features { exclude = [" + other + "] }",
        "split { validation = 0, test = 0 }",
        "registry = \"unused\"",
        "model { " + bench.settings() + " }");
  }

  @Override
  public String name() {
    return "nightjar";
  }

  @Override
  public Fit fit() {
    return Fit.timed(this::model, this::judge);
  }

  /** Fits and gives the model. */
  Model model() {
    return Trainer.train(spark, request).model();
  }

  private Accuracy judge(Model model) {
    Map<String, String> facts = model.provenance().fit();
    String note =
        facts.containsKey("iterations")
            ? facts.get("iterations") + " iterations, " + facts.get("solver")
            : "";
    if (model instanceof LinearModel linear) {
      return new Accuracy(bench.measure().of(table, inOrder(linear)), note);
    }
    Dataset<Row> scored =
        new KernelTableScorer(
                spark, model, KernelRuns.preference(config.compute()), config.compute().blockRows())
            .score(table.test());
    return new Accuracy(Judge.auc(scored, ScoredColumns.PREDICTION), note);
  }

  /** The coefficients in the table's order, whatever that of the design is. */
  private Judge.Linear inOrder(LinearModel model) {
    Coefficients coefficients = model.coefficients();
    List<String> design = model.designNames();
    double[] ordered =
        Arrays.stream(table.shape().names())
            .mapToInt(design::indexOf)
            .mapToDouble(j -> j < 0 ? 0 : coefficients.get(0, j))
            .toArray();
    return new Judge.Linear(ordered, coefficients.intercept(0));
  }
}
