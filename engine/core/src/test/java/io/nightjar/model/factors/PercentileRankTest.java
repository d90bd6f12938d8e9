package io.nightjar.model.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentileRankTest {
  private static KeyedFactors factors(int keys, int rank, Random random) {
    float[] values = new float[keys * rank];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(5) - 2;
    }
    return new KeyedFactors(
        KeyDictionary.ofNumbers(LongStream.range(0, keys).toArray()), rank, values);
  }

  /** Whole numbers have no rounding, so that a naive count is exact. */
  @Test
  void countsHigherItemsAndHalfOfTheEqualOnes() {
    Random random = new Random(11);
    KeyedFactors users = factors(9, 3, random);
    KeyedFactors items = factors(40, 3, random);
    PercentileRank rank = new PercentileRank(users, items);
    for (int user = 0; user < 9; user++) {
      double sum = 0;
      for (int item = 0; item < 40; item++) {
        double own = users.product(user, items, item);
        double above = 0;
        for (int other = 0; other < 40; other++) {
          double score = users.product(user, items, other);
          above += score > own ? 1 : score == own && other != item ? 0.5 : 0;
        }
        assertThat(rank.place(user, item)).isEqualTo(above);
        assertThat(rank.of(above)).isEqualTo(above / 39);
        sum += rank.of(above);
      }
      assertThat(sum / 40).as("the mean over all items is chance").isCloseTo(0.5, within(1e-12));
    }
  }

  @Test
  void ranksTheOnlyItemFirst() {
    Random random = new Random(12);
    PercentileRank rank = new PercentileRank(factors(1, 2, random), factors(1, 2, random));
    assertThat(rank.of(rank.place(0, 0))).isZero();
  }
}
