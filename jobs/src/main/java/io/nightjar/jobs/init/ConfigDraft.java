package io.nightjar.jobs.init;

import com.typesafe.config.ConfigUtil;
import io.nightjar.spark.data.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The text of a first JOB.conf: what was found in the table, as rules to be looked over. */
public final class ConfigDraft {
  private static final String TREES =
      "model { type = gbt, trees = 300, learning-rate = 0.1, early-stopping-rounds = 20 }";
  private static final int CLASSES = 20;

  private final Wanted wanted;
  private final TableProfile profile;
  private final List<String> labels;

  /**
   * What the user said.
   *
   * @param name the model's name
   * @param dataBlock the {@code source}, {@code format} and CSV lines, as HOCON
   * @param label the column to predict
   * @param positive the label's value that counts as 1, or null
   * @param id the column that names a row, or null
   */
  public record Wanted(
      String name, List<String> dataBlock, String label, String positive, String id) {}

  private ConfigDraft(Wanted wanted, TableProfile profile, List<String> labels) {
    this.wanted = wanted;
    this.profile = profile;
    this.labels = labels;
  }

  /** Profiles the table and drafts. */
  public static ConfigDraft of(Wanted wanted, Table table) {
    String label = table.field(wanted.label()).name();
    return new ConfigDraft(wanted, TableProfile.of(table), TableProfile.values(table, label));
  }

  /** What must stand in a config before the table can be read: enough to open it. */
  public static String opening(Wanted wanted) {
    return "name = "
        + quoted(wanted.name())
        + "\ndata {\n  "
        + String.join("\n  ", wanted.dataBlock())
        + "\n  label = "
        + quoted(wanted.label())
        + "\n}\nsplit { by = content }\nmodel { type = linear }\nregistry = \"registry\"\n";
  }

  /** The whole config. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "# Drafted from a profile of the table. Every rule below is what was found: look it over,");
    lines.add("# and loosen or tighten it to what is right. docs/config.md has every key.");
    lines.add("name = " + quoted(wanted.name()));
    lines.add("");
    data(lines);
    lines.add(split());
    lines.add(features());
    model(lines);
    lines.add("promote = auto                       # manual: a person promotes");
    lines.add("registry = \"registry\"");
    lines.add("score {");
    lines.add(
        "  " + wanted.dataBlock().get(0) + "   # {run-date} in a path stands for the logical date");
    lines.add("  output = \"scores\"");
    lines.add("  keep = [" + (wanted.id() == null ? "" : quoted(wanted.id())) + "]");
    lines.add("  quarantine = \"quarantine\"");
    lines.add("}");
    lines.add("monitor { ks { max = 0.1 }, psi { max = 0.25 }, on-drift = retrain }");
    return String.join("\n", lines) + "\n";
  }

  private boolean isRegression() {
    ColumnProfile label = profile.column(wanted.label());
    return label.isNumber() && labels.size() > CLASSES;
  }

  private void data(List<String> lines) {
    lines.add(
        String.format(
            Locale.ROOT, "data {                               # %,d rows", profile.rows()));
    wanted.dataBlock().forEach(line -> lines.add("  " + line));
    lines.add("  label = " + quoted(wanted.label()));
    if (!isRegression() && labels.size() == 2) {
      String positive = wanted.positive() == null ? labels.get(1) : wanted.positive();
      lines.add(
          "  positive = " + quoted(positive) + "   # of " + labels + ", the most frequent first");
    }
    if (wanted.id() != null) {
      lines.add("  id = " + quoted(wanted.id()));
    } else {
      idAdvice(lines);
    }
    lines.add("  contract {");
    profile.columns().forEach(column -> lines.add("    " + rule(column, wanted.id())));
    lines.add("  }");
    lines.add("}");
  }

  private void idAdvice(List<String> lines) {
    profile.columns().stream()
        .filter(c -> c.nulls() == 0 && c.distinct() >= 0.97 * profile.rows() && !isFraction(c))
        .findFirst()
        .ifPresent(
            c ->
                lines.add(
                    "  # id = "
                        + quoted(c.name())
                        + "   # looks like one: almost every value is different"));
  }

  private static boolean isFraction(ColumnProfile column) {
    return column.type().equals("double") || column.type().equals("float");
  }

  /**
   * What was found, as a rule; of an id only that it names each row, since the next rows' differ.
   */
  private static String rule(ColumnProfile column, String id) {
    if (column.name().equals(id)) {
      return ConfigUtil.joinPath(id)
          + " { type = "
          + column.type()
          + ", nulls = 0, unique = true }";
    }
    List<String> rules = new ArrayList<>();
    if (column.values().isEmpty()) {
      rules.add("type = " + column.type());
    } else {
      rules.add(
          "in = ["
              + String.join(", ", column.values().stream().map(ConfigDraft::quoted).toList())
              + "]");
    }
    if (column.isNumber()) {
      rules.add("min = " + number(column.min()) + ", max = " + number(column.max()));
    }
    rules.add("nulls = " + number(Math.ceil(column.nulls() * 1000) / 1000));
    return String.format(
        Locale.ROOT,
        "%s { %s }   # about %,d values",
        ConfigUtil.joinPath(column.name()),
        String.join(", ", rules),
        column.distinct());
  }

  private String split() {
    return wanted.id() != null
        ? "split { by = id, validation = 0.15, test = 0.15 }"
        : "split { by = content, validation = 0.15, test = 0.15 }   # by = id where a column names the row";
  }

  private String features() {
    List<String> high =
        profile.columns().stream()
            .filter(c -> c.isText() && c.distinct() > 256 && !c.name().equals(wanted.label()))
            .map(c -> quoted(c.name()))
            .toList();
    return "features { exclude = ["
        + String.join(", ", high)
        + "] }"
        + (high.isEmpty() ? "" : "   # text with too many values to be categories");
  }

  private void model(List<String> lines) {
    if (isRegression()) {
      lines.add(TREES + "   # or linear, forest, mllib");
      lines.add("gates { r2 { min = 0.0 } }           # raise it to what the business needs");
    } else {
      lines.add(TREES + "   # or logistic, forest, mllib");
      lines.add(
          labels.size() == 2
              ? "gates { auc { min = 0.60, max-drop-vs-champion = 0.005 } }   # raise it to what the business needs"
              : "gates { accuracy { min = 0.50, max-drop-vs-champion = 0.005 } }   # raise it to what the business needs");
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** HOCON's own quoting. */
  public static String quoted(String text) {
    return ConfigUtil.quoteString(text);
  }
}
