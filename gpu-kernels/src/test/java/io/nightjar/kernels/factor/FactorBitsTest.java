package io.nightjar.kernels.factor;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.kernels.select.TestBackends;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With or without the vector API, results on factors have the same bits. */
final class FactorBitsTest {
  private static final FactorKernels PLAIN = new FactorKernels(TestBackends.scalar());
  private static final FactorKernels SIMD = new FactorKernels(TestBackends.simd());

  @ParameterizedTest(name = "order {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 16, 31, 33, 64, 100})
  void areTheSameInSystems(int order) {
    for (int systems : new int[] {1, 3, 4, 5, 9}) {
      MadeFactors made = new MadeFactors(order);
      double[] a = made.positiveDefinite(systems, order);
      a[a.length - 1] = systems == 5 ? -1 : a[a.length - 1];
      double[] b = made.doubles(systems * order);
      double[] one = new double[b.length];
      double[] other = new double[b.length];
      assertThat(SIMD.choleskySolve(order, a, b, other))
          .isEqualTo(PLAIN.choleskySolve(order, a, b, one));
      assertThat(other).isEqualTo(one);
    }
  }

  @ParameterizedTest(name = "rank {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 16, 31, 33, 64, 130})
  void areTheSameInNormalEquations(int rank) {
    MadeFactors made = new MadeFactors(rank);
    FactorMatrix factors = made.factors(50, rank);
    FactorLists lists = made.lists(20, 140, 50);
    int entries = lists.rows().length;
    for (int ones : new int[] {0, entries / 2, entries}) {
      areTheSame(made, factors, MadeFactors.unweighted(lists, ones));
    }
  }

  private static void areTheSame(MadeFactors made, FactorMatrix factors, FactorLists lists) {
    int rank = factors.rank();
    double[] a = made.doubles(20 * CholeskySolve.packedLength(rank));
    double[] b = made.doubles(20 * rank);
    double[] otherA = a.clone();
    double[] otherB = b.clone();
    PLAIN.normalEquations(factors, lists, a, b);
    SIMD.normalEquations(factors, lists, otherA, otherB);
    assertThat(otherA).isEqualTo(a);
    assertThat(otherB).isEqualTo(b);
  }

  @ParameterizedTest(name = "k = {0}")
  @ValueSource(ints = {1, 2, 10, 100})
  void areTheSameInBestItems(int k) {
    MadeFactors made = new MadeFactors(k);
    FactorMatrix users = made.factors(101, 9);
    FactorMatrix items = made.factors(1333, 9);
    Exclusions exclusions = made.exclusions(101, 1333, 50);
    TopItems one = PLAIN.topK(users, items, k, exclusions);
    TopItems other = SIMD.topK(users, items, k, exclusions);
    assertThat(other.items()).isEqualTo(one.items());
    assertThat(other.scores()).isEqualTo(one.scores());
  }

  @Test
  void productsThatOverflowAreNeverAmongTheBest() {
    FactorMatrix users = new FactorMatrix(1, 2, new float[] {3e38f, 3e38f});
    FactorMatrix items = new FactorMatrix(4, 2, new float[] {2, -2, -2, -2, 1e-38f, 0, 3, -3});
    for (FactorKernels kernels : new FactorKernels[] {PLAIN, SIMD}) {
      TopItems best = kernels.topK(users, items, 2, Exclusions.NONE);
      assertThat(best.items()).containsExactly(0, 3);
    }
  }
}
