package io.nightjar.jobs.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.FailureKind;
import io.nightjar.jobs.shell.Answer;
import io.nightjar.jobs.shell.OutputOptions;
import io.nightjar.jobs.shell.RegistryOptions;
import io.nightjar.journal.Event;
import io.nightjar.journal.JournalEntry;
import io.nightjar.spark.registry.AuditReport;
import io.nightjar.spark.registry.Registry;
import io.nightjar.spark.run.RecordJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code audit}: the journal, entry by entry, and whether it is whole. */
@Command(
    name = "audit",
    description = "The hash-chained journal: show, verify.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class AuditVerb {

  @Command(description = "Every entry, oldest first.", mixinStandardHelpOptions = true)
  int show(
      @Option(names = "--model", paramLabel = "NAME", description = "Only this model's entries.")
          String model,
      @Mixin RegistryOptions options,
      @Mixin OutputOptions output) {
    return Answer.say(
        "audit show",
        output,
        () -> {
          List<String> lines = new ArrayList<>();
          List<JsonNode> entries = new ArrayList<>();
          for (JournalEntry entry : options.open().entries()) {
            if (model == null || model.equals(entry.event().model())) {
              lines.add(line(entry));
              entries.add(RecordJson.parse(new String(entry.bytes(), StandardCharsets.UTF_8)));
            }
          }
          return Answer.of(lines, Map.of("entries", entries));
        });
  }

  @Command(
      description = "Checks the hash chain and every version's files.",
      mixinStandardHelpOptions = true)
  int verify(@Mixin RegistryOptions options, @Mixin OutputOptions output) {
    return Answer.say("audit verify", output, () -> verified(options.open()));
  }

  /** The whole registry, hashed. */
  static Answer verified(Registry registry) {
    AuditReport report = registry.verifyAll();
    String said =
        String.format(
            Locale.ROOT,
            "%d entries chained, %d versions with %d files hashed: %s; last entry %s",
            report.entries(),
            report.versions(),
            report.files(),
            report.sound() ? "all sound" : report.problems().size() + " problems",
            report.lastSha256());
    Map<String, Object> fields =
        Map.of(
            "entries",
            report.entries(),
            "versions",
            report.versions(),
            "files",
            report.files(),
            "last_sha256",
            report.lastSha256());
    int code = report.sound() ? 0 : FailureKind.STORAGE.exitCode();
    return new Answer(List.of(said), fields, report.problems(), code);
  }

  private static String line(JournalEntry entry) {
    return String.format(
        Locale.ROOT,
        "%6d  %s  %-22s  %s  %s",
        entry.sequence(),
        entry.at(),
        what(entry.event()),
        entry.event().model(),
        entry.runId());
  }

  private static String what(Event event) {
    if (event instanceof Event.VersionRegistered e) {
      return "registered " + e.version() + " " + word(e.status());
    }
    if (event instanceof Event.AliasMoved e) {
      return word(e.action()) + " " + e.alias() + " " + e.version();
    }
    if (event instanceof Event.ScoresPublished e) {
      return "scores " + e.runDate();
    }
    if (event instanceof Event.MonitorReported e) {
      return "monitor " + e.runDate();
    }
    if (event instanceof Event.NightDecided e) {
      return "night " + e.runDate() + " " + e.decision();
    }
    return event instanceof Event.Unknown e ? "unknown " + e.type() : event.toString();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
