package io.nightjar.jobs.benchmark;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.nightjar.config.JobConfig;
import io.nightjar.jobs.benchmark.cases.BenchTable;
import io.nightjar.jobs.benchmark.cases.Entrant;
import io.nightjar.jobs.benchmark.cases.MadeRows;
import io.nightjar.model.Model;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.contract.RowRules;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.run.NightjarVersion;
import io.nightjar.spark.score.BatchScoring;
import io.nightjar.spark.score.KernelTableScorer;
import io.nightjar.spark.score.ScoreRequest;
import io.nightjar.spark.score.ScoreResult;
import io.nightjar.spark.score.ScoringInput;
import io.nightjar.spark.score.ScoringModel;
import io.nightjar.spark.score.ScoringPlan;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import io.nightjar.spark.train.block.KernelRuns;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** What reads a table, and writes scores or something as large in their stead. */
final class ScoreCases {
  private static final LocalDate NIGHT = LocalDate.of(2026, 1, 1);

  private final SparkSession spark;
  private final MadeRows shape;
  private final Source source;
  private final Path folder;
  private final AtomicInteger runs = new AtomicInteger();

  /** The rows to score: the same in two formats. */
  record Source(Path parquet, Path csv, long rows) {}

  ScoreCases(SparkSession spark, MadeRows shape, Source source, Path folder) {
    this.spark = spark;
    this.shape = shape;
    this.source = source;
    this.folder = folder;
  }

  /**
   * What our job does.
   *
   * @param csv whether rows come from there
   * @param contract rules whose broken rows go to the quarantine; empty for none
   */
  record Ours(Model model, List<String> keep, int explainTop, boolean csv, String contract) {
    Ours(Model model, List<String> keep) {
      this(model, keep, 0, false, "");
    }

    Ours explaining(int top) {
      return new Ours(model, keep, top, csv, contract);
    }

    Ours ofCsv() {
      return new Ours(model, keep, explainTop, true, contract);
    }

    /** With a rule that about one row in a thousand breaks, wherever it lies. */
    Ours ruled(MadeRows shape) {
      String rule =
          "contract { %s { max = %s, action = quarantine } }"
              .formatted(shape.names().get(0), shape.rarelyAbove());
      return new Ours(model, keep, explainTop, csv, rule);
    }
  }

  /** Our job: input looked at, scores staged, hashed and published. */
  Entrant nightjar(Ours ours) {
    return nightjar("nightjar", ours);
  }

  /** The same under another name, into a folder of its own. */
  Entrant nightjar(String name, Ours ours) {
    Path output = folder.resolve("scores-" + name.replace(' ', '-'));
    JobConfig config = config(output, ours);
    return new Entrant(
        name,
        () -> written(score(config, ours)),
        () -> Optional.of(spark.read().parquet(output + "/run-date=" + NIGHT)));
  }

  private ScoreResult score(JobConfig config, Ours ours) {
    ScoringPlan plan = new ScoringPlan(ours.model(), ours.explainTop(), false, List.of());
    KernelTableScorer scorer =
        new KernelTableScorer(
            spark, plan, KernelRuns.preference(config.compute()), config.compute().blockRows());
    ScoreRequest request =
        new ScoreRequest(
            "bench",
            "bench-" + runs.incrementAndGet(),
            NIGHT,
            Repeat.SKIP,
            config.score().orElseThrow(),
            Optional.of(MadeRows.ID),
            RowRules.of(config.data()),
            NightjarVersion.text());
    ScoringModel scoring =
        new ScoringModel("bench", 1, "0".repeat(64), ours.model(), scorer, List.of());
    return BatchScoring.run(
        spark, request, scoring, () -> ScoringInput.of(table(config, ours.model(), ours.csv())));
  }

  private String written(ScoreResult result) {
    if (result.rowsScored() + result.rowsQuarantined() != source.rows()) {
      throw new IllegalStateException(
          result.rowsScored() + " rows were scored of " + source.rows());
    }
    return result.rowByRow().map("row by row: "::concat).orElse("by column")
        + (result.rowsQuarantined() == 0
            ? ""
            : ", " + result.rowsQuarantined() + " rows to the quarantine");
  }

  private JobConfig config(Path output, Ours ours) {
    String text =
        String.join(
            "\n",
            "name = bench",
            "data { source = \"%s\", id = %s, label = %s, %s }"
                .formatted(source.parquet(), MadeRows.ID, MadeRows.CLASS, ours.contract()),
            "registry = \"unused\"",
            "model { type = logistic }",
            "score { source = \"%s\", output = \"%s\", keep = [%s], explain-top = %d %s }"
                .formatted(
                    source.parquet(),
                    output,
                    String.join(", ", ours.keep()),
                    ours.explainTop(),
                    ours.contract().isEmpty()
                        ? ""
                        : ", quarantine = \"%s\"".formatted(folder.resolve("quarantine"))));
    return JobConfig.parse("bench score", text, List.of(), Map.of());
  }

  /** The table as a night opens it. */
  private Table table(JobConfig config, Model model, boolean csv) {
    Path path = csv ? source.csv() : source.parquet();
    Tables.Like like = Tables.Like.of(NIGHT, model.signature());
    return Tables.openLike(spark, config.data(), path.toString(), like);
  }

  private Dataset<Row> rows(boolean csv) {
    if (!csv) {
      return spark.read().parquet(source.parquet().toString());
    }
    return spark
        .read()
        .option("header", true)
        .schema(rows(false).schema())
        .csv(source.csv().toString());
  }

  /** A fitted model of Spark ML, after the vector that it wants is put together. */
  Entrant sparkMl(Transformer model, List<String> keep) {
    Path output = folder.resolve("scores-mllib");
    VectorAssembler vectors =
        new VectorAssembler()
            .setInputCols(shape.names().toArray(String[]::new))
            .setOutputCol(BenchTable.FEATURES);
    return new Entrant(
        "Spark ML " + spark.version(),
        () -> {
          Column positive = vector_to_array(col("probability"), "float64").getItem(1);
          Column[] columns =
              Stream.concat(
                      keep.stream().map(Column::new),
                      Stream.of(col("prediction"), positive.as(Entrant.PROBABILITY)))
                  .toArray(Column[]::new);
          return write(model.transform(vectors.transform(rows(false))).select(columns), output);
        },
        () -> Optional.of(spark.read().parquet(output.toString())));
  }

  /** Reads the columns of the features and writes one that is the same for every row. */
  Entrant constant(boolean csv) {
    String sum =
        shape.names().stream().map(name -> name + " > 1e38").collect(Collectors.joining(" or "));
    Dataset<Row> one =
        rows(csv).select(expr("if(" + sum + ", 1.0, 0.0)").as("constant"), col(MadeRows.ID));
    return new Entrant("a constant", () -> write(one, folder.resolve("constant")), Optional::empty);
  }

  /** Spark's own copy of the whole table. */
  Entrant copy() {
    return new Entrant(
        "Spark's copy",
        () -> write(rows(false).withColumn("constant", lit(0.0)), folder.resolve("copy")),
        Optional::empty);
  }

  private static String write(Dataset<Row> rows, Path output) {
    rows.write().mode(SaveMode.Overwrite).parquet(output.toString());
    return "";
  }
}
