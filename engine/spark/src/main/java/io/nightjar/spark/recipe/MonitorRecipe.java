package io.nightjar.spark.recipe;

import io.nightjar.config.MonitorConfig;
import io.nightjar.journal.Event;
import io.nightjar.metrics.Evaluation;
import io.nightjar.metrics.MetricValue;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.contract.RowRules;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.monitor.Decay;
import io.nightjar.spark.monitor.DriftFinding;
import io.nightjar.spark.monitor.Monitor;
import io.nightjar.spark.recipe.version.LoadedVersion;
import io.nightjar.spark.recipe.version.PartEvaluation;
import io.nightjar.spark.recipe.version.TrainingProfile;
import io.nightjar.spark.run.RunContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A night's inputs and predictions against the version's frozen profile; decay where labels are.
 */
public final class MonitorRecipe {
  private MonitorRecipe() {}

  /**
   * Monitors.
   *
   * @param selector champion, 7 or name@7
   * @throws io.nightjar.NightjarException of kind ALARM where {@code monitor.fail-on} asks for it
   */
  public static void run(RunContext run, String selector) {
    LoadedVersion version =
        run.stages().time("load the model", () -> LoadedVersion.of(run, selector));
    version.record(run);
    watch(run, version).failWhereAsked(run);
  }

  /** Compares, records, and tells the journal. */
  static Watch watch(RunContext run, LoadedVersion version) {
    LocalDate date = run.identity().runDate();
    Table night = NightTable.open(run, version.model(), date);
    List<DriftFinding> findings =
        new ArrayList<>(run.stages().time("monitor", () -> drift(run, version, night)));
    run.config()
        .monitor()
        .decay()
        .ifPresent(limit -> findings.add(decay(run, version, night, limit)));
    long rows = findings.stream().mapToLong(DriftFinding::n).max().orElse(0);
    run.record().set("drift", findings);
    tell(run, version, findings, rows);
    return new Watch(findings, rows);
  }

  private static List<DriftFinding> drift(RunContext run, LoadedVersion version, Table night) {
    List<String> inputs = TrainingProfile.inputs(version.model());
    return ReadFailures.reading(
        night.origin(),
        () -> {
          Dataset<Row> current =
              TrainingProfile.columns(inputs, List.of(), version.scorer().score(night.rows()));
          return Monitor.compare(version.profile(), current, run.config().monitor());
        });
  }

  private static DriftFinding decay(
      RunContext run, LoadedVersion version, Table night, MonitorConfig.Decay limit) {
    Optional<Table> labelled = labelled(run, version, night, limit);
    if (labelled.isEmpty()) {
      return new DriftFinding(
          limit.metric(),
          Watch.DECAY,
          null,
          limit.maxDrop(),
          false,
          0,
          "insufficient: the night's table has no column \""
              + version.model().target().column()
              + "\" yet; name the labels' table with monitor.decay.labels");
    }
    Evaluation now =
        run.stages().time("evaluate the night", () -> now(run, version, labelled.get()));
    run.record().metrics("test", now.metrics());
    run.record().detail("evaluations", Map.of("test", now));
    return Decay.check(
        limit, atTraining(version, limit.metric()), now, run.config().monitor().minRows());
  }

  /** On the rows that the night scored; those in quarantine have no prediction to be wrong. */
  private static Evaluation now(RunContext run, LoadedVersion version, Table labelled) {
    Table kept = RowRules.of(run.config().data()).kept(labelled);
    Evaluation now =
        new PartEvaluation(
                version.model(),
                version.scorer(),
                Optional.empty(),
                run.config().compute().partitions())
            .ofScorable(kept);
    long rows = ReadFailures.reading(labelled.origin(), () -> labelled.rows().count());
    if (rows > now.rows()) {
      run.record()
          .warn(
              "decay is measured on %d of %d labelled rows; the others can't be scored, or break a rule of data.contract"
                  .formatted(now.rows(), rows));
    }
    return now;
  }

  private static Optional<Table> labelled(
      RunContext run, LoadedVersion version, Table night, MonitorConfig.Decay limit) {
    String label = version.model().target().column();
    if (limit.labels().isEmpty()) {
      return Arrays.asList(night.schema().fieldNames()).contains(label)
          ? Optional.of(night.withRows(night.rows().filter(Table.column(label).isNotNull())))
          : Optional.empty();
    }
    LocalDate date = run.identity().runDate().minusDays(limit.lagNights());
    Table scored = NightTable.open(run, version.model(), date);
    Table labels = Tables.open(run.spark(), run.config().data(), limit.labels().get(), date);
    String id = labels.field(run.config().data().id().orElseThrow()).name();
    Dataset<Row> known =
        labels
            .rows()
            .select(Table.column(id), Table.column(labels.field(label).name()))
            .filter(Table.column(label).isNotNull());
    return Optional.of(scored.withRows(scored.rows().drop(label).join(known, id)));
  }

  private static MetricValue atTraining(LoadedVersion version, String metric) {
    Map<String, Map<String, Double>> metrics = version.version().metrics();
    Map<String, Double> on =
        metrics.getOrDefault("test", metrics.getOrDefault("validation", Map.of()));
    return on.containsKey(metric)
        ? MetricValue.of(on.get(metric))
        : MetricValue.insufficient("no " + metric + " was measured at training");
  }

  private static void tell(
      RunContext run, LoadedVersion version, List<DriftFinding> findings, long rows) {
    List<Event.AlarmOutcome> outcomes =
        findings.stream()
            .filter(f -> f.limit() != null)
            .map(
                f ->
                    new Event.AlarmOutcome(
                        f.column(), f.statistic(), f.value(), f.limit(), f.alarm()))
            .toList();
    Event event =
        new Event.MonitorReported(
            version.version().name(),
            version.version().version(),
            run.identity().runDate().toString(),
            outcomes,
            rows);
    run.registry().append(run.identity().runId(), event);
  }
}
