package io.nightjar.jobs.registry;

import io.nightjar.jobs.shell.Answer;
import io.nightjar.jobs.shell.ExportOptions;
import io.nightjar.jobs.shell.ImportOptions;
import io.nightjar.jobs.shell.OutputOptions;
import io.nightjar.jobs.shell.RegistryOptions;
import io.nightjar.jobs.shell.ShownCoefficients;
import io.nightjar.journal.Event;
import io.nightjar.journal.ModelState;
import io.nightjar.journal.Recorded;
import io.nightjar.model.exchange.ExportFormat;
import io.nightjar.spark.exchange.ExportedVersion;
import io.nightjar.spark.exchange.ImportedVersion;
import io.nightjar.spark.registry.AliasRequest;
import io.nightjar.spark.registry.ModelVersion;
import io.nightjar.spark.registry.Registry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code models}: what the registry holds, and moving its aliases. */
@Command(
    name = "models",
    description = "The registry: list, show, import, export, promote, rollback, verify.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class ModelsVerb {

  @Command(
      description = "Every model with its versions and aliases.",
      mixinStandardHelpOptions = true)
  int list(@Mixin RegistryOptions options, @Mixin OutputOptions output) {
    return Answer.say(
        "models list",
        output,
        () -> {
          List<String> lines = new ArrayList<>();
          List<Map<String, Object>> models = new ArrayList<>();
          for (ModelState model : options.open().models()) {
            for (Recorded<Event.VersionRegistered> version : model.versions().values()) {
              lines.add(line(model, version));
            }
            models.add(facts(model));
          }
          return Answer.of(lines, Map.of("models", models));
        });
  }

  @Command(
      description = "One version (NAME, NAME@7 or NAME@champion).",
      mixinStandardHelpOptions = true)
  int show(
      @Parameters(paramLabel = "NAME[@VERSION]") String reference,
      @Mixin RegistryOptions options,
      @Mixin OutputOptions output) {
    return Answer.say(
        "models show",
        output,
        () -> {
          Registry registry = options.open();
          ModelVersion version = registry.resolve(reference);
          ShownCoefficients coefficients = ShownCoefficients.of(version);
          List<String> lines = shown(registry, version);
          lines.addAll(coefficients.lines());
          Map<String, Object> facts = facts(registry.model(version.name()), version.record());
          facts.put("coefficients", coefficients.rows());
          return Answer.of(lines, facts);
        });
  }

  @Command(
      name = "import",
      description = "Registers a model of XGBoost, LightGBM or an ONNX file.",
      mixinStandardHelpOptions = true)
  int importFile(
      @Mixin ImportOptions options, @Mixin RegistryOptions where, @Mixin OutputOptions output) {
    return Answer.say(
        "models import",
        output,
        () -> {
          Registry registry = where.openOrCreate();
          ModelVersion version =
              ImportedVersion.register(options.request(), registry, RegistryOptions.hadoop())
                  .version();
          return Answer.of(
              shown(registry, version), facts(registry.model(version.name()), version.record()));
        });
  }

  @Command(
      name = "export",
      description = "Writes a version as a file of another format.",
      mixinStandardHelpOptions = true)
  int exportFile(
      @Parameters(paramLabel = "NAME[@VERSION]") String reference,
      @Mixin ExportOptions options,
      @Mixin RegistryOptions where,
      @Mixin OutputOptions output) {
    return Answer.say(
        "models export",
        output,
        () -> {
          ExportFormat format = options.format();
          Registry registry = where.open();
          ModelVersion version = registry.resolve(reference);
          long bytes =
              ExportedVersion.write(
                  registry, version, format, options.file(), RegistryOptions.hadoop());
          return Answer.of(
              List.of(
                  "%s is in %s (%d bytes)".formatted(version.reference(), options.file(), bytes)),
              Map.of(
                  "model", version.name(),
                  "version", version.version(),
                  "file", options.file().toString(),
                  "bytes", bytes));
        });
  }

  @Command(description = "Makes a version the champion.", mixinStandardHelpOptions = true)
  int promote(
      @Parameters(paramLabel = "NAME@VERSION") String reference,
      @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "promoted by hand")
          String reason,
      @Mixin RegistryOptions options,
      @Mixin OutputOptions output) {
    return Answer.say(
        "models promote",
        output,
        () -> {
          Registry registry = options.open();
          ModelVersion version = registry.resolve(reference);
          boolean moved =
              registry
                  .promote(request(version.name(), "promote", reason), version.version())
                  .isPresent();
          String said =
              moved
                  ? version.reference() + " is the champion now"
                  : version.reference() + " was the champion already; nothing was done";
          return Answer.of(List.of(said), facts(registry.model(version.name()), version.record()));
        });
  }

  @Command(
      description = "Makes the former champion the champion again.",
      mixinStandardHelpOptions = true)
  int rollback(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "rolled back by hand")
          String reason,
      @Mixin RegistryOptions options,
      @Mixin OutputOptions output) {
    return Answer.say(
        "models rollback",
        output,
        () -> {
          Registry registry = options.open();
          registry.rollback(request(name, "rollback", reason));
          ModelVersion champion = registry.resolve(name, AliasRequest.CHAMPION);
          return Answer.of(
              List.of(champion.reference() + " is the champion again"),
              facts(registry.model(name), champion.record()));
        });
  }

  @Command(
      description = "Hashes every file of a version, or of all with none named.",
      mixinStandardHelpOptions = true)
  int verify(
      @Parameters(paramLabel = "NAME[@VERSION]", arity = "0..1") String reference,
      @Mixin RegistryOptions options,
      @Mixin OutputOptions output) {
    return Answer.say(
        "models verify",
        output,
        () -> {
          Registry registry = options.open();
          if (reference == null) {
            return AuditVerb.verified(registry);
          }
          ModelVersion version = registry.resolve(reference);
          registry.verify(version);
          return Answer.of(
              List.of(version.reference() + ": " + version.files().size() + " files, all sound"),
              facts(registry.model(version.name()), version.record()));
        });
  }

  private static AliasRequest request(String model, String what, String reason) {
    String runId = what + "-" + Instant.now().toString().replace(":", "");
    return AliasRequest.champion(model, runId, reason);
  }

  private static String line(ModelState model, Recorded<Event.VersionRegistered> version) {
    Event.VersionRegistered event = version.event();
    Map<String, Double> test = event.metrics().getOrDefault("test", Map.of());
    StringBuilder metrics = new StringBuilder();
    for (String key : List.of("auc", "log_loss", "accuracy", "rmse", "r2")) {
      if (test.containsKey(key)) {
        metrics.append(String.format(Locale.ROOT, " %s=%.5g", key, test.get(key)));
      }
    }
    return String.format(
        Locale.ROOT,
        "%s@%d  %-9s  %s  %s%s",
        model.name(),
        event.version(),
        event.status().toString().toLowerCase(Locale.ROOT),
        version.at(),
        String.join(",", model.aliasesOf(event.version())),
        metrics);
  }

  private static List<String> shown(Registry registry, ModelVersion version) {
    ModelState model = registry.model(version.name());
    Event.VersionRegistered event = version.record().event();
    List<String> lines = new ArrayList<>();
    lines.add(line(model, version.record()));
    lines.add("  run         " + version.record().runId());
    lines.add("  files       " + version.directory());
    lines.add("  sha256      " + version.modelSha256());
    lines.add(origin(event.trainedOn()));
    event
        .metrics()
        .forEach((on, values) -> lines.add(String.format(Locale.ROOT, "  %-11s %s", on, values)));
    event
        .gates()
        .forEach(
            g ->
                lines.add("  gate        " + g.name() + ": " + g.verdict() + " (" + g.why() + ")"));
    return lines;
  }

  private static String origin(Event.SnapshotReference from) {
    return from.rows() == 0
        ? "  origin      " + from.id() + ", SHA-256 " + from.sha256()
        : "  trained on  " + from.rows() + " rows, " + from.id();
  }

  private static Map<String, Object> facts(ModelState model) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("model", model.name());
    facts.put("versions", model.versions().values().stream().map(v -> facts(model, v)).toList());
    Map<String, Integer> aliases = new LinkedHashMap<>();
    model.aliases().forEach((alias, state) -> aliases.put(alias, state.version()));
    facts.put("aliases", aliases);
    return facts;
  }

  private static Map<String, Object> facts(
      ModelState model, Recorded<Event.VersionRegistered> version) {
    Event.VersionRegistered event = version.event();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("model", model.name());
    facts.put("version", event.version());
    facts.put("version_status", event.status().toString().toLowerCase(Locale.ROOT));
    facts.put("version_aliases", model.aliasesOf(event.version()));
    facts.put("registered_at", version.at());
    facts.put("run_id", version.runId());
    facts.put("model_sha256", event.modelSha256());
    facts.put("metrics", event.metrics());
    facts.put("gates", event.gates());
    facts.put("trained_on", event.trainedOn());
    return facts;
  }
}
