package io.nightjar.spark.train.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.features.design.TreeColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IsolationTreeTest {
  private static final List<TreeColumn> COLUMNS =
      List.of(
          new TreeColumn("a", "a", 0),
          new TreeColumn("b", "b", 0),
          new TreeColumn("kind", "k", 70));

  /** Values of the equation worked out elsewhere; H(n) itself is a little larger. */
  @Test
  void theMeanPathLengthIsThatOfAnUnsuccessfulSearch() {
    assertThat(PathLength.mean(1)).isZero();
    assertThat(PathLength.mean(2)).isEqualTo(1);
    assertThat(PathLength.mean(5)).isCloseTo(2.327020052042847, within(1e-14));
    assertThat(PathLength.mean(999)).isCloseTo(12.967939884427995, within(1e-12));
    double harmonic = 0;
    for (int i = 1; i < 256; i++) {
      harmonic += 1.0 / i;
    }
    assertThat(PathLength.mean(256)).isCloseTo(2 * harmonic - 2 * 255 / 256.0, within(0.005));
  }

  @Test
  void growingEndsAtTheCeilingOfTheLogarithm() {
    int[] sizes = {1, 2, 3, 4, 5, 255, 256, 257};
    assertThat(Arrays.stream(sizes).map(PathLength::mostDepth))
        .containsExactly(0, 1, 2, 2, 3, 8, 8, 9);
  }

  private static float[][] rows(int count) {
    Random random = new Random(5);
    float[][] rows = new float[count][];
    for (int i = 0; i < count; i++) {
      rows[i] =
          new float[] {
            i % 7 == 0 ? Float.NaN : random.nextInt(40),
            (float) random.nextGaussian(),
            i % 11 == 0 ? Float.NaN : random.nextInt(60)
          };
    }
    return rows;
  }

  /** Every row is sent down again, by hand, and all that a node says is counted. */
  @Test
  void everySplitPartsItsRowsAndEveryLeafHasAReasonToBeOne() {
    for (int seed = 0; seed < 40; seed++) {
      float[][] rows = rows(100);
      List<IsolationTree.Node> nodes = IsolationTree.grow(COLUMNS, rows, seed);
      List<List<float[]>> at = new ArrayList<>();
      nodes.forEach(node -> at.add(new ArrayList<>()));
      at.get(0).addAll(List.of(rows));
      for (int n = 0; n < nodes.size(); n++) {
        IsolationTree.Node node = nodes.get(n);
        List<float[]> here = at.get(n);
        assertThat(here).hasSize(node.rows()).isNotEmpty();
        if (node.split() == null) {
          assertThat(node.depth() == 7 || here.size() == 1 || alike(here)).isTrue();
          continue;
        }
        for (float[] row : here) {
          at.get(goesLeft(node.split(), row) ? node.left() : node.right()).add(row);
        }
        assertThat(nodes.get(node.left()).rows()).isPositive().isLessThan(node.rows());
        assertThat(nodes.get(node.left()).depth()).isEqualTo(node.depth() + 1);
        assertThat(present(node, at.get(node.left())) >= present(node, at.get(node.right())))
            .isEqualTo(node.split().missingLeft());
      }
    }
  }

  private static boolean goesLeft(RandomSplit split, float[] row) {
    float value = row[split.column()];
    if (Float.isNaN(value)) {
      return split.missingLeft();
    }
    return split.set() == null
        ? value <= split.threshold()
        : BitSet.valueOf(split.set()).get((int) value);
  }

  private static long present(IsolationTree.Node node, List<float[]> rows) {
    return rows.stream().filter(row -> !Float.isNaN(row[node.split().column()])).count();
  }

  private static boolean alike(List<float[]> rows) {
    for (int j = 0; j < 3; j++) {
      int column = j;
      if (rows.stream().map(r -> r[column]).filter(v -> !Float.isNaN(v)).distinct().count() > 1) {
        return false;
      }
    }
    return true;
  }

  @Test
  void aCategoryThatTheRowsOfANodeDoNotHaveGoesWhereMostOfThemGo() {
    int[] counts = new int[70];
    counts[3] = 9;
    counts[65] = 2;
    for (long bits = 0; bits < 20; bits++) {
      RandomSplit split = RandomSplit.categories(2, counts, bits);
      assertThat(split.goesLeft(3)).isNotEqualTo(split.goesLeft(65));
      assertThat(split.goesLeft(0)).isEqualTo(split.goesLeft(3)).isEqualTo(split.missingLeft());
      assertThat(split.goesLeft(69)).isEqualTo(split.goesLeft(3));
    }
  }

  @Test
  void aPointIsDrawnEvenlyBetweenTheLeastAndTheGreatest() {
    float[] values = {2, 3, Float.NaN, 6};
    double sum = 0;
    for (long bits = 0; bits < 4_000; bits++) {
      RandomSplit split = RandomSplit.number(0, values, 2, 6, bits);
      assertThat(split.threshold()).isBetween(2f, Math.nextDown(6f));
      sum += split.threshold();
    }
    assertThat(sum / 4_000).isCloseTo(4, within(0.1));
    float next = Math.nextUp(1f);
    assertThat(RandomSplit.number(0, new float[] {1, next}, 1, next, 7).threshold()).isEqualTo(1);
  }

  /** A sample without replacement: each row's chance is ψ/n in each tree, copies of a key too. */
  @Test
  void samplesHaveEachRowAsOftenAsAnyOtherInWhateverOrderKeysCome() {
    SampleKeys all = new SampleKeys(2_000, 10);
    SampleKeys first = new SampleKeys(2_000, 10);
    SampleKeys second = new SampleKeys(2_000, 10);
    for (long key = 0; key < 50; key++) {
      all.add(key, key == 7 ? 51 : 1);
    }
    for (long key = 49; key >= 0; key--) {
      (key % 3 == 0 ? first : second).add(key, key == 7 ? 51 : 1);
    }
    second.add(first);
    int heavy = 0;
    int light = 0;
    for (int tree = 0; tree < 2_000; tree++) {
      long[] keys = all.of(tree);
      assertThat(second.of(tree)).isEqualTo(keys).hasSize(10);
      heavy += (int) Arrays.stream(keys).filter(key -> key == 7).count();
      light += (int) Arrays.stream(keys).filter(key -> key == 8).count();
    }
    assertThat(heavy / 2_000.0).isCloseTo(5.1, within(0.15));
    assertThat(light / 2_000.0).isCloseTo(0.1, within(0.03));
    assertThat(all.all()).hasSize(50).isSorted();
  }

  @Test
  void theThresholdIsTheLeastScoreThatNoMoreThanTheShareAreAbove() {
    double[] scores = {0.4, 0.9, 0.5, 0.5, 0.5, 0.8, 0.5, 0.3, 0.5, 0.5};
    assertThat(TrainingScores.threshold(scores.clone(), 0.2)).isEqualTo(0.5);
    assertThat(TrainingScores.threshold(scores.clone(), 0.19)).isEqualTo(0.8);
    assertThat(TrainingScores.threshold(scores.clone(), 0.5)).isEqualTo(0.5);
    assertThat(TrainingScores.threshold(scores.clone(), 0)).isEqualTo(0.9);
    assertThat(TrainingScores.threshold(new double[] {0.5}, 0.5)).isEqualTo(0.5);
  }
}
