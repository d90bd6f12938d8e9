package io.nightjar.jobs.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.Problem;
import io.nightjar.spark.run.RecordJson;
import io.nightjar.spark.run.RunRecord;
import io.nightjar.spark.run.Stages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the demo's nights did, against what was planted. */
public final class DemoOutcome {
  private final ChurnTruth truth;
  private final Path folder;
  private final RunRecord trained;
  private final List<NightOutcome> nights;

  DemoOutcome(ChurnTruth truth, Path folder, RunRecord trained, List<NightOutcome> nights) {
    this.truth = truth;
    this.folder = folder;
    this.trained = trained;
    this.nights = nights;
  }

  /** The first night with an alarm. */
  public Optional<Integer> firstAlarm() {
    return nights.stream().filter(n -> !n.alarms().isEmpty()).map(NightOutcome::night).findFirst();
  }

  /** The first night on which a retrained version passed the gates. */
  public Optional<Integer> healed() {
    return nights.stream()
        .filter(n -> n.decision().equals("retrain-promoted"))
        .map(NightOutcome::night)
        .findFirst();
  }

  /** What differs from what must be: empty when the shift was found in time and healed. */
  public List<Problem> problems() {
    List<Problem> problems = new ArrayList<>(trained.problems());
    nights.forEach(n -> problems.addAll(n.record().problems()));
    int shift = truth.shiftNight();
    boolean reached = nights.stream().anyMatch(n -> n.night() > shift);
    int alarm = firstAlarm().orElse(-1);
    if (reached && alarm != shift && alarm != shift + 1) {
      problems.add(
          new Problem(
              "demo",
              "the first alarm was on night "
                  + (alarm < 0 ? "none" : Integer.toString(alarm))
                  + "; the shift was planted at night "
                  + shift
                  + " and must be found on it or the next."));
    }
    if (reached && healed().isEmpty()) {
      problems.add(new Problem("demo", "no retrained version passed the gates after the shift."));
    }
    return problems;
  }

  /** 0 when the demo did what it must. */
  public int exitCode() {
    return problems().isEmpty() ? 0 : Math.max(1, trained.exitCode());
  }

  /** What happened, in at most 25 lines. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("The data is made: subscribers and who leaves, by a law that is known.");
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d rows a night; at night %d prices rise by a third and begin to matter more.",
            truth.rowsPerNight(),
            truth.shiftNight()));
    lines.add(training());
    nightLines(lines);
    lines.add(
        "planted    night "
            + truth.shiftNight()
            + ", found "
            + night(firstAlarm())
            + ", healed "
            + night(healed()));
    if (!nights.isEmpty()) {
      lines.add("report     " + telling().report());
    }
    lines.add("config     " + folder.resolve("churn.conf") + "  (yours to change and run)");
    return lines;
  }

  private String training() {
    if (trained.exitCode() != 0) {
      return "night 20   the training failed with exit code " + trained.exitCode();
    }
    JsonNode result = RecordJson.tree(trained.resultJson(new Stages(line -> {})));
    JsonNode test = result.path("metrics").path("test");
    return String.format(
        Locale.ROOT,
        "night 20   trained %s@%s on nights 1 to 20: test AUC %.4f, log loss %.4f",
        result.path("model").asText(),
        result.path("version").asText(),
        test.path("auc").asDouble(),
        test.path("log_loss").asDouble());
  }

  /** One line for each stretch of nights on which the same thing happened. */
  private void nightLines(List<String> lines) {
    int from = 0;
    for (int i = 1; i <= nights.size(); i++) {
      if (i == nights.size() || !what(nights.get(i)).equals(what(nights.get(from)))) {
        int first = nights.get(from).night();
        int last = nights.get(i - 1).night();
        String label = first == last ? "night " + first : "nights " + first + "-" + last;
        lines.add(String.format(Locale.ROOT, "%-10s %s", label, what(nights.get(from))));
        from = i;
      }
    }
  }

  private static String what(NightOutcome night) {
    if (night.record().exitCode() != 0) {
      return "failed: " + night.record().problems().get(0).text();
    }
    List<String> alarms = night.alarms();
    if (alarms.isEmpty()) {
      return "scored with version " + night.version() + ", no alarm";
    }
    String shown = String.join(", ", alarms.subList(0, Math.min(3, alarms.size())));
    String more = alarms.size() > 3 ? " and " + (alarms.size() - 3) + " more" : "";
    return "ALARM " + shown + more + "; " + night.decision();
  }

  /** The night whose report is worth reading: the first with an alarm, or else the last. */
  private NightOutcome telling() {
    return nights.stream()
        .filter(n -> !n.alarms().isEmpty())
        .findFirst()
        .orElse(nights.get(nights.size() - 1));
  }

  private static String night(Optional<Integer> night) {
    return night.map(n -> "night " + n).orElse("never");
  }
}
