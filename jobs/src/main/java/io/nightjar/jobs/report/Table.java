package io.nightjar.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table of the page: columns that know how their cells are set, and rows of text. */
final class Table {
  /** How a column's cells are set. */
  enum Kind {
    /** What the row is about. */
    NAME("name"),
    /** Words, kept whole. */
    WORDS("words"),
    /** Sentences and paths, broken anywhere. */
    LONG("long"),
    /** Aligned on the right. */
    NUMBER("number"),
    /** A verdict: a sign, a word and a colour. */
    VERDICT("verdict");

    private final String style;

    Kind(String style) {
      this.style = style;
    }
  }

  private final String caption;
  private final List<Map<String, Object>> headers = new ArrayList<>();
  private final List<Kind> kinds = new ArrayList<>();
  private final List<Map<String, Object>> rows = new ArrayList<>();
  private String summary = "";

  private Table(String caption) {
    this.caption = caption;
  }

  /** A table without columns yet; an empty caption is not shown. */
  static Table titled(String caption) {
    return new Table(caption);
  }

  /** Names and values: the plain fields of an object, in their order. */
  static Table facts(String caption, JsonNode object) {
    Table table = titled(caption).column("", Kind.NAME).column("", Kind.LONG);
    object
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                table.row(Text.words(field.getKey()), Text.prose(Text.of(field.getValue())));
              }
            });
    return table;
  }

  Table column(String header, Kind kind) {
    headers.add(Map.of("text", header, "kind", kind.style));
    kinds.add(kind);
    return this;
  }

  /** Adds a row: a text for each column. */
  Table row(String... texts) {
    return row(List.of(texts));
  }

  /** Adds a row: a text for each column. */
  Table row(List<String> texts) {
    if (texts.size() != kinds.size()) {
      throw new IllegalArgumentException(
          "a row of " + texts.size() + " cells in a table of " + kinds.size() + " columns");
    }
    List<Map<String, Object>> cells = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      cells.add(cell(kinds.get(i), texts.get(i)));
    }
    rows.add(Map.of("cells", cells));
    return this;
  }

  /** Puts the table behind a line that opens it. */
  Table folded(String line) {
    summary = line;
    return this;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  int size() {
    return rows.size();
  }

  Map<String, Object> view() {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("caption", caption);
    view.put("headers", headers);
    view.put("headed", headers.stream().anyMatch(h -> !h.get("text").equals("")));
    view.put("rows", rows);
    view.put("folded", !summary.isEmpty());
    view.put("summary", summary);
    view.put("label", caption.isEmpty() ? "Table" : caption);
    return view;
  }

  private static Map<String, Object> cell(Kind kind, String text) {
    Map<String, Object> cell = new LinkedHashMap<>();
    cell.put("text", text);
    cell.put("heads", kind == Kind.NAME);
    cell.put("mark", kind == Kind.VERDICT ? mark(text) : "");
    cell.put("kind", style(kind, text));
    return cell;
  }

  private static String style(Kind kind, String text) {
    if (kind == Kind.VERDICT) {
      return kind.style + " " + verdict(text);
    }
    // A number that could not be had stands with its reason, which may be a long sentence.
    return kind == Kind.NUMBER && text.startsWith("insufficient") ? Kind.LONG.style : kind.style;
  }

  private static String verdict(String word) {
    return switch (word) {
      case "pass", "kept" -> "good";
      case "fail", "alarm", "broken" -> "bad";
      default -> "doubt";
    };
  }

  private static String mark(String word) {
    return switch (verdict(word)) {
      case "good" -> "✓";
      case "bad" -> "✗";
      default -> "?";
    };
  }
}
