package io.nightjar.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class ExactSumProperties {

  private static double finite(long bits) {
    double x = Double.longBitsToDouble(bits);
    return Double.isFinite(x) ? x / 1024 : 1;
  }

  @Property(tries = 500)
  void agreesWithBigDecimalOverTheWholeRange(@ForAll @Size(max = 40) long[] bits) {
    ExactSum sum = new ExactSum();
    BigDecimal expected = BigDecimal.ZERO;
    for (long b : bits) {
      sum.add(finite(b));
      expected = expected.add(new BigDecimal(finite(b)));
    }
    assertThat(sum.exactValue()).isEqualByComparingTo(expected);
    double nearest = expected.doubleValue();
    assertThat(Math.abs(sum.doubleValue() - nearest)).isLessThanOrEqualTo(Math.ulp(nearest));
  }

  @Property(tries = 300)
  void isTheSameHoweverItIsSplit(@ForAll @Size(max = 60) long[] bits, @ForAll long seed) {
    Random random = new Random(seed);
    ExactSum whole = new ExactSum();
    ExactSum[] parts = {new ExactSum(), new ExactSum(), new ExactSum()};
    for (long b : bits) {
      whole.add(finite(b));
      parts[random.nextInt(3)].add(finite(b));
    }
    parts[2].add(parts[0]);
    parts[2].add(parts[1]);
    assertThat(parts[2].doubleValue()).isEqualTo(whole.doubleValue());
  }

  @Example
  void keepsWhatFloatingSumsLose() {
    ExactSum sum = new ExactSum();
    for (double x : new double[] {1e308, 1, 1e-300, -1e308, -1, 4.9e-324}) {
      sum.add(x);
    }
    assertThat(sum.doubleValue()).isEqualTo(1e-300);
    sum.add(-1e-300);
    assertThat(sum.doubleValue()).isEqualTo(4.9e-324);
    sum.add(-1);
    sum.add(-4.9e-324);
    assertThat(sum.doubleValue()).isEqualTo(-1);
  }

  @Example
  void sumsManyNegativesAndLargeNumbers() {
    ExactSum sum = new ExactSum();
    for (int i = 0; i < 1000; i++) {
      sum.add(-1e300);
      sum.add(-0x1p52);
    }
    sum.add(1e303);
    assertThat(sum.exactValue().add(new BigDecimal(1e300).multiply(new BigDecimal(1000))))
        .isEqualByComparingTo(new BigDecimal(1e303).subtract(new BigDecimal(0x1p52 * 1000)));
  }

  @Example
  void addsProductsWithoutRounding() {
    ExactSum sum = new ExactSum();
    sum.addProductOfSquare(0.1, 0.3);
    BigDecimal third = new BigDecimal(0.3);
    assertThat(sum.exactValue())
        .isEqualByComparingTo(new BigDecimal(0.1).multiply(third).multiply(third));
  }

  @Example
  void rejectsWhatIsNotFinite() {
    assertThatThrownBy(() -> new ExactSum().add(Double.NaN))
        .hasMessage("only finite numbers can be summed, not NaN");
  }
}
