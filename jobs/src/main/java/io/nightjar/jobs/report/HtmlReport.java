package io.nightjar.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import java.io.StringWriter;

/**
 * A run's report: one HTML file with inline SVG and style, no script, nothing from outside,
 * readable in light and dark and on paper. Every value from the record is escaped by the template
 * engine.
 */
public final class HtmlReport {
  private HtmlReport() {}

  /**
   * The page of a run.
   *
   * @param record the whole run record, as {@code run.json} holds it
   */
  public static String render(JsonNode record) {
    // Templates are read anew each time: a report is made once a run, and nothing is kept between.
    Mustache page = new DefaultMustacheFactory("report").compile("report.mustache");
    StringWriter out = new StringWriter();
    page.execute(out, new ReportView(record).page());
    return out.toString();
  }
}
