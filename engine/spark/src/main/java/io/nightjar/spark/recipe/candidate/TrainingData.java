package io.nightjar.spark.recipe.candidate;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.config.DataConfig;
import io.nightjar.model.Target;
import io.nightjar.spark.data.Snapshot;
import io.nightjar.spark.data.Split;
import io.nightjar.spark.data.Splits;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.contract.Contract;
import io.nightjar.spark.data.contract.LabelCheck;
import io.nightjar.spark.data.contract.LabelFacts;
import io.nightjar.spark.data.contract.Violation;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.train.Targets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The training table, checked, frozen and split.
 *
 * @param table all its rows
 * @param labels what the label holds
 * @param snapshot what was read, exactly
 * @param split its parts
 */
public record TrainingData(Table table, LabelFacts labels, Snapshot snapshot, Split split) {

  /** Opens, checks contract and label, takes the snapshot, splits; every step is recorded. */
  public static TrainingData of(RunContext run) {
    DataConfig data = run.config().data();
    Table table =
        run.stages()
            .time(
                "open the table",
                () -> Tables.training(run.spark(), data, run.identity().runDate(), run.tables()));
    table.notes().forEach(note -> run.record().warn(note.text()));
    LabelFacts labels = checked(run, table);
    Snapshot snapshot = run.stages().time("snapshot", () -> Snapshot.of(table));
    Optional<Table> test = Tables.test(run.spark(), data, run.identity().runDate());
    Split split =
        run.stages().time("split", () -> Splits.of(table, test, data, run.config().split()));
    record(run, snapshot, split);
    return new TrainingData(table, labels, snapshot, split);
  }

  /** The contract and the label, every problem of both reported together. */
  public static LabelFacts checked(RunContext run, Table table) {
    List<Problem> problems = new ArrayList<>(contract(run, table));
    try {
      LabelFacts labels =
          run.stages()
              .time(
                  "check the label",
                  () ->
                      LabelCheck.require(
                          table, run.config().data(), Targets.kind(run.config().model())));
      Target target = Targets.of(run.config().model(), run.config().data(), labels);
      if (problems.isEmpty()) {
        TargetRules.require(run.config(), target);
        return labels;
      }
    } catch (NightjarException e) {
      if (e.kind() == FailureKind.CONFIG) {
        throw e;
      }
      problems.addAll(e.problems());
    }
    throw new NightjarException(FailureKind.DATA, problems, null);
  }

  private static List<Problem> contract(RunContext run, Table table) {
    DataConfig data = run.config().data();
    List<Violation> violations =
        run.stages()
            .time("check the contract", () -> Contract.check(table, data.contract(), data.id()));
    List<Problem> problems = violations.stream().map(Violation::problem).toList();
    run.record()
        .detail(
            "contract",
            problems.isEmpty()
                ? List.of(new Problem("contract", data.contract().size() + " rules, all kept"))
                : problems);
    return problems;
  }

  private static void record(RunContext run, Snapshot snapshot, Split split) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("snapshot", snapshot);
    data.put("parts", split.rows());
    run.record().detail("data", data);
  }
}
