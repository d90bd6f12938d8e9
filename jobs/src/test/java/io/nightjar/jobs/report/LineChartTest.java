package io.nightjar.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.jobs.report.LineChart.Labels;
import io.nightjar.jobs.report.LineChart.Point;
import io.nightjar.jobs.report.LineChart.Range;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LineChartTest {
  private static final Labels LABELS = new Labels("title", "across", "up");

  @Test
  void placesPointsBetweenTheAxes() {
    Map<String, Object> view =
        chart(Range.UNIT, Range.UNIT)
            .line("a", "main", List.of(new Point(0, 0), new Point(0.5, 0.25), new Point(1, 1)))
            .view();
    int left = (int) view.get("left");
    int right = (int) view.get("right");
    int top = (int) view.get("top");
    int bottom = (int) view.get("bottom");

    assertThat(list(view, "lines").get(0))
        .containsEntry("name", "a")
        .containsEntry("kind", "main")
        .containsEntry("dots", List.of())
        .containsEntry(
            "path",
            String.format(
                "M%d.00,%d.00L%.2f,%.2fL%d.00,%d.00",
                left, bottom, (left + right) / 2.0, bottom - 0.25 * (bottom - top), right, top));
  }

  @Test
  void ticksTheUnitRangeEveryFifth() {
    Map<String, Object> view = chart(Range.UNIT, Range.UNIT).view();

    assertThat(texts(view, "xTicks")).containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
    assertThat(texts(view, "yTicks")).isEqualTo(texts(view, "xTicks"));
  }

  @Test
  void ticksAtRoundValuesWithinAnyRange() {
    assertThat(texts(chart(new Range(3, 47), Range.UNIT).view(), "xTicks"))
        .containsExactly("10", "20", "30", "40");
    assertThat(texts(chart(new Range(-1, 1), Range.UNIT).view(), "xTicks"))
        .containsExactly("-1.0", "-0.5", "0.0", "0.5", "1.0");
    assertThat(texts(chart(new Range(0, 0.01), Range.UNIT).view(), "xTicks"))
        .containsExactly("0.000", "0.002", "0.004", "0.006", "0.008", "0.010");
  }

  @Test
  void marksThePointsOfLinesThatAskForDots() {
    LineChart chart = chart(Range.UNIT, Range.UNIT);
    chart.line("guide", "guide", List.of(new Point(0, 0)));
    chart.withDots().line("a", "main", List.of(new Point(0, 0), new Point(1, 1)));
    Map<String, Object> view = chart.view();

    assertThat(list(view, "lines").get(0)).containsEntry("dots", List.of());
    assertThat(list(view, "lines").get(1))
        .containsEntry(
            "dots",
            List.of(
                Map.of("x", view.get("left") + ".00", "y", view.get("bottom") + ".00"),
                Map.of("x", view.get("right") + ".00", "y", view.get("top") + ".00")));
  }

  @Test
  void keepsEveryTickInsideThePlot() {
    Map<String, Object> view = chart(new Range(0.13, 0.98), new Range(-7, 1300)).view();

    assertThat(list(view, "xTicks"))
        .isNotEmpty()
        .allSatisfy(
            tick ->
                assertThat(Double.parseDouble(tick.get("at").toString()))
                    .isBetween((double) (int) view.get("left"), (double) (int) view.get("right")));
    assertThat(list(view, "yTicks"))
        .isNotEmpty()
        .allSatisfy(
            tick ->
                assertThat(Double.parseDouble(tick.get("at").toString()))
                    .isBetween((double) (int) view.get("top"), (double) (int) view.get("bottom")));
  }

  private static LineChart chart(Range across, Range up) {
    return new LineChart(LABELS, across, up);
  }

  private static List<String> texts(Map<String, Object> view, String ticks) {
    return list(view, ticks).stream().map(tick -> tick.get("text").toString()).toList();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Map<String, Object> view, String key) {
    return (List<Map<String, Object>>) view.get(key);
  }
}
