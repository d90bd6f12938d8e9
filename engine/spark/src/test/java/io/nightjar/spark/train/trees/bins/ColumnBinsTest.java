package io.nightjar.spark.train.trees.bins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnBinsTest {
  private static ColumnBins binsOf(int maxBins, float... numbers) {
    ColumnSketch sketch = new ColumnSketch(maxBins);
    sketch.add(numbers, numbers.length, IntStream.range(0, numbers.length).toArray());
    return sketch.bins();
  }

  private static float[] gaussians(int n) {
    Random random = new Random(5);
    float[] numbers = new float[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  @Test
  void givesEachOfFewNumbersABinOfItsOwn() {
    ColumnBins bins = binsOf(255, 3, 1, Float.NaN, 2, 1, 3);
    assertThat(bins.count()).isEqualTo(3);
    assertThat(new int[] {bins.bin(1), bins.bin(2), bins.bin(3)}).containsExactly(0, 1, 2);
    assertThat(bins.bin(Float.NaN)).isEqualTo(ColumnBins.MISSING);
    assertThat(bins.upper(0)).isEqualTo(1.5f);
    assertThat(bins.bin(1.5f)).isZero();
    assertThat(bins.bin(Math.nextUp(1.5f))).isEqualTo(1);
    assertThat(bins.upper(2)).isEqualTo(Float.POSITIVE_INFINITY);
  }

  @Test
  void tellsNeighbouringFloatsApart() {
    float next = Math.nextUp(1f);
    ColumnBins bins = binsOf(255, 1f, next);
    assertThat(bins.bin(1f)).isZero();
    assertThat(bins.bin(next)).isEqualTo(1);
  }

  @Test
  void takesMinusZeroForZero() {
    ColumnBins bins = binsOf(255, -0f, 0f, 1f);
    assertThat(bins.count()).isEqualTo(2);
    assertThat(bins.bin(-0f)).isEqualTo(bins.bin(0f));
  }

  @Test
  void countsTheCutsBelowEachNumber() {
    for (int cuts : new int[] {0, 1, 2, 3, 7, 100, 254}) {
      float[] sorted = gaussians(cuts);
      Arrays.sort(sorted);
      ColumnBins bins = ColumnBins.numeric(sorted);
      float[] numbers = Arrays.copyOf(gaussians(300), 307);
      System.arraycopy(sorted, 0, numbers, 0, cuts);
      float[] edges = {-0f, Float.MIN_VALUE, -1 / 0f, 1 / 0f, Float.NaN};
      System.arraycopy(edges, 0, numbers, 300, edges.length);
      byte[] together = new byte[310];
      bins.bins(numbers, numbers.length, together, 3);
      for (int i = 0; i < numbers.length; i++) {
        float x = numbers[i];
        int below = 0;
        for (float cut : sorted) {
          below += cut < x ? 1 : 0;
        }
        int wanted = Float.isNaN(x) ? ColumnBins.MISSING : below;
        assertThat(bins.bin(x)).as("%s among %d cuts", x, cuts).isEqualTo(wanted);
        assertThat(together[3 + i] & 0xff).as("%s among %d cuts", x, cuts).isEqualTo(wanted);
      }
    }
  }

  @Test
  void cutsManyNumbersIntoBinsOfLikeSize() {
    float[] numbers = gaussians(100_000);
    ColumnBins bins = binsOf(100, numbers.clone());
    assertThat(bins.count()).isEqualTo(100);
    int[] counts = new int[100];
    for (float x : numbers) {
      counts[bins.bin(x)]++;
    }
    for (int count : counts) {
      assertThat((double) count).isCloseTo(1000, within(60.0));
    }
  }

  @Test
  void givesAFrequentNumberABinAlone() {
    float[] numbers = gaussians(10_000);
    Arrays.fill(numbers, 0, 5_000, 0.25f);
    ColumnBins bins = binsOf(20, numbers.clone());
    int frequent = bins.bin(0.25f);
    long together =
        IntStream.range(0, numbers.length).filter(i -> bins.bin(numbers[i]) == frequent).count();
    assertThat(together).isBetween(5_000L, 5_300L);
    assertThat(bins.count()).isBetween(18, 20);
  }

  @Test
  void bringsPartsOfATableTogetherInAnyOrder() {
    float[] numbers = gaussians(5_000);
    ColumnSketch whole = new ColumnSketch(50);
    whole.add(numbers, numbers.length, IntStream.range(0, 5_000).toArray());
    ColumnSketch right = new ColumnSketch(50);
    float[] tail = Arrays.copyOfRange(numbers, 1234, 5_000);
    right.add(tail, tail.length, IntStream.range(0, tail.length).toArray());
    ColumnSketch left = new ColumnSketch(50);
    left.add(numbers, 1234, IntStream.range(0, 1234).toArray());
    right.add(left);
    for (int bin = 0; bin < 50; bin++) {
      assertThat(right.bins().upper(bin)).isEqualTo(whole.bins().upper(bin));
    }
  }

  @Test
  void sharesTheLastBinAmongTheRarestCategories() {
    ColumnBins bins = ColumnBins.categorical(300);
    assertThat(bins.count()).isEqualTo(255);
    assertThat(bins.bin(253)).isEqualTo(253);
    assertThat(bins.bin(254)).isEqualTo(254);
    assertThat(bins.bin(299)).isEqualTo(254);
    assertThat(bins.bin(300)).isEqualTo(ColumnBins.MISSING);
    assertThat(bins.bin(-1)).isEqualTo(ColumnBins.MISSING);
    long[] set = bins.categories(new long[] {1, 0, 0, 1L << 62});
    for (int category = 0; category < 300; category++) {
      boolean in = (set[category >> 6] >>> category & 1) != 0;
      assertThat(in).as("category %d", category).isEqualTo(category == 0 || category >= 254);
    }
  }

  @Test
  void refusesMoreCutsThanAByteHolds() {
    assertThatThrownBy(() -> ColumnBins.numeric(new float[255]))
        .hasMessage("255 cuts; must be at most 254 for one byte a value");
    assertThatThrownBy(() -> ColumnBins.categorical(0))
        .hasMessage("a column of 0 categories; must be 1 or more");
  }

  @Test
  void samplesAboutAsManyRowsAsSuffice() {
    long[] keys = new Random(3).longs(1_000_000).toArray();
    int[] sample = RowSample.of(keys.length, 42).of(keys);
    assertThat((double) sample.length).isCloseTo(RowSample.SIZE, within(2_000.0));
    assertThat(RowSample.of(1_000, 42).of(Arrays.copyOf(keys, 1_000))).hasSize(1_000);
  }
}
