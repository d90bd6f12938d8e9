package io.nightjar.spark.recipe;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.config.ColumnRule;
import io.nightjar.config.MonitorConfig;
import io.nightjar.journal.Event;
import io.nightjar.journal.Recorded;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.contract.Contract;
import io.nightjar.spark.lease.Lease;
import io.nightjar.spark.lease.LeaseRequest;
import io.nightjar.spark.recipe.version.LoadedVersion;
import io.nightjar.spark.run.RunContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A night: check, score, monitor; on an alarm retrain through the gates; decide, and say why in the
 * journal. One night of a job is run by one process at a time, and once: the same run again finds
 * its decision and does nothing.
 */
public final class NightlyRecipe {
  private NightlyRecipe() {}

  /**
   * Runs the night.
   *
   * @throws NightjarException of kind DATA when the contract rejects the night's table, GATES when
   *     a retrained model was refused, ALARM where {@code monitor.fail-on} asks for it
   */
  public static void run(RunContext run) {
    String date = run.identity().runDate().toString();
    LeaseRequest request = LeaseRequest.of(run.config().name(), date, run.identity().runId());
    try (Lease lease = run.registry().lease(request)) {
      Optional<Recorded<Event.NightDecided>> before = decided(run);
      if (before.isPresent() && run.republish() == RunContext.Republish.NEW_RUNS) {
        already(run, before.get());
        return;
      }
      night(run, lease);
    }
  }

  private static void night(RunContext run, Lease lease) {
    LoadedVersion champion =
        run.stages().time("load the champion", () -> LoadedVersion.of(run, "champion"));
    check(run, champion);
    lease.requireHeld();
    ScoreRecipe.score(run, champion);
    Watch watch = MonitorRecipe.watch(run, champion);
    Decision decision = decide(run, watch);
    lease.requireHeld();
    tell(run, decision, watch);
    decision.failure().ifPresent(run.record()::failed);
    if (decision.failure().isEmpty()) {
      watch.failWhereAsked(run);
    }
  }

  /**
   * The contract's rules that reject a table, on the night's; the label may not be there yet. Rows
   * that break the other rules go to the quarantine when they are scored.
   */
  private static void check(RunContext run, LoadedVersion champion) {
    Table night = NightTable.open(run, champion.model(), run.identity().runDate());
    List<String> there = Arrays.asList(night.schema().fieldNames());
    Map<String, ColumnRule> rules = new LinkedHashMap<>(run.config().data().contract());
    run.config().data().label().filter(name -> !there.contains(name)).ifPresent(rules::remove);
    rules.values().removeIf(rule -> rule.action() == ColumnRule.Action.QUARANTINE);
    Optional<String> id = run.config().data().id().filter(there::contains);
    List<Problem> problems =
        run.stages().time("check the contract", () -> Contract.check(night, rules, id)).stream()
            .map(violation -> violation.problem())
            .toList();
    if (!problems.isEmpty()) {
      run.record().detail("contract", problems);
      throw new NightjarException(FailureKind.DATA, problems, null);
    }
    run.record()
        .detail("contract", List.of(new Problem("contract", rules.size() + " rules, all kept")));
  }

  private static Decision decide(RunContext run, Watch watch) {
    if (!watch.alarmed()) {
      return Decision.keep("no alarm");
    }
    if (run.config().monitor().onDrift() == MonitorConfig.OnDrift.NONE) {
      return Decision.alarmOnly(watch.reason());
    }
    return Retrain.because(run, watch.reason());
  }

  private static void tell(RunContext run, Decision decision, Watch watch) {
    Map<String, String> evidence = new TreeMap<>(decision.evidence());
    evidence.put("alarms", watch.reason());
    evidence.put("rows", Long.toString(watch.rows()));
    run.record().set("decision", decision.name());
    run.record().detail("evidence", evidence);
    run.registry()
        .append(
            run.identity().runId(),
            new Event.NightDecided(
                run.config().name(),
                run.identity().runDate().toString(),
                decision.name(),
                evidence));
  }

  private static Optional<Recorded<Event.NightDecided>> decided(RunContext run) {
    String date = run.identity().runDate().toString();
    return run.registry().state().model(run.config().name()).stream()
        .flatMap(model -> model.nights().stream())
        .filter(night -> night.event().runDate().equals(date))
        .filter(night -> night.runId().equals(run.identity().runId()))
        .findFirst();
  }

  private static void already(RunContext run, Recorded<Event.NightDecided> before) {
    run.record().set("model", run.config().name());
    run.record().set("already_published", true);
    run.record().set("decision", before.event().decision());
    run.stages().note("this run did this night at " + before.at() + "; nothing was done");
  }
}
