package io.nightjar.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One section of the page: paragraphs, charts and tables under a heading. */
final class Section {
  private final String id;
  private final String title;
  private final List<String> paragraphs = new ArrayList<>();
  private final List<Map<String, Object>> charts = new ArrayList<>();
  private final List<Map<String, Object>> tables = new ArrayList<>();

  Section(String id, String title) {
    this.id = id;
    this.title = title;
  }

  Section say(String paragraph) {
    paragraphs.add(paragraph);
    return this;
  }

  Section charts(List<Map<String, Object>> views) {
    charts.addAll(views);
    return this;
  }

  /** A table; each row a list of cells, of which a verdict word gets a colour. */
  Section table(String caption, List<String> headers, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return this;
    }
    List<Map<String, Object>> shown = new ArrayList<>();
    for (List<String> row : rows) {
      List<Map<String, String>> cells = new ArrayList<>();
      row.forEach(text -> cells.add(Map.of("text", text, "kind", kind(text))));
      shown.add(Map.of("cells", cells));
    }
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("caption", caption);
    table.put("headers", headers);
    table.put("rows", shown);
    tables.add(table);
    return this;
  }

  /** A table of an array of objects: one row an object, the fields in this order. */
  Section table(String caption, JsonNode array, String... fields) {
    List<String> headers = new ArrayList<>();
    for (String field : fields) {
      headers.add(Text.words(field));
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode object : array) {
      List<String> row = new ArrayList<>();
      for (String field : fields) {
        row.add(Text.of(object.path(field)));
      }
      rows.add(row);
    }
    return table(caption, headers, rows);
  }

  /** A table of an object's plain fields: name and value. */
  Section facts(String caption, JsonNode object) {
    List<List<String>> rows = new ArrayList<>();
    object
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                rows.add(List.of(Text.words(field.getKey()), Text.of(field.getValue())));
              }
            });
    return table(caption, List.of("", ""), rows);
  }

  boolean isEmpty() {
    return paragraphs.isEmpty() && charts.isEmpty() && tables.isEmpty();
  }

  Map<String, Object> view() {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", id);
    view.put("heading", title);
    view.put("paragraphs", paragraphs);
    view.put("charts", charts);
    view.put("hasCharts", !charts.isEmpty());
    view.put("tables", tables);
    return view;
  }

  private static String kind(String text) {
    return switch (text) {
      case "pass", "done", "none" -> "good";
      case "fail", "failed", "alarm" -> "bad";
      case "insufficient" -> "doubt";
      default -> text.matches("-?[0-9][0-9,.e+-]*") ? "number" : "plain";
    };
  }
}
