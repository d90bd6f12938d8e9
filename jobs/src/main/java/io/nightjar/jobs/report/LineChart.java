package io.nightjar.jobs.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A chart of lines over two linear axes, as the model of an SVG template. Plain SVG with text kept
 * as text: chart libraries for the JVM draw through AWT, which fails on servers without fonts, or
 * need a script in the page.
 */
final class LineChart {
  private static final int WIDTH = 360;
  private static final int HEIGHT = 280;
  private static final int LEFT = 54;
  private static final int RIGHT = 14;
  private static final int TOP = 16;
  private static final int BOTTOM = 46;

  private final Labels labels;
  private final Range across;
  private final Range up;
  private final List<Map<String, Object>> lines = new ArrayList<>();
  private boolean dots;

  /** What the chart and its axes are called. */
  record Labels(String title, String x, String y) {}

  /** An axis from {@code low} to {@code high}. */
  record Range(double low, double high) {
    static final Range UNIT = new Range(0, 1);

    double share(double value) {
      return (value - low) / (high - low);
    }
  }

  /** A point in data coordinates. */
  record Point(double x, double y) {}

  LineChart(Labels labels, Range across, Range up) {
    this.labels = labels;
    this.across = across;
    this.up = up;
  }

  /** From now on a line's points are marked, where they are few and measured one by one. */
  LineChart withDots() {
    dots = true;
    return this;
  }

  /**
   * Adds a line.
   *
   * @param kind its class in the style sheet: {@code main}, {@code other}, {@code champion} or
   *     {@code guide}
   */
  LineChart line(String name, String kind, List<Point> points) {
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      path.append(path.isEmpty() ? "M" : "L")
          .append(at(x(point.x())))
          .append(',')
          .append(at(y(point.y())));
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("name", name);
    line.put("kind", kind);
    line.put("path", path.toString());
    line.put("dots", dots ? dots(points) : List.of());
    lines.add(line);
    return this;
  }

  private List<Map<String, String>> dots(List<Point> points) {
    return points.stream().map(p -> Map.of("x", at(x(p.x())), "y", at(y(p.y())))).toList();
  }

  Map<String, Object> view() {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("title", labels.title());
    view.put("xLabel", labels.x());
    view.put("yLabel", labels.y());
    view.put("width", WIDTH);
    view.put("height", HEIGHT);
    view.put("left", LEFT);
    view.put("right", WIDTH - RIGHT);
    view.put("top", TOP);
    view.put("bottom", HEIGHT - BOTTOM);
    view.put("xMiddle", (LEFT + WIDTH - RIGHT) / 2);
    view.put("yMiddle", (TOP + HEIGHT - BOTTOM) / 2);
    view.put("xLabelAt", HEIGHT - 6);
    view.put("xTicks", ticks(across, true));
    view.put("yTicks", ticks(up, false));
    view.put("lines", lines);
    return view;
  }

  private List<Map<String, Object>> ticks(Range range, boolean horizontal) {
    List<Map<String, Object>> ticks = new ArrayList<>();
    double step = step((range.high() - range.low()) / 5);
    for (double value = Math.ceil(range.low() / step) * step;
        value <= range.high() + step / 1e6;
        value += step) {
      double place = horizontal ? x(value) : y(value);
      double text = horizontal ? HEIGHT - BOTTOM + 17 : y(value) + 4;
      ticks.add(Map.of("at", at(place), "text", label(value, step), "textAt", at(text)));
    }
    return ticks;
  }

  /** The smallest of 1, 2, 5 × 10ᵏ that is at least {@code least}. */
  private static double step(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= least * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static String label(double value, double step) {
    int digits = (int) Math.max(0, -Math.floor(Math.log10(step)));
    return String.format(Locale.ROOT, "%." + digits + "f", value == 0 ? 0.0 : value);
  }

  private double x(double value) {
    return LEFT + across.share(value) * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - up.share(value) * (HEIGHT - TOP - BOTTOM);
  }

  private static String at(double place) {
    return String.format(Locale.ROOT, "%.2f", place);
  }
}
