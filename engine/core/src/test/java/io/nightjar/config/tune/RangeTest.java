package io.nightjar.config.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.model.ModelConfig;
import io.nightjar.config.tune.HalvingConfig.Budget;
import io.nightjar.config.tune.Range.Interval;
import io.nightjar.config.tune.Range.Listed;
import io.nightjar.config.tune.Range.Scale;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RangeTest {
  private static final double BELOW_ONE = Math.nextDown(1.0);

  @Test
  void wholeNumbersOfALinearIntervalAreAsLikely() {
    Range depth = new Interval("model.depth", 3, 5, Scale.LINEAR, true);
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < 3000; i++) {
      counts.merge(depth.at(i / 3000.0), 1, Integer::sum);
    }

    assertThat(counts).isEqualTo(Map.of("3", 1000, "4", 1000, "5", 1000));
    assertThat(depth.at(BELOW_ONE)).isEqualTo("5");
  }

  @Test
  void aLogarithmicIntervalHasAsMuchInEachDecade() {
    Range rate = new Interval("model.learning-rate", 0.001, 1, Scale.LOG, false);
    long low = IntStream.range(0, 999).filter(i -> value(rate, i / 999.0) < 0.01).count();

    assertThat(low).isEqualTo(333);
    assertThat(rate.at(0)).isEqualTo("0.001");
    assertThat(rate.at(0.5)).isEqualTo("0.03162");
    assertThat(new Interval("model.lambda", 1e-9, 1, Scale.LOG, false).at(0)).isEqualTo("1.0E-9");
  }

  @Test
  void noValueLeavesItsInterval() {
    SplittableRandom random = new SplittableRandom(11);
    for (Scale scale : Scale.values()) {
      Range narrow = new Interval("model.gamma", 0.123456, 0.123461, scale, false);
      for (int i = 0; i < 1000; i++) {
        assertThat(value(narrow, random.nextDouble())).isBetween(0.123456, 0.123461);
      }
    }
  }

  @Test
  void stepsReachFromEndToEnd() {
    Interval lambda = new Interval("model.lambda", 1e-4, 1, Scale.LOG, false);
    Interval leaves = new Interval("model.leaves", 2, 4, Scale.LINEAR, true);

    assertThat(lambda.steps(5).values()).containsExactly("0.0001", "0.001", "0.01", "0.1", "1");
    assertThat(leaves.steps(9).values()).containsExactly("2", "3", "4");
  }

  @Test
  void aListedValueIsDrawnByItsPlace() {
    Range depth = new Listed("model.depth", List.of("4", "6", "8"));

    assertThat(List.of(depth.at(0), depth.at(0.34), depth.at(BELOW_ONE)))
        .containsExactly("4", "6", "8");
  }

  @Test
  void rungsEndWithTheFullBudgetAndKeepTheLeast() {
    assertThat(new HalvingConfig(Budget.ROWS, 3, 1.0 / 9).shares())
        .containsExactly(1.0 / 9, 1.0 / 3, 1.0);
    assertThat(new HalvingConfig(Budget.ROWS, 2, 0.3).shares()).containsExactly(0.5, 1.0);
    assertThat(new HalvingConfig(Budget.ROWS, 2, 1).shares()).containsExactly(1.0);
    assertThat(HalvingConfig.growsTrees(new ModelConfig.Mllib("a.B", Map.of()))).isFalse();
  }

  private static double value(Range range, double u) {
    return Double.parseDouble(range.at(u));
  }
}
