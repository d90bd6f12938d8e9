package io.nightjar.spark.train.elementary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExponentialTest {
  private static final double[] EDGES = {
    0, -0.0, 1e-300, 700, -700, 1e9, -1e9, 1 / 0.0, -1 / 0.0, Double.NaN
  };

  @Test
  void raisesEToAnyPowerWithinTwoUnits() {
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      double x = random.nextDouble() * 1400 - 700;
      double wanted = StrictMath.exp(x);
      assertThat(Math.abs(Exponential.exp(x) - wanted)).isLessThanOrEqualTo(2 * Math.ulp(wanted));
    }
    assertThat(Exponential.exp(0)).isEqualTo(1);
    assertThat(Exponential.exp(1e9)).isFinite();
    assertThat(Exponential.exp(-1e9)).isPositive();
  }

  @Test
  void givesManyNumbersTheBitsOfOneAtATime() {
    Random random = new Random(2);
    double[] m = margins(random);
    for (int from : new int[] {0, 1, 1999}) {
      double[] p = new double[m.length - from];
      Exponential.sigmoids(m, from, p, new double[m.length]);
      double[] alone = Arrays.stream(m, from, m.length).map(Exponential::sigmoid).toArray();
      assertThat(p).containsExactly(alone);
    }
  }

  @Test
  void givesTheLogarithmWithinFourUnits() {
    Random random = new Random(3);
    for (int i = 0; i < 200_000; i++) {
      double e = i % 2 == 0 ? random.nextDouble() : Math.scalb(random.nextDouble(), -i % 900);
      double wanted = StrictMath.log1p(e);
      assertThat(Math.abs(Exponential.log1p(e) - wanted)).isLessThanOrEqualTo(4 * Math.ulp(wanted));
    }
    assertThat(Exponential.log1p(0)).isZero();
    assertThat(Exponential.log1p(1)).isCloseTo(Math.log(2), within(5e-16));
  }

  @Test
  void givesTailsOfManyNumbersTheBitsOfOneAtATime() {
    double[] m = margins(new Random(4));
    double[] e = new double[m.length];
    double[] log = new double[m.length];
    Exponential.tails(m, e, log);
    double[] alone = Arrays.stream(m).map(x -> Exponential.exp(-Math.abs(x))).toArray();
    assertThat(e).containsExactly(alone);
    assertThat(log).containsExactly(Arrays.stream(alone).map(Exponential::log1p).toArray());
  }

  private static double[] margins(Random random) {
    double[] m = Arrays.copyOf(EDGES, 2000);
    for (int i = EDGES.length; i < m.length; i++) {
      m[i] = random.nextGaussian() * 20;
    }
    return m;
  }
}
