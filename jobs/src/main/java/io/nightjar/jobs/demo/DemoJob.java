package io.nightjar.jobs.demo;

import io.nightjar.config.JobConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** The demo's table and config on disk: what its nights read and where they write. */
final class DemoJob {
  private static final String TEMPLATE = "/demo/churn.conf";

  private final Path folder;
  private final ChurnTruth truth;

  DemoJob(Path folder, ChurnTruth truth) {
    this.folder = folder;
    this.truth = truth;
  }

  ChurnTruth truth() {
    return truth;
  }

  Path conf() {
    return folder.resolve("churn.conf");
  }

  /** Writes one folder of Parquet a night, {@code subscribers/night=2026-01-01}. */
  void writeTable(SparkSession spark, int nights) {
    ChurnTruth world = truth;
    FlatMapFunction<Long, Row> subscribers =
        night -> List.of(world.night(Math.toIntExact(night))).iterator();
    spark
        .range(1, nights + 1L, 1, 2)
        .as(Encoders.LONG())
        .flatMap(subscribers, Encoders.row(ChurnTruth.schema()))
        .write()
        .mode(SaveMode.Overwrite)
        .partitionBy("night")
        .parquet(folder.resolve("subscribers").toUri().toString());
  }

  /** Writes the demo's config, commented as a user's own would be, and loads it. */
  JobConfig writeConfig() {
    try (InputStream in = DemoJob.class.getResourceAsStream(TEMPLATE)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(conf(), text.replace("@FOLDER@", folder.toString().replace("\\", "/")));
    } catch (IOException e) {
      throw new UncheckedIOException("the demo's config could not be written to " + conf(), e);
    }
    return JobConfig.load(conf(), List.of(), Map.of());
  }
}
