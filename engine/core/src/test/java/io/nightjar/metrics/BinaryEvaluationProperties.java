package io.nightjar.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class BinaryEvaluationProperties {
  private static final int TRIES = 200;

  /** At least one row of each class, many ties, weights whole or not. */
  @Provide
  Arbitrary<Rows> rows() {
    Arbitrary<double[]> row =
        Combinators.combine(
                Arbitraries.integers().between(0, 20),
                Arbitraries.integers().between(0, 1),
                Arbitraries.of(0.1, 0.3, 1.0, 2.0, 7.7, 1e-9, 1e6))
            .as((score, label, weight) -> new double[] {score / 20.0, label, weight});
    return row.list().ofMinSize(0).ofMaxSize(60).map(BinaryEvaluationProperties::withBothClasses);
  }

  private static Rows withBothClasses(List<double[]> list) {
    List<double[]> all = new java.util.ArrayList<>(list);
    all.add(new double[] {0.35, 1, 1});
    all.add(new double[] {0.55, 0, 1});
    return new Rows(column(all, 0), column(all, 1), column(all, 2));
  }

  private static double[] column(List<double[]> rows, int at) {
    return rows.stream().mapToDouble(row -> row[at]).toArray();
  }

  @Property(tries = TRIES)
  void areasAgreeWithTheNaiveLoops(@ForAll("rows") Rows rows) {
    Evaluation e = rows.evaluate();
    assertThat(e.metric(Metric.AUC).value()).isCloseTo(rows.naiveAuc(), within(1e-9));
    assertThat(e.metric(Metric.AUC_PR).value())
        .isCloseTo(rows.naiveAveragePrecision(), within(1e-9));
  }

  @Property(tries = TRIES)
  void nothingDependsOnTheOrderOfRowsOrTheCutOfTheRun(
      @ForAll("rows") Rows rows, @ForAll @IntRange(min = 1, max = 9) int parts, @ForAll long seed) {
    List<Integer> order =
        IntStream.range(0, rows.scores().length).boxed().collect(Collectors.toList());
    Collections.shuffle(order, new Random(seed));
    Rows shuffled =
        new Rows(
            pick(rows.scores(), order), pick(rows.labels(), order), pick(rows.weights(), order));
    assertThat(shuffled.evaluate(10, parts, 12)).isEqualTo(rows.evaluate(10, 1, 12));
  }

  private static double[] pick(double[] from, List<Integer> order) {
    return order.stream().mapToDouble(i -> from[i]).toArray();
  }

  @Property(tries = TRIES)
  void areasKeepUnderAMonotoneTransform(@ForAll("rows") Rows rows) {
    double[] bent = Arrays.stream(rows.scores()).map(s -> Math.pow(s, 3) / 2 + 0.1).toArray();
    Evaluation e = new Rows(bent, rows.labels(), rows.weights()).evaluate();
    assertThat(e.metric(Metric.AUC)).isEqualTo(rows.evaluate().metric(Metric.AUC));
    assertThat(e.metric(Metric.AUC_PR)).isEqualTo(rows.evaluate().metric(Metric.AUC_PR));
  }

  @Property(tries = TRIES)
  void aWeightOfTwoIsTheRowTwice(@ForAll("rows") Rows rows) {
    Rows once = Rows.unweighted(rows.scores(), rows.labels());
    double[] twos = new double[rows.scores().length];
    Arrays.fill(twos, 2);
    Evaluation heavy = new Rows(rows.scores(), rows.labels(), twos).evaluate();
    Evaluation doubled = Rows.unweighted(twice(once.scores()), twice(once.labels())).evaluate();
    assertThat(heavy.metrics()).isEqualTo(doubled.metrics());
    assertThat(heavy.confusion()).isEqualTo(doubled.confusion());
    assertThat(heavy.roc()).isEqualTo(doubled.roc());
  }

  private static double[] twice(double[] values) {
    return java.util.stream.DoubleStream.concat(Arrays.stream(values), Arrays.stream(values))
        .toArray();
  }
}
