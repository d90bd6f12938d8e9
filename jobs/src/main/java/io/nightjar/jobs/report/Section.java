package io.nightjar.jobs.report;

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
    if (!paragraph.isEmpty()) {
      paragraphs.add(paragraph);
    }
    return this;
  }

  Section charts(List<Map<String, Object>> views) {
    charts.addAll(views);
    return this;
  }

  /** Adds a table; one without rows is left out. */
  Section table(Table table) {
    if (!table.isEmpty()) {
      tables.add(table.view());
    }
    return this;
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
}
