package io.nightjar.jobs.benchmark;

import io.nightjar.config.JobConfig;
import io.nightjar.jobs.benchmark.cases.BenchTable;
import io.nightjar.jobs.benchmark.cases.Contestant;
import io.nightjar.jobs.benchmark.cases.Judge;
import io.nightjar.jobs.benchmark.cases.MadeRatings;
import io.nightjar.jobs.benchmark.cases.TrainCase;
import io.nightjar.model.Model;
import io.nightjar.spark.data.Snapshot;
import io.nightjar.spark.data.Split;
import io.nightjar.spark.data.contract.LabelCheck;
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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Our alternating least squares. */
final class NightjarFactors implements Contestant {
  private final SparkSession spark;
  private final MadeRatings ratings;
  private final JobConfig config;
  private final TrainRequest request;

  NightjarFactors(SparkSession spark, TrainCase bench, MadeRatings ratings, Path folder) {
    this.spark = spark;
    this.ratings = ratings;
    this.config =
        JobConfig.parse(
            "bench " + bench.name(),
            """
            name = bench
            data { source = "%s", format = parquet, label = %s }
            split { validation = 0, test = 0 }
            registry = "unused"
            model { %s, user = %s, item = %s }
            """
                .formatted(
                    ratings.parquet(),
                    bench.measure().label(),
                    bench.settings(),
                    MadeRatings.USER,
                    MadeRatings.ITEM),
            List.of(),
            Map.of());
    Split split = BenchTable.split(ratings.train(), ratings.parquet());
    this.request =
        new TrainRequest(
            config,
            split,
            LabelCheck.require(split.train(), config.data(), Targets.kind(config.model())),
            Snapshot.of(split.train()),
            folder.resolve("model").toString(),
            NightjarVersion.text());
  }

  @Override
  public String name() {
    return "nightjar";
  }

  @Override
  public Fit fit() {
    return Fit.timed(() -> Trainer.train(spark, request).model(), this::judge);
  }

  private Accuracy judge(Model model) {
    Dataset<Row> scored =
        new KernelTableScorer(
                spark, model, KernelRuns.preference(config.compute()), config.compute().blockRows())
            .score(ratings.test());
    return new Accuracy(
        Judge.rmse(scored, ScoredColumns.PREDICTION, MadeRatings.RATING),
        "objective " + model.provenance().fit().get("objective"));
  }
}
