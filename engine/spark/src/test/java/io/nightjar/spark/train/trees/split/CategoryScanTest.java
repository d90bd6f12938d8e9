package io.nightjar.spark.train.trees.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CategoryScanTest {
  /** Makes one coarse unit of g and h 1. */
  private static final Scales ONES = new Scales(32766, 32766, 1000);

  private static final Penalty PENALTY = new Penalty(1, 0, 0, 1);

  @Test
  void ofFewCategoriesTheBestOfAllSetsIsFound() {
    Random random = new Random(5);
    for (int turn = 0; turn < 200; turn++) {
      Column column = new Column();
      for (int bin = 0; bin < 4; bin++) {
        column.category(random.nextInt(201) - 100, 1 + random.nextInt(50));
      }
      Split split = column.split();
      double best = bestGainOfAllSets(column);
      if (best > 0) {
        assertThat(split.gain()).isCloseTo(best, within(1e-9 * best));
        assertThat(split.gain()).isCloseTo(column.gain(split.set()[0]), within(1e-9 * best));
      } else {
        assertThat(split).isNull();
      }
    }
  }

  @Test
  void ofManyCategoriesRareOnesStayWithTheRest() {
    Column column = new Column();
    for (int bin = 0; bin < 20; bin++) {
      column.category(bin < 10 ? -40 : 40, 100);
    }
    column.category(-2, 2); // of the same ratios as the others, but for the smoothing
    column.category(2, 2);
    Split split = column.split();
    assertThat(split.goesLeft(20)).isFalse();
    assertThat(split.goesLeft(21)).isFalse();
    for (int bin = 1; bin < 20; bin++) {
      assertThat(split.goesLeft(bin))
          .as("category %d", bin)
          .isEqualTo(split.goesLeft(0) == bin < 10);
    }
  }

  @Test
  void aFewOfTheHighestRatioArePartedFromManyBelow() {
    Column column = new Column();
    for (int bin = 0; bin < 100; bin++) {
      column.category(bin % 50 == 7 ? 60 : 0, 100);
    }
    Split split = column.split();
    for (int bin = 0; bin < 100; bin++) {
      assertThat(split.goesLeft(bin)).as("category %d", bin).isEqualTo(bin % 50 == 7);
    }
  }

  @Test
  void aSetHasThirtyTwoCategoriesAtMost() {
    Column column = new Column();
    for (int bin = 0; bin < 200; bin++) {
      column.category(bin < 100 ? -50 : 50, 100);
    }
    Split split = column.split();
    assertThat(size(split)).isEqualTo(32);
  }

  @Test
  void ofManyCategoriesEachSideKeepsTheLeastWeight() {
    Column column = new Column();
    for (int bin = 0; bin < 30; bin++) {
      column.category(bin == 3 ? -24 : bin == 9 ? 24 : 0, 24);
    }
    Split split = column.split();
    double left = split.left().second();
    assertThat(left).isGreaterThanOrEqualTo(25);
    assertThat(30 * 24 - left).isGreaterThanOrEqualTo(25);
    assertThat(size(split)).isEqualTo(2);
  }

  @Test
  void missingValuesGoWithTheSideThatTheyResemble() {
    Column column = new Column();
    for (int bin = 0; bin < 20; bin++) {
      column.category(bin < 10 ? -40 : 40, 100);
    }
    column.missing(-40, 100);
    Split split = column.split();
    assertThat(split.goesLeft(0)).isEqualTo(split.missingLeft());
    assertThat(split.goesLeft(19)).isNotEqualTo(split.missingLeft());
  }

  private static int size(Split split) {
    int size = 0;
    for (long word : split.set()) {
      size += Long.bitCount(word);
    }
    return size;
  }

  private static double bestGainOfAllSets(Column column) {
    double best = 0;
    for (int set = 1; set < 15; set++) {
      best = Math.max(best, column.gain(set));
    }
    return best;
  }

  /** A column's histogram, a category after the other. */
  private static final class Column {
    private final long[] sums = new long[SplitFinder.SUMS];
    private int bins;
    private GradientSums all = GradientSums.NONE;

    void category(long g, long h) {
      put(bins++, g, h);
    }

    void missing(long g, long h) {
      put(SplitFinder.SUMS / 2 - 1, g, h);
    }

    private void put(int bin, long g, long h) {
      sums[2 * bin] = g;
      sums[2 * bin + 1] = h;
      all = all.plus(new GradientSums(g, h));
    }

    Split split() {
      SideScore score = new SideScore(PENALTY, ONES, OpenNode.root(all), 0);
      return new CategoryScan(new ColumnSums(sums, 0, bins), score).best(0);
    }

    /** By the definition: ½(G²/(H + λ) of the left side + of the right side − of both). */
    double gain(long set) {
      double g = 0;
      double h = 0;
      for (int bin = 0; bin < bins; bin++) {
        if ((set >>> bin & 1) != 0) {
          g += sums[2 * bin];
          h += sums[2 * bin + 1];
        }
      }
      double all = score(this.all.first(), this.all.second());
      return 0.5 * (score(g, h) + score(this.all.first() - g, this.all.second() - h) - all);
    }

    private static double score(double g, double h) {
      return g * g / (h + PENALTY.lambda());
    }
  }
}
