package io.nightjar.kernels.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nightjar.kernels.block.BinnedBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link TreeKernels#partition} promises, on every backend. */
abstract class PartitionContract {
  private static final long SEED = 20261126;

  /** The kernels under test. */
  abstract TreeKernels kernels();

  @ParameterizedTest(name = "{0} rows (seed {0})")
  @ValueSource(ints = {0, 1, 3, 63, 64, 65, 1000, 1_000_003})
  void keepsTheOrderOnBothSides(int rows) {
    MadeBins made = new MadeBins(rows);
    BinnedBlock block = made.block(rows, 2);
    long[] set = {0x123456789abcdefL, -1, 0, 1L << 63};
    check(block, BinnedSplit.numeric(1, 100, MissingGoes.LEFT), made.half(rows));
    check(block, BinnedSplit.numeric(0, 0, MissingGoes.RIGHT), made.half(rows));
    check(block, BinnedSplit.categorical(1, set), made.half(rows));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 254, BinnedBlock.MISSING})
  void sendsRowsThatAreAllEqualToOneSide(int bin) {
    BinnedBlock block = MadeBins.constant(100, 1, bin);
    int[] out = new int[100];
    for (MissingGoes missing : MissingGoes.values()) {
      BinnedSplit split = BinnedSplit.numeric(0, 7, missing);
      boolean left = bin == BinnedBlock.MISSING ? missing == MissingGoes.LEFT : bin <= 7;
      assertThat(kernels().partitionAll(block, split, out, new int[100])).isEqualTo(left ? 100 : 0);
      assertThat(out[99]).isEqualTo(99);
    }
  }

  @Test
  void leavesTheEntriesOutsideOfTheListAlone() {
    BinnedBlock block = MadeBins.block(4, new byte[][] {{5, 1, 5, 1}});
    int[] rows = {9, 0, 1, 2, 3, 9};
    BinnedSplit split = BinnedSplit.numeric(0, 1, MissingGoes.LEFT);
    assertThat(kernels().partition(block, split, new RowList(rows, 1, 5), new int[4])).isEqualTo(2);
    assertThat(rows).containsExactly(9, 1, 3, 0, 2, 9);
  }

  @Test
  void eightThreadsGetWhatOneGets() throws Exception {
    MadeBins made = new MadeBins(SEED);
    BinnedBlock block = made.block(5000, 3);
    List<Callable<Void>> jobs = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      RowList rows = made.half(5000);
      BinnedSplit split = BinnedSplit.numeric(t % 3, 30 * t, MissingGoes.RIGHT);
      jobs.add(
          () -> {
            check(block, split, rows);
            return null;
          });
    }
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      for (Future<Void> done : pool.invokeAll(jobs)) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void rejectsWhatIsOutOfRange() {
    BinnedBlock block = MadeBins.constant(2, 1, 0);
    BinnedSplit split = BinnedSplit.numeric(0, 1, MissingGoes.LEFT);
    RowList list = new RowList(new int[] {0, 1}, 0, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().partition(block, split, list, new int[1]))
        .withMessage("scratch has length 1; must be at least 2");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> kernels().partition(block, split, new RowList(new int[] {2}, 0, 1), new int[1]))
        .withMessage("row index 0 is 2; must be 0..1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().partition(block, split, RowList.first(2), new int[2]))
        .withMessage(
            "a range of rows can't be parted in place; must be a list, or all rows of a block");
    BinnedSplit beyond = BinnedSplit.categorical(1, new long[4]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().partition(block, beyond, list, new int[2]))
        .withMessage("the split's column is 1; must be 0..0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().partitionAll(block, split, new int[1], new int[2]))
        .withMessage("out has length 1; must be at least 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BinnedSplit.numeric(0, 255, MissingGoes.LEFT))
        .withMessage("the threshold is 255; must be 0..254");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BinnedSplit.categorical(0, new long[3]))
        .withMessage("the set of bins has length 3; must be 4");
  }

  private void check(BinnedBlock block, BinnedSplit split, RowList list) {
    int[] before = list.rows().clone();
    int left = kernels().partition(block, split, list, new int[list.count()]);
    int[] listed = Arrays.copyOfRange(before, list.from(), list.to());
    assertThat(left).isEqualTo(parted(block, split, listed, before, list.from()));
    assertThat(list.rows()).isEqualTo(before);

    int[] all = new int[block.rows()];
    int[] expected = new int[block.rows()];
    Arrays.setAll(expected, i -> i);
    int count = parted(block, split, expected.clone(), expected, 0);
    assertThat(kernels().partitionAll(block, split, all, new int[block.rows()])).isEqualTo(count);
    assertThat(all).isEqualTo(expected);
  }

  /** The naive partition: two walks over the rows, one for each side. */
  private static int parted(BinnedBlock block, BinnedSplit split, int[] rows, int[] into, int at) {
    int to = at;
    for (int row : rows) {
      if (split.goesLeft(Byte.toUnsignedInt(block.column(split.column())[row]))) {
        into[to++] = row;
      }
    }
    int left = to - at;
    for (int row : rows) {
      if (!split.goesLeft(Byte.toUnsignedInt(block.column(split.column())[row]))) {
        into[to++] = row;
      }
    }
    return left;
  }
}
