package io.nightjar.spark.train;

import io.nightjar.config.JobConfig;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Snapshot;
import io.nightjar.spark.data.Split;
import io.nightjar.spark.data.Splits;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TestData;
import io.nightjar.spark.data.contract.LabelCheck;
import io.nightjar.spark.data.contract.LabelFacts;
import io.nightjar.spark.data.read.Tables;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Trains as a job does: open, check the label, snapshot, split, train. */
public final class TrainingRuns {
  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 19);

  private TrainingRuns() {}

  /** A config of the repository over the real data. */
  public static JobConfig config(String name, String... overrides) {
    Path root = Path.of(System.getProperty("nightjar.root"));
    Map<String, String> environment = Map.of("NIGHTJAR_DATA", TestData.path("").toString());
    return JobConfig.load(root.resolve("conf/" + name), List.of(overrides), environment);
  }

  /** A config from text. */
  public static JobConfig parse(String text) {
    return JobConfig.parse("test.conf", text, List.of(), Map.of());
  }

  /** A run up to the trained model. */
  public record Run(Split split, TrainedModel trained) {}

  /** Trains with the config into a staging directory. */
  public static Run train(JobConfig config, Path staging) {
    SparkSession spark = SparkFixture.session();
    return train(config, Tables.training(spark, config.data(), NIGHT), staging);
  }

  /** Trains on a table that is open. */
  public static Run train(JobConfig config, Table table, Path staging) {
    return train(config, table, staging, Optional.empty());
  }

  /** Trains on, from a model where there is one. */
  public static Run train(
      JobConfig config, Table table, Path staging, Optional<WarmStart> warmStart) {
    return train(config, table, staging, warmStart, Optional.empty());
  }

  /** Trains on, from what lies in a folder of checkpoints where there is one. */
  static Run train(
      JobConfig config,
      Table table,
      Path staging,
      Optional<WarmStart> warmStart,
      Optional<String> checkpoints) {
    SparkSession spark = SparkFixture.session();
    Optional<Table> test = Tables.test(spark, config.data(), NIGHT);
    LabelFacts labels = LabelCheck.require(table, config.data(), Targets.kind(config.model()));
    Snapshot snapshot = Snapshot.of(table);
    Split split = Splits.of(table, test, config.data(), config.split());
    TrainRequest request =
        new TrainRequest(
            config, split, labels, snapshot, staging.toString(), "test", checkpoints, warmStart);
    return new Run(split, Trainer.train(spark, request));
  }
}
