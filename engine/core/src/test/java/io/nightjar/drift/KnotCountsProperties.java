package io.nightjar.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class KnotCountsProperties {

  private static double[] sample(int[] values) {
    return Arrays.stream(values).mapToDouble(v -> v / 4.0).toArray();
  }

  private static KnotCounts counted(double[] knots, double[] values) {
    KnotCounts counts = new KnotCounts(knots);
    Arrays.stream(values).forEach(counts::add);
    return counts;
  }

  private static double[] knotsOf(double[] values, int limit) {
    return KnotCounts.choose(Arrays.stream(values).sorted().toArray(), limit);
  }

  @Property(tries = 300)
  void isExactWhereAllDistinctReferenceValuesAreKnots(
      @ForAll @Size(min = 1, max = 60) @IntRange(min = -40, max = 40) int[] reference,
      @ForAll @Size(min = 1, max = 60) @IntRange(min = -60, max = 60) int[] current) {
    double[] first = sample(reference);
    double[] second = Arrays.stream(sample(current)).map(x -> x / 3).toArray();
    double[] knots = knotsOf(first, 1000);
    KsResult ks = KolmogorovSmirnov.test(counted(knots, first), counted(knots, second));
    assertThat(ks.errorBound()).isCloseTo(0, within(1e-15));
    assertThat(ks.distance())
        .isCloseTo(KolmogorovSmirnov.test(first, second).distance(), within(1e-15));
  }

  @Property(tries = 300)
  void boundsTheDistanceWhereKnotsAreFew(
      @ForAll @Size(min = 1, max = 80) @IntRange(min = -400, max = 400) int[] reference,
      @ForAll @Size(min = 1, max = 80) @IntRange(min = -400, max = 400) int[] current,
      @ForAll @IntRange(min = 2, max = 12) int limit) {
    double[] first = sample(reference);
    double[] second = sample(current);
    double[] knots = knotsOf(first, limit);
    KsResult ks = KolmogorovSmirnov.test(counted(knots, first), counted(knots, second));
    double truth = KolmogorovSmirnov.test(first, second).distance();
    assertThat(truth).isBetween(ks.distance() - 1e-12, ks.distance() + ks.errorBound() + 1e-12);
  }

  @Property(tries = 200)
  void binsHoldEveryValueOnceAndEdgesBelongBelow(
      @ForAll @Size(min = 1, max = 80) @IntRange(min = -30, max = 30) int[] reference,
      @ForAll @Size(max = 80) @IntRange(min = -40, max = 40) int[] current) {
    double[] first = sample(reference);
    double[] knots = knotsOf(first, 1000);
    int[] edges = counted(knots, first).quantileEdges(10);
    long[] bins = counted(knots, sample(current)).binned(edges);
    for (int b = 0; b < bins.length; b++) {
      double above = b == 0 ? Double.NEGATIVE_INFINITY : knots[edges[b - 1]];
      double upTo = b == edges.length ? Double.POSITIVE_INFINITY : knots[edges[b]];
      assertThat(bins[b])
          .isEqualTo(Arrays.stream(sample(current)).filter(x -> x > above && x <= upTo).count());
    }
    assertThat(counted(knots, first).binned(edges)).doesNotContain(0);
  }

  @Example
  void cutsTenBinsOfEqualShare() {
    double[] hundred = IntStream.range(0, 100).mapToDouble(i -> i).toArray();
    KnotCounts counts = counted(knotsOf(hundred, 1000), hundred);
    assertThat(counts.binned(counts.quantileEdges(10))).containsOnly(10).hasSize(10);
  }

  @Example
  void keepsOneBinForAConstant() {
    double[] constant = {5, 5, 5};
    KnotCounts counts = counted(knotsOf(constant, 10), constant);
    assertThat(counts.quantileEdges(10)).isEmpty();
    assertThat(counts.binned(counts.quantileEdges(10))).containsExactly(3);
  }

  @Example
  void countsInfinitiesAndBothZeros() {
    double inf = Double.POSITIVE_INFINITY;
    double[] values = {-inf, -0.0, 0.0, inf};
    KnotCounts counts = counted(knotsOf(values, 10), values);
    assertThat(counts.knots()).isEqualTo(3);
    assertThat(counts.at(1)).isEqualTo(2);
    assertThat(counts.total()).isEqualTo(4);
  }

  @Example
  void choosesTheExtremesAndNoMoreThanTheLimit() {
    double[] many = IntStream.range(0, 5000).mapToDouble(i -> i * i).toArray();
    double[] knots = KnotCounts.choose(many, 1000);
    assertThat(knots).hasSize(1000).startsWith(0).endsWith(4999.0 * 4999.0).isSorted();
    assertThat(KnotCounts.choose(new double[0], 10)).isEmpty();
  }

  @Example
  void rejectsKnotsThatDoNotAscend() {
    assertThatThrownBy(() -> new KnotCounts(new double[] {1, 1}))
        .hasMessage("knots must ascend, but knot 1 is 1.0");
    assertThatThrownBy(() -> new KnotCounts(new double[] {1}, new long[1], new long[1]))
        .hasMessage("1 knots need as many counts and one more between them, not 1 and 1");
  }
}
