package io.nightjar.kernels.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.kernels.block.ManyThreads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link FactorKernels#topK} promises, on every backend. */
abstract class TopKContract {
  private static final long SEED = 20261130;

  /** The kernels under test; a backend that isn't here skips visibly. */
  abstract FactorKernels kernels();

  @ParameterizedTest(name = "{0} users, {1} items, rank {2}, k = {3}")
  @CsvSource({
    "0, 5, 2, 3",
    "5, 0, 2, 3",
    "1, 1, 1, 1",
    "3, 2, 2, 5",
    "63, 65, 1, 10",
    "64, 64, 28, 1",
    "65, 1000, 28, 10",
    "100, 513, 130, 7",
    "5, 3000, 256, 1000",
    "20, 5000, 3, 100",
    "1, 1000003, 2, 10",
    "100003, 3, 2, 2"
  })
  void findsTheBest(int users, int items, int rank, int k) {
    check(users, items, rank, k, 0);
  }

  @ParameterizedTest(name = "{0} users, rank {1}")
  @MethodSource("io.nightjar.kernels.block.ContractShapes#small")
  void findsTheBestOnEveryShape(int users, int rank) {
    check(users, 70, rank, 3, 0);
  }

  @Test
  void findsTheBestOfAMillionUsers() {
    check(1_000_003, 2, 1, 1, 0);
  }

  @ParameterizedTest(name = "{0} users, {1} items, rank {2}, k = {3}")
  @CsvSource({"65, 40, 3, 5", "64, 2000, 28, 10", "20, 3000, 5, 1000"})
  void leavesOutWhatIsExcluded(int users, int items, int rank, int k) {
    check(users, items, rank, k, items / 3);
  }

  /** Every score is its item's product, descending; and what is left out is no better. */
  private void check(int users, int items, int rank, int k, int mostExcluded) {
    MadeFactors made = new MadeFactors(SEED + items);
    FactorMatrix u = made.factors(users, rank);
    FactorMatrix v = made.factors(items, rank);
    Exclusions exclusions =
        mostExcluded == 0 ? Exclusions.NONE : made.exclusions(users, items, mostExcluded);
    TopItems best = kernels().topK(u, v, k, exclusions);
    assertThat(best.items()).hasSize(users * k);
    for (int user = 0; user < users; user++) {
      int there = Math.min(k, items - exclusions.count(user));
      Set<Integer> chosen = new HashSet<>();
      for (int place = 0; place < k; place++) {
        int item = best.items()[user * k + place];
        float score = best.scores()[user * k + place];
        if (place >= there) {
          assertThat(item).isEqualTo(TopItems.NO_ITEM);
          assertThat(score).isEqualTo(Float.NEGATIVE_INFINITY);
          continue;
        }
        assertThat(chosen.add(item)).isTrue();
        assertThat(exclusions.excludes(user, item)).isFalse();
        double bound = bound(u, user, v, item);
        assertThat((double) score).isCloseTo(product(u, user, v, item), within(bound));
        if (place > 0) {
          assertThat(score).isLessThanOrEqualTo(best.scores()[user * k + place - 1]);
        }
      }
      checkTheRest(u, user, v, exclusions, chosen, best.scores()[user * k + k - 1]);
    }
  }

  private static void checkTheRest(
      FactorMatrix u, int user, FactorMatrix v, Exclusions out, Set<Integer> chosen, float last) {
    for (int item = 0; item < v.rows(); item++) {
      if (!chosen.contains(item) && !out.excludes(user, item)) {
        double product = product(u, user, v, item);
        if (!(product <= last + bound(u, user, v, item) * 2)) {
          assertThat(product)
              .as("item %d of user %d", item, user)
              .isLessThanOrEqualTo(last + bound(u, user, v, item) * 2);
        }
      }
    }
  }

  @Test
  void tiesGoToTheLowerItem() {
    FactorMatrix users = new FactorMatrix(2, 1, new float[] {1, -1});
    float[] values = new float[3000];
    Arrays.fill(values, 2f);
    values[1500] = 3f;
    values[2999] = 1f;
    FactorMatrix items = new FactorMatrix(3000, 1, values);
    TopItems best = kernels().topK(users, items, 4, Exclusions.NONE);
    assertThat(best.items()).containsExactly(1500, 0, 1, 2, 2999, 0, 1, 2);
    assertThat(best.scores()).containsExactly(3, 2, 2, 2, -1, -2, -2, -2);
    Exclusions some = new Exclusions(new int[] {0, 2, 2}, new int[] {1, 1500});
    assertThat(kernels().topK(users, items, 4, some).items())
        .containsExactly(0, 2, 3, 4, 2999, 0, 1, 2);
  }

  @Test
  void takesZerosAndDenormalsForNumbers() {
    FactorMatrix users = new FactorMatrix(1, 1, new float[] {1});
    FactorMatrix items = new FactorMatrix(3, 1, new float[] {-1, 0, Float.MIN_VALUE});
    TopItems best = kernels().topK(users, items, 3, Exclusions.NONE);
    assertThat(best.items()[2]).isZero();
    assertThat(best.items()).containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void repeatsItself() {
    MadeFactors made = new MadeFactors(SEED);
    FactorMatrix users = made.factors(33, 16);
    FactorMatrix items = made.factors(4000, 16);
    TopItems first = kernels().topK(users, items, 9, Exclusions.NONE);
    TopItems second = kernels().topK(users, items, 9, Exclusions.NONE);
    assertThat(second.items()).isEqualTo(first.items());
    assertThat(second.scores()).isEqualTo(first.scores());
  }

  @Test
  void eightThreadsGetWhatOneGets() throws Exception {
    List<Runnable> jobs = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      int rank = 1 + t;
      jobs.add(() -> check(9, 300, rank, 5, 20));
    }
    ManyThreads.atOnce(jobs);
  }

  @Test
  void rejectsWrongShapesAndWhatIsNotFinite() {
    FactorMatrix users = new FactorMatrix(2, 2, new float[4]);
    FactorMatrix items = new FactorMatrix(3, 2, new float[6]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> find(users, items, 0, Exclusions.NONE))
        .withMessage("k is 0; must be 1..1000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> find(users, items, 1001, Exclusions.NONE))
        .withMessage("k is 1001; must be 1..1000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> find(users, new FactorMatrix(1, 3, new float[3]), 1, Exclusions.NONE))
        .withMessage("items have rank 3; must be that of the users, 2");
    FactorMatrix infinite = new FactorMatrix(1, 2, new float[] {0, Float.POSITIVE_INFINITY});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> find(users, infinite, 1, Exclusions.NONE))
        .withMessage("factor 1 of row 0 is Infinity; must be finite");
    Exclusions ofOneUser = new Exclusions(new int[] {0, 1}, new int[] {0});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> find(users, items, 1, ofOneUser))
        .withMessage("offsets has length 2; must be 3");
    Exclusions beyond = new Exclusions(new int[] {0, 1, 1}, new int[] {3});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> find(users, items, 1, beyond))
        .withMessage("entry 0 names row 3; must be 0..2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Exclusions(new int[] {0, 2}, new int[] {1, 1}))
        .withMessage("item 1 follows item 1 in the exclusions of user 0; must be greater");
  }

  private void find(FactorMatrix users, FactorMatrix items, int k, Exclusions exclusions) {
    assertThat(kernels().topK(users, items, k, exclusions)).isNull();
  }

  private static double product(FactorMatrix u, int user, FactorMatrix v, int item) {
    double sum = 0;
    for (int f = 0; f < u.rank(); f++) {
      sum += (double) u.values()[user * u.rank() + f] * v.values()[item * u.rank() + f];
    }
    return sum;
  }

  private static double bound(FactorMatrix u, int user, FactorMatrix v, int item) {
    double scale = 0;
    for (int f = 0; f < u.rank(); f++) {
      scale += Math.abs((double) u.values()[user * u.rank() + f] * v.values()[item * u.rank() + f]);
    }
    return (u.rank() + 1) * 0x1p-23 * scale;
  }
}
