package io.nightjar.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.report.Table.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What went in: the contract's result, the snapshot, the features, and what training made of it.
 */
final class DataSections {
  private static final int FILES_SHOWN = 20;
  private static final int LARGEST_SHOWN = 12;

  private final JsonNode record;

  DataSections(JsonNode record) {
    this.record = record;
  }

  Section contract() {
    Section section = new Section("contract", "Data contract");
    JsonNode contract = record.path("contract");
    if (contract.size() == 1 && contract.path(0).path("where").asText().equals("contract")) {
      return section.say("✓ " + contract.path(0).path("message").asText());
    }
    Set<JsonNode> told = new HashSet<>();
    record.path("result").path("problems").forEach(told::add);
    Table untold =
        Table.titled("")
            .column("column", Kind.NAME)
            .column("verdict", Kind.VERDICT)
            .column("what breaks it, with examples", Kind.LONG);
    for (JsonNode line : contract) {
      if (!told.contains(line)) {
        untold.row(line.path("where").asText(), "broken", line.path("message").asText());
      }
    }
    if (contract.size() > untold.size()) {
      int lines = contract.size() - untold.size();
      section.say(
          "✗ Broken: " + Text.count(lines, "line") + " under “What is wrong”, with examples.");
    }
    return section.table(untold);
  }

  Section snapshot() {
    JsonNode snapshot = record.path("data").path("snapshot");
    Table facts = Table.facts("Snapshot", snapshot);
    return new Section("data", "Data")
        .table(facts)
        .table(parts())
        .table(columns(snapshot.path("columns")))
        .table(files(snapshot.path("files")));
  }

  Section features() {
    Table table =
        Table.titled("")
            .column("column", Kind.NAME)
            .column("kind", Kind.WORDS)
            .column("where it is missing", Kind.LONG);
    for (JsonNode feature : record.path("features")) {
      table.row(
          Text.of(feature.path("column")),
          Text.of(feature.path("kind")),
          Text.prose(Text.of(feature.path("treatment"))));
    }
    return new Section("features", "Features").table(table);
  }

  Section training() {
    List<JsonNode> coefficients = all("coefficients");
    List<JsonNode> importance = all("importance");
    return new Section("training", "Training")
        .table(Table.facts("", record.path("training")))
        .table(coefficients("Largest coefficients", largest(coefficients)))
        .table(
            coefficients("", rest(coefficients))
                .folded(Text.count(rest(coefficients).size(), "smaller coefficient")))
        .table(lambdaPath(all("lambda_path")))
        .table(importance("Most valuable columns", largest(importance)))
        .table(
            importance("", rest(importance))
                .folded(Text.count(rest(importance).size(), "column") + " of less value"));
  }

  private List<JsonNode> all(String name) {
    List<JsonNode> all = new ArrayList<>();
    record.path(name).forEach(all::add);
    return all;
  }

  private static List<JsonNode> largest(List<JsonNode> all) {
    return all.subList(0, Math.min(all.size(), LARGEST_SHOWN));
  }

  private static List<JsonNode> rest(List<JsonNode> all) {
    return all.subList(largest(all).size(), all.size());
  }

  private Table parts() {
    Table table =
        Table.titled("Rows by part").column("part", Kind.NAME).column("rows", Kind.NUMBER);
    for (var part : record.path("data").path("parts").properties()) {
      table.row(part.getKey(), Text.of(part.getValue()));
    }
    return table;
  }

  private static Table columns(JsonNode columns) {
    Table table = Table.titled("").column("column", Kind.NAME).column("type", Kind.WORDS);
    for (JsonNode column : columns) {
      String text = column.asText();
      int space = text.lastIndexOf(' ');
      table.row(space < 0 ? text : text.substring(0, space), text.substring(space + 1));
    }
    return table.folded(Text.count(table.size(), "column"));
  }

  private static Table files(JsonNode files) {
    Table table = Table.titled("").column("file", Kind.LONG).column("size", Kind.NUMBER);
    long bytes = 0;
    for (JsonNode file : files) {
      bytes += file.path("bytes").asLong();
      if (table.size() < FILES_SHOWN) {
        table.row(file.path("path").asText(), Text.bytes(file.path("bytes").asLong()));
      }
    }
    String line = Text.count(files.size(), "file") + ", " + Text.bytes(bytes);
    return table.folded(
        files.size() > FILES_SHOWN ? line + "; the first " + FILES_SHOWN + " of them" : line);
  }

  private Table coefficients(String caption, List<JsonNode> shown) {
    Table table = Table.titled(caption).column("name", Kind.NAME).column("value", Kind.NUMBER);
    if (shown.isEmpty() || !shown.get(0).has("standard_error")) {
      shown.forEach(c -> table.row(Text.of(c.path("name")), Text.metric(c.path("value"))));
      return table;
    }
    table.column(standardError(), Kind.NUMBER);
    shown.forEach(
        c ->
            table.row(
                Text.of(c.path("name")),
                Text.metric(c.path("value")),
                Text.metric(c.path("standard_error"))));
    return table;
  }

  private String standardError() {
    String kind = record.path("training").path("standard-errors").asText();
    return "standard error"
        + (kind.equals("robust") || kind.equals("hc0") ? " (" + kind + ")" : "");
  }

  private static Table lambdaPath(List<JsonNode> points) {
    Table table =
        Table.titled("Path of λ")
            .column("λ", Kind.NUMBER)
            .column("nonzero columns", Kind.NUMBER)
            .column("objective", Kind.NUMBER)
            .column("validation loss", Kind.NUMBER)
            .column("", Kind.WORDS);
    for (JsonNode point : points) {
      String loss = "";
      for (var field : point.properties()) {
        loss = field.getKey().startsWith("validation_") ? Text.metric(field.getValue()) : loss;
      }
      table.row(
          Text.of(point.path("lambda")),
          Text.of(point.path("nonzero_columns")),
          Text.metric(point.path("objective")),
          loss,
          point.path("chosen").asBoolean() ? "chosen" : "");
    }
    return points.size() > LARGEST_SHOWN ? table.folded("Path of " + points.size() + " λ") : table;
  }

  private static Table importance(String caption, List<JsonNode> shown) {
    Table table =
        Table.titled(caption)
            .column("column", Kind.NAME)
            .column("share of gain", Kind.NUMBER)
            .column("share of cover", Kind.NUMBER)
            .column("splits", Kind.NUMBER);
    shown.forEach(
        c ->
            table.row(
                Text.of(c.path("column")),
                Text.metric(c.path("gain")),
                Text.metric(c.path("cover")),
                Text.of(c.path("splits"))));
    return table;
  }
}
