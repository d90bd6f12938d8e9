package io.nightjar.kernels.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nightjar.kernels.block.ManyThreads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link CountKernels#count} promises, on every backend. */
abstract class KnotCountContract {
  private static final long SEED = 20261126;

  abstract CountKernels kernels();

  @ParameterizedTest(name = "{0} values, {1} knots")
  @CsvSource({
    "0, 3",
    "1, 0",
    "1, 1",
    "3, 2",
    "63, 10",
    "64, 64",
    "65, 65",
    "1000, 1000",
    "1000, 10000",
    "1000003, 9",
    "100003, 1000"
  })
  void agreesWithTheNaiveLoop(int rows, int knots) {
    Random random = new Random(SEED + rows * 31L + knots);
    float[] values = gaussian(random, rows);
    check(values, ascending(random, values, knots));
  }

  @ParameterizedTest(name = "{0} values, {1} knots")
  @MethodSource("io.nightjar.kernels.block.ContractShapes#all")
  void agreesOnEveryShape(int rows, int knots) {
    agreesWithTheNaiveLoop(rows, knots);
  }

  @Test
  void ordersInfinitiesAndDenormalsAndLeavesOutNan() {
    float[] values = {
      Float.NEGATIVE_INFINITY,
      -Float.MAX_VALUE,
      -1,
      -Float.MIN_VALUE,
      -0f,
      0f,
      Float.MIN_VALUE,
      Float.MIN_NORMAL,
      1,
      Float.MAX_VALUE,
      Float.POSITIVE_INFINITY,
      Float.NaN,
      Float.intBitsToFloat(0xFFC0_0001),
      Float.intBitsToFloat(0x7F80_0001)
    };
    check(values, new double[] {0});
    check(values, new double[] {-0.0});
    check(values, new double[] {-Float.MIN_VALUE, Float.MIN_VALUE});
    check(values, new double[] {-Float.MAX_VALUE, 0, Float.MAX_VALUE});
    check(values, new double[] {-1e300, -1e39, 1e39, 1e300});
    check(values, new double[] {-1, 1e-50, 2e-50, 1, 1 + 1e-12});
  }

  @ParameterizedTest
  @ValueSource(floats = {0f, -0f, 7.5f, Float.NaN, Float.POSITIVE_INFINITY, 1e-42f})
  void countsColumnsOfOneValue(float value) {
    float[] values = new float[1001];
    Arrays.fill(values, value);
    check(values, new double[] {-2, 0, 7.5, 8});
    check(values, new double[] {});
  }

  @Test
  void findsValuesBetweenKnotsThatNoFloatTellsApart() {
    Random random = new Random(SEED);
    float[] values = new float[5000];
    double[] knots = new double[1000];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1000 + random.nextInt(400) * Math.ulp(1000f);
    }
    for (int k = 0; k < knots.length; k++) {
      knots[k] = 1000 + k * 0.3 * Math.ulp(1000f);
    }
    check(values, knots);
  }

  @Test
  void countsOnlyTheFirstRowsAndAddsToWhatIsThere() {
    long[] slots = {5, 5, 5};
    float[] values = {0, 1, 2, 3, Float.NaN};
    assertThat(kernels().count(values, 3, Knots.of(new double[] {1}), slots)).isZero();
    assertThat(slots).containsExactly(6, 6, 6);
  }

  @Test
  void eightThreadsGetWhatOneGets() throws Exception {
    List<Runnable> jobs = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      Random random = new Random(SEED + t);
      float[] values = gaussian(random, 2000 + t);
      double[] knots = ascending(random, values, 100);
      jobs.add(() -> check(values, knots));
    }
    ManyThreads.atOnce(jobs);
  }

  @Test
  void rejectsWrongShapesAndKnots() {
    Knots one = Knots.of(new double[] {1});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().count(new float[2], 3, one, new long[3]))
        .withMessage("rows is 3; must be 0..2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().count(new float[2], 2, one, new long[2]))
        .withMessage("slots has length 2; must be 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Knots.of(new double[] {0, Double.NaN}))
        .withMessage("knot 1 is NaN; must be finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Knots.of(new double[] {2, 2}))
        .withMessage("knot 1 is 2.0; must be above the one before, 2.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Knots.of(new double[10_001]))
        .withMessage("10001 knots; must be at most 10000: choose fewer quantiles");
  }

  private void check(float[] values, double[] knots) {
    long[] expected = new long[2 * knots.length + 1];
    long missing = 0;
    for (float value : values) {
      if (Float.isNaN(value)) {
        missing++;
      } else {
        expected[naiveSlot(value, knots)]++;
      }
    }
    long[] slots = new long[expected.length];
    assertThat(kernels().count(values, values.length, Knots.of(knots), slots)).isEqualTo(missing);
    assertThat(slots).as("seed %d", SEED).isEqualTo(expected);
  }

  private static int naiveSlot(double value, double[] knots) {
    int slot = 0;
    while (slot < 2 * knots.length && value >= knots[slot / 2]) {
      if (value == knots[slot / 2]) {
        return slot + 1;
      }
      slot += 2;
    }
    return slot;
  }

  private static float[] gaussian(Random random, int rows) {
    float[] values = new float[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = random.nextInt(50) == 0 ? Float.NaN : (float) random.nextGaussian();
    }
    return values;
  }

  /** Half of them are values of the column. */
  private static double[] ascending(Random random, float[] values, int count) {
    double[] knots = new double[count];
    for (int k = 0; k < count; k++) {
      float value = values.length == 0 ? 0 : values[random.nextInt(values.length)];
      boolean taken = random.nextBoolean() && !Float.isNaN(value);
      knots[k] = taken ? value + 0.0 : random.nextGaussian();
    }
    return Arrays.stream(knots).sorted().distinct().toArray();
  }
}
