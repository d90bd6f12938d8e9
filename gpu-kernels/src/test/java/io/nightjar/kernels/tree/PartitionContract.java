package io.nightjar.kernels.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nightjar.kernels.block.BinnedBlock;
import io.nightjar.kernels.block.ManyThreads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link TreeKernels#partition} promises, on every backend. */
abstract class PartitionContract {
  private static final long SEED = 20261126;

  /** The kernels under test. */
  abstract TreeKernels kernels();

  @ParameterizedTest(name = "{0} rows (seed {0})")
  @ValueSource(ints = {0, 1, 3, 63, 64, 65, 255, 256, 257, 1000, 1_000_003})
  void keepsTheOrderOnBothSides(int rows) {
    MadeBins made = new MadeBins(rows);
    BinnedRows bins = made.rows(rows, 2);
    long[] set = {0x123456789abcdefL, -1, 0, 1L << 63};
    check(bins, BinnedSplit.numeric(1, 100, MissingGoes.LEFT), made.some(rows, 0.5));
    check(bins, BinnedSplit.numeric(0, 0, MissingGoes.RIGHT), made.all(rows));
    check(bins, BinnedSplit.categorical(1, set), made.some(rows, 0.9));
  }

  @ParameterizedTest(name = "{0} rows, {1} columns")
  @MethodSource("io.nightjar.kernels.block.ContractShapes#all")
  void keepsTheOrderOnEveryShape(int rows, int columns) {
    MadeBins made = new MadeBins(rows + columns);
    BinnedRows bins = made.rows(rows, columns);
    BinnedSplit split = BinnedSplit.numeric(columns - 1, 128, MissingGoes.LEFT);
    check(bins, split, made.some(rows, 0.7));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 254, BinnedBlock.MISSING})
  void sendsRowsThatAreAllEqualToOneSide(int bin) {
    BinnedRows bins = MadeBins.constant(100, 1, bin);
    for (MissingGoes missing : MissingGoes.values()) {
      BinnedSplit split = BinnedSplit.numeric(0, 7, missing);
      boolean left = bin == BinnedBlock.MISSING ? missing == MissingGoes.LEFT : bin <= 7;
      Partition.Sides sides = new Partition.Sides(new long[100], 0, new long[100], 0);
      NodeRows node = MadeBins.equal(100, 1, 1);
      assertThat(kernels().partition(bins, split, node, sides)).isEqualTo(left ? 100 : 0);
      assertThat(left ? sides.left() : sides.right()).isEqualTo(node.all().entries());
    }
  }

  @Test
  void leavesTheEntriesOutsideOfTheNodeAlone() {
    BinnedRows bins = MadeBins.rows(6, new byte[][] {{9, 5, 1, 5, 1, 9}});
    GradientRows all = new GradientRows(new long[] {0, 1, 2, 3, 4, 5}, 6, 6);
    BinnedSplit split = BinnedSplit.numeric(0, 1, MissingGoes.LEFT);
    long[] right = new long[6];
    Partition.Sides sides = new Partition.Sides(all.entries(), 1, right, 2);
    assertThat(kernels().partition(bins, split, new NodeRows(all, 1, 5), sides)).isEqualTo(2);
    assertThat(all.entries()).startsWith(0, 2, 4).endsWith(5);
    assertThat(right).startsWith(0, 0, 1, 3);
  }

  @Test
  void eightThreadsGetWhatOneGets() throws Exception {
    MadeBins made = new MadeBins(SEED);
    BinnedRows bins = made.rows(5000, 3);
    List<Runnable> jobs = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      NodeRows node = made.some(5000, 0.5);
      BinnedSplit split = BinnedSplit.numeric(t % 3, 30 * t, MissingGoes.RIGHT);
      jobs.add(() -> check(bins, split, node));
    }
    ManyThreads.atOnce(jobs);
  }

  @Test
  void rejectsWhatIsOutOfRange() {
    BinnedRows bins = MadeBins.constant(2, 1, 0);
    BinnedSplit split = BinnedSplit.numeric(0, 1, MissingGoes.LEFT);
    NodeRows node = MadeBins.equal(2, 1, 1);
    long[] two = new long[2];
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                kernels().partition(bins, split, node, new Partition.Sides(two, 1, new long[2], 0)))
        .withMessage("leftAt is 1; must be 0..0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                kernels().partition(bins, split, node, new Partition.Sides(two, 0, new long[2], 1)))
        .withMessage("rightAt is 1; must be 0..0");
    BinnedSplit beyond = BinnedSplit.categorical(1, new long[4]);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                kernels()
                    .partition(bins, beyond, node, new Partition.Sides(two, 0, new long[2], 0)))
        .withMessage("the split's column is 1; must be 0..0");
    NodeRows three = MadeBins.equal(3, 1, 1);
    Partition.Sides room = new Partition.Sides(new long[3], 0, new long[3], 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().partition(bins, split, three, room))
        .withMessage("the gradients are of 3 rows; must be of 2, as the bins are");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BinnedSplit.numeric(0, 255, MissingGoes.LEFT))
        .withMessage("the threshold is 255; must be 0..254");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BinnedSplit.categorical(0, new long[3]))
        .withMessage("the set of bins has length 3; must be 4");
  }

  /** Against two naive walks over the rows, to places of its own and then in its own. */
  private void check(BinnedRows bins, BinnedSplit split, NodeRows node) {
    int count = node.count();
    long[] entries = node.all().entries();
    long[] lefts = parted(bins, split, node, true);
    long[] rights = parted(bins, split, node, false);
    Partition.Sides apart = new Partition.Sides(new long[count + 3], 3, new long[count], 0);
    assertThat(kernels().partition(bins, split, node, apart)).isEqualTo(lefts.length);
    assertThat(Arrays.copyOfRange(apart.left(), 3, 3 + lefts.length)).isEqualTo(lefts);
    assertThat(Arrays.copyOf(apart.right(), rights.length)).isEqualTo(rights);

    long[] moved = entries.clone();
    GradientRows copy = new GradientRows(moved, node.all().count(), bins.rows());
    Partition.Sides inPlace = new Partition.Sides(moved, node.from(), new long[count], 0);
    NodeRows same = new NodeRows(copy, node.from(), node.to());
    assertThat(kernels().partition(bins, split, same, inPlace)).isEqualTo(lefts.length);
    assertThat(Arrays.copyOfRange(moved, node.from(), node.from() + lefts.length)).isEqualTo(lefts);
    assertThat(Arrays.copyOf(inPlace.right(), rights.length)).isEqualTo(rights);
  }

  private static long[] parted(BinnedRows bins, BinnedSplit split, NodeRows node, boolean left) {
    return Arrays.stream(node.all().entries(), node.from(), node.to())
        .filter(entry -> split.goesLeft(bins.bin(split.column(), (int) entry)) == left)
        .toArray();
  }
}
