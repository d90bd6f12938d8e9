package io.nightjar.jobs.demo;

import io.nightjar.config.JobConfig;
import io.nightjar.jobs.shell.OutputOptions;
import io.nightjar.jobs.shell.RecordedRun;
import io.nightjar.spark.recipe.NightlyRecipe;
import io.nightjar.spark.recipe.TrainRecipe;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.run.RunIdentity;
import io.nightjar.spark.run.RunRecord;
import io.nightjar.spark.run.SparkSessions;
import io.nightjar.spark.run.Stages;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/**
 * The main job on a made table: train on the first nights, run the later ones, meet the planted
 * shift, heal by a gated retrain; then compare with the truth that was planted.
 */
public final class Demo {
  private static final LocalDate FIRST_NIGHT = LocalDate.of(2026, 1, 1);
  private static final int TRAINING_NIGHTS = 20;
  private static final int SHIFT_NIGHT = 31;
  private static final long SEED = 31;

  private final Size size;
  private final Path folder;
  private final OutputOptions output;

  /**
   * How much is made.
   *
   * @param nights nights in all, at least as many as it takes to meet the shift
   * @param rowsPerNight subscribers a night
   */
  public record Size(int nights, int rowsPerNight) {}

  /** A demo in a folder, which is emptied first by whoever calls. */
  public Demo(Size size, Path folder, OutputOptions output) {
    this.size = size;
    this.folder = folder.toAbsolutePath().normalize();
    this.output = output;
  }

  /** Runs it and gives what happened, night by night. */
  public DemoOutcome run(String master) {
    ChurnTruth truth = new ChurnTruth(FIRST_NIGHT, SHIFT_NIGHT, size.rowsPerNight(), SEED);
    DemoJob job = new DemoJob(folder, truth);
    JobConfig config = job.writeConfig();
    Stages stages = new Stages(output.progress());
    return SparkSessions.use(
        new SparkSessions.Wanted(
            config.name(), master, config.spark(), config.compute().partitions()),
        spark -> run(spark, job, config, stages));
  }

  private DemoOutcome run(SparkSession spark, DemoJob job, JobConfig config, Stages stages) {
    ChurnTruth truth = job.truth();
    stages.run("make the table", () -> job.writeTable(spark, size.nights()));
    RunRecord trained =
        stages.time(
            "train on 20 nights",
            () -> once(spark, config, "train", truth.date(TRAINING_NIGHTS), TrainRecipe::run));
    List<NightOutcome> nights =
        trained.exitCode() == 0 ? nights(spark, config, truth, stages) : List.of();
    return new DemoOutcome(truth, folder, trained, nights);
  }

  private List<NightOutcome> nights(
      SparkSession spark, JobConfig config, ChurnTruth truth, Stages stages) {
    return IntStream.rangeClosed(TRAINING_NIGHTS + 1, size.nights())
        .mapToObj(
            night ->
                new NightOutcome(
                    night,
                    stages.time(
                        "night " + night,
                        () ->
                            once(spark, config, "nightly", truth.date(night), NightlyRecipe::run))))
        .toList();
  }

  private static RunRecord once(
      SparkSession spark,
      JobConfig config,
      String verb,
      LocalDate date,
      Consumer<RunContext> recipe) {
    RunIdentity identity = RunIdentity.of(verb, config.name(), null, date.toString());
    RunContext context =
        new RunContext(
            config,
            new RunRecord(identity),
            new Stages(line -> {}),
            spark,
            RunContext.Republish.NEW_RUNS);
    return RecordedRun.of(context, recipe);
  }
}
