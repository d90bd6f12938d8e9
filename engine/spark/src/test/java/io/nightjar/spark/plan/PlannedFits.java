package io.nightjar.spark.plan;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.randn;

import io.nightjar.config.JobConfig;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.run.RunIdentity;
import io.nightjar.spark.run.RunRecord;
import io.nightjar.spark.run.Stages;
import io.nightjar.spark.train.TrainingRuns;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Made tables of numbers, and plans of jobs on them. */
public final class PlannedFits {
  private PlannedFits() {}

  /** Files of float32 columns x0, x1, … and a label y that hangs on all of them. */
  public static String table(Path folder, long rows, int columns, int partitions) {
    Dataset<Row> made = SparkFixture.session().range(0, rows, 1, partitions).toDF("id");
    Column label = lit(0);
    for (int j = 0; j < columns; j++) {
      made = made.withColumn("x" + j, randn(j).cast("float"));
      label = label.plus(col("x" + j).multiply(1 + j % 3));
    }
    String path = folder.resolve("table").toString();
    made.withColumn("y", label.plus(randn(columns)).cast("double")).write().parquet(path);
    return path;
  }

  /** A job on such a table, without the label where its model has none. */
  public static JobConfig config(String table, String model) {
    boolean labelled = Stream.of("kmeans", "pca", "isolation-forest").noneMatch(model::contains);
    return TrainingRuns.parse(
        """
        name = planned
        data { source = "%s", id = id%s }
        features { exclude = [%s] }
        split { by = id, validation = 0, test = 0 }
        model { %s }
        compute { partitions = 4, backend = scalar }
        """
            .formatted(table, labelled ? ", label = y" : "", labelled ? "" : "y", model));
  }

  /** The record of a run of the recipe. */
  public static RunRecord run(JobConfig config, PlanRequest request) {
    RunRecord record =
        new RunRecord(new RunIdentity("plan", "planned", LocalDate.of(2026, 11, 19)));
    RunContext run =
        new RunContext(
            config,
            record,
            new Stages(line -> {}),
            SparkFixture.session(),
            RunContext.Republish.NEW_RUNS);
    PlanRecipe.run(run, request);
    return record;
  }

  /** The plan on the session's own cluster. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> plan(JobConfig config) {
    return (Map<String, Object>)
        run(config, new PlanRequest(OptionalLong.empty(), Optional.empty())).get("plan");
  }
}
