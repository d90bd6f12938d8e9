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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link TreeKernels#histogram} promises, on every backend. */
abstract class HistogramContract {
  private static final long SEED = 20261126;

  /** The kernels under test; a backend that isn't here skips visibly. */
  abstract TreeKernels kernels();

  @ParameterizedTest(name = "{0} rows, {1} columns (seed {0} + {1})")
  @CsvSource({
    "0, 3",
    "1, 1",
    "1, 28",
    "3, 2",
    "63, 28",
    "64, 5",
    "65, 130",
    "511, 4",
    "512, 9",
    "513, 13",
    "514, 17",
    "515, 21",
    "516, 25",
    "1000, 28",
    "1000, 32",
    "1000, 33",
    "1000, 130",
    "4097, 7",
    "65537, 13",
    "1000003, 2"
  })
  void isTheNaiveSumsOverAllRowsAndOverSomeOfThem(int rows, int columns) {
    MadeBins made = new MadeBins(rows + columns);
    BinnedRows bins = made.rows(rows, columns);
    check(bins, made.all(rows));
    check(bins, made.some(rows, 0.5));
    check(bins, made.some(rows, 0.1));
  }

  @ParameterizedTest(name = "{0} rows, {1} columns")
  @MethodSource("io.nightjar.kernels.block.ContractShapes#all")
  void isTheNaiveSumsOnEveryShape(int rows, int columns) {
    isTheNaiveSumsOverAllRowsAndOverSomeOfThem(rows, columns);
  }

  @ParameterizedTest(name = "gradient {0}, hessian {1}")
  @CsvSource({"-32768, 0", "-32768, 32767", "32767, 32767", "-1, 0", "0, 32767"})
  void doesNotOverflowWhereEveryRowIsInOneBin(int gradient, int hessian) {
    int rows = 1 << 20;
    for (int bin : new int[] {0, BinnedBlock.MISSING}) {
      BinnedRows bins = MadeBins.constant(rows, 1, bin);
      long[] out = new long[Histogram.SUMS];
      kernels().histogram(bins, MadeBins.equal(rows, gradient, hessian), 0, out);
      assertThat(out[2 * bin]).isEqualTo((long) rows * gradient);
      assertThat(out[2 * bin + 1]).isEqualTo((long) rows * hessian);
      assertThat(Arrays.stream(out).filter(sum -> sum != 0).count()).isLessThanOrEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 3000})
  void addsToWhatIsThereForTheTileThatIsAskedFor(int rows) {
    MadeBins made = new MadeBins(SEED);
    BinnedRows bins = made.rows(rows, 70);
    NodeRows node = made.some(rows, 0.6);
    long[] out = new long[70 * Histogram.SUMS];
    Arrays.fill(out, 1L << 40);
    kernels().histogram(bins, node, 1, out);
    long[] naive = naive(bins, node);
    for (int i = 0; i < out.length; i++) {
      boolean asked = i / Histogram.SUMS / BinnedRows.TILE == 1;
      assertThat(out[i]).isEqualTo((asked ? naive[i] : 0) + (1L << 40));
    }
  }

  @Test
  void takesRowsInAnyOrder() {
    MadeBins made = new MadeBins(SEED);
    BinnedRows bins = made.rows(5000, 3);
    NodeRows node = made.all(5000);
    long[] entries = node.all().entries();
    for (int i = 0; i < entries.length; i++) {
      int other = (i * 37 + 99) % entries.length;
      long entry = entries[i];
      entries[i] = entries[other];
      entries[other] = entry;
    }
    check(bins, node);
    check(bins, new NodeRows(node.all(), 7, 7));
  }

  @Test
  void seesNewGradientsOfTheSameRows() {
    MadeBins made = new MadeBins(SEED);
    BinnedRows bins = made.rows(2000, 3);
    NodeRows[] trees = {made.all(2000), made.all(2000)};
    for (int round = 0; round < 4; round++) {
      check(bins, trees[round % 2]);
    }
  }

  @Test
  void eightThreadsGetWhatOneGets() throws Exception {
    MadeBins made = new MadeBins(SEED);
    List<Runnable> jobs = new ArrayList<>();
    BinnedRows shared = made.rows(3000, 6);
    for (int t = 0; t < 8; t++) {
      NodeRows node = made.some(3000, 0.5);
      jobs.add(() -> check(shared, node));
    }
    ManyThreads.atOnce(jobs);
  }

  @Test
  void rejectsWhatIsOutOfRange() {
    BinnedRows bins = MadeBins.constant(2, 1, 0);
    NodeRows node = MadeBins.equal(2, 1, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().histogram(bins, node, 0, new long[511]))
        .withMessage("out has length 511; must be 512");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().histogram(bins, node, 1, new long[512]))
        .withMessage("the tile is 1; must be 0..0");
    NodeRows beyond = MadeBins.equal(3, 1, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().histogram(bins, beyond, 0, new long[512]))
        .withMessage("the gradients are of 3 rows; must be of 2, as the bins are");
  }

  private void check(BinnedRows bins, NodeRows node) {
    long[] out = new long[bins.columns() * Histogram.SUMS];
    for (int tile = 0; tile < bins.tiles(); tile++) {
      kernels().histogram(bins, node, tile, out);
    }
    assertThat(out).isEqualTo(naive(bins, node));
  }

  private static long[] naive(BinnedRows bins, NodeRows node) {
    long[] sums = new long[bins.columns() * Histogram.SUMS];
    for (int i = node.from(); i < node.to(); i++) {
      long entry = node.all().entries()[i];
      for (int j = 0; j < bins.columns(); j++) {
        int bin = Byte.toUnsignedInt(bins.column(j)[(int) entry]);
        sums[512 * j + 2 * bin] += (short) (entry >>> 48);
        sums[512 * j + 2 * bin + 1] += (short) (entry >>> 32);
      }
    }
    return sums;
  }
}
