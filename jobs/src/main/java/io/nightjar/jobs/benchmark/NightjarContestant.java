package io.nightjar.jobs.benchmark;

import com.typesafe.config.ConfigUtil;
import io.nightjar.config.JobConfig;
import io.nightjar.jobs.benchmark.cases.BenchTable;
import io.nightjar.jobs.benchmark.cases.Contestant;
import io.nightjar.jobs.benchmark.cases.Judge;
import io.nightjar.jobs.benchmark.cases.MadeRows;
import io.nightjar.jobs.benchmark.cases.TrainCase;
import io.nightjar.model.ClusterModel;
import io.nightjar.model.Coefficients;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Model;
import io.nightjar.model.ProjectionModel;
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
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
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
    this(spark, bench, table, folder, List.of());
  }

  private NightjarContestant(
      SparkSession spark, TrainCase bench, BenchTable table, Path folder, List<String> overrides) {
    this.spark = spark;
    this.bench = bench;
    this.table = table;
    this.config = JobConfig.parse("bench " + bench.name(), text(bench, table), overrides, Map.of());
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

  /** The centroids after one iteration, one a row, on the table's scale. */
  static double[][] afterOneIteration(
      SparkSession spark, TrainCase bench, BenchTable table, Path folder) {
    NightjarContestant one =
        new NightjarContestant(spark, bench, table, folder, List.of("model.max-iterations=1"));
    return centroids(table, (ClusterModel) one.model());
  }

  private static String text(TrainCase bench, BenchTable table) {
    String label = bench.measure().label();
    return String.join(
        "\n",
        "name = bench",
        "data { source = \"%s\", format = parquet, id = %s%s }"
            .formatted(table.parquet(), MadeRows.ID, label == null ? "" : ", label = " + label),
        "features { columns = " + quoted(table.columns().names()) + " }",
        "split { validation = 0, test = 0 }",
        "registry = \"unused\"",
        "model { " + bench.settings() + " }");
  }

  private static String quoted(List<String> names) {
    return names.stream().map(ConfigUtil::quoteString).collect(Collectors.joining(", ", "[", "]"));
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
    if (model instanceof ClusterModel clusters) {
      return new Accuracy(Judge.inertia(table.assembled(), centroids(table, clusters)), note);
    }
    if (model instanceof ProjectionModel projection) {
      return new Accuracy(Judge.explained(table.assembled(), loadings(projection)), note);
    }
    Dataset<Row> scored =
        new KernelTableScorer(
                spark, model, KernelRuns.preference(config.compute()), config.compute().blockRows())
            .score(table.test());
    return new Accuracy(Judge.auc(scored, ScoredColumns.PREDICTION), note);
  }

  /** The centroids in the table's order and on its scale, one a row. */
  private static double[][] centroids(BenchTable table, ClusterModel model) {
    double[][] rows = new double[model.centres().count()][];
    for (int c = 0; c < rows.length; c++) {
      int centroid = c;
      rows[c] =
          inOrder(table, model, j -> model.scaling().original(j, model.centres().get(centroid, j)));
    }
    return rows;
  }

  private double[][] loadings(ProjectionModel model) {
    double[][] rows = new double[model.components().count()][];
    for (int c = 0; c < rows.length; c++) {
      int component = c;
      rows[c] = inOrder(table, model, j -> model.components().loading(component, j));
    }
    return rows;
  }

  private static double[] inOrder(BenchTable table, Model model, IntToDoubleFunction ofDesign) {
    List<String> design = model.designNames();
    return table.columns().numbers().stream()
        .mapToInt(design::indexOf)
        .mapToDouble(j -> j < 0 ? 0 : ofDesign.applyAsDouble(j))
        .toArray();
  }

  /** The coefficients in the table's order, whatever that of the design is. */
  private Judge.Linear inOrder(LinearModel model) {
    Coefficients coefficients = model.coefficients();
    return new Judge.Linear(
        inOrder(table, model, j -> coefficients.get(0, j)), coefficients.intercept(0));
  }
}
