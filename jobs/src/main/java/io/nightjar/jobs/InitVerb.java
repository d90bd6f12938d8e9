package io.nightjar.jobs;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.jobs.init.ConfigDraft;
import io.nightjar.jobs.shell.Answer;
import io.nightjar.jobs.shell.OutputOptions;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.run.SparkSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code init}. */
@Command(
    name = "init",
    description = "Writes a commented JOB.conf from a table's schema and a profile of it.",
    mixinStandardHelpOptions = true)
final class InitVerb implements Callable<Integer> {
  @Parameters(paramLabel = "TABLE", description = "Path, glob or catalog table.")
  private String table;

  @Option(
      names = "--label",
      paramLabel = "COL",
      required = true,
      description = "The column to predict.")
  private String label;

  @Option(
      names = "--positive",
      paramLabel = "VALUE",
      description = "The label's value that counts as 1. Default: the rarer of two.")
  private String positive;

  @Option(names = "--id", paramLabel = "COL", description = "The column that names a row.")
  private String id;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The model's name. Default: the table's.")
  private String name;

  @Option(names = "--out", paramLabel = "FILE", description = "Where to write. Default: NAME.conf.")
  private Path out;

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "A,B,…",
      description = "Names of the columns of a CSV file without a header.")
  private List<String> columns = new ArrayList<>();

  @Option(
      names = "--null-values",
      split = ",",
      paramLabel = "TEXT",
      description = "Texts that mean missing in a CSV file, such as ?.")
  private List<String> nullValues = new ArrayList<>();

  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      description = "Between the fields of a CSV file. Default: a comma.")
  private String delimiter;

  @Option(names = "--force", description = "Overwrite the file.")
  private boolean force;

  @Option(names = "--master", paramLabel = "URL", description = "Spark's master.")
  private String master;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    return Answer.say("init", output, this::answer);
  }

  private Answer answer() {
    String model = name == null ? nameOf(table) : name;
    Path file = out == null ? Path.of(model + ".conf") : out;
    if (Files.exists(file) && !force) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          file.toString(),
          "is there already; name another with --out, or say --force.");
    }
    ConfigDraft.Wanted wanted = new ConfigDraft.Wanted(model, dataBlock(), label, positive, id);
    String text = draft(wanted);
    write(file, text);
    JobConfig.load(file, List.of(), System.getenv());
    return Answer.of(
        List.of("wrote " + file + "; look it over, then: bin/nightjar check " + file),
        Map.of("config", file.toString()));
  }

  private String draft(ConfigDraft.Wanted wanted) {
    JobConfig opening = opening(wanted);
    return SparkSessions.use(
        new SparkSessions.Wanted(wanted.name(), master, Map.of(), 2),
        spark -> {
          LocalDate today = LocalDate.now(ZoneOffset.UTC);
          Table opened = Tables.open(spark, opening.data(), opening.data().source(), today);
          return ConfigDraft.of(wanted, opened).text();
        });
  }

  private static JobConfig opening(ConfigDraft.Wanted wanted) {
    try {
      Path file = Files.createTempFile("nightjar-init", ".conf");
      try {
        Files.writeString(file, ConfigDraft.opening(wanted));
        return JobConfig.load(file, List.of(), Map.of());
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw NightjarException.of(
          FailureKind.STORAGE,
          System.getProperty("java.io.tmpdir"),
          "can't be written: " + e.getMessage(),
          e);
    }
  }

  private List<String> dataBlock() {
    List<String> lines = new ArrayList<>();
    lines.add("source = " + ConfigDraft.quoted(table));
    if (!columns.isEmpty()) {
      lines.add("format = csv");
      lines.add("csv.header = false");
      lines.add("csv.columns = " + list(columns));
    }
    if (!nullValues.isEmpty()) {
      lines.add("csv.null-values = " + list(nullValues));
    }
    if (delimiter != null) {
      lines.add("csv.delimiter = " + ConfigDraft.quoted(delimiter));
    }
    return lines;
  }

  private static String list(List<String> texts) {
    return "[" + String.join(", ", texts.stream().map(ConfigDraft::quoted).toList()) + "]";
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw NightjarException.of(
          FailureKind.STORAGE,
          file.toString(),
          "can't be written: " + e.getMessage() + "; name another with --out.",
          e);
    }
  }

  /** The last part of a path without its ending, as a model's name may be. */
  private static String nameOf(String table) {
    String last = table.replaceAll("/+$", "").replaceAll(".*/", "").replaceAll("\\.[^.]*$", "");
    String allowed = last.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
    return allowed.isEmpty() ? "model" : allowed;
  }
}
