package io.nightjar.kernels.scalar.tree;

import static io.nightjar.kernels.block.BinnedBlock.SLOTS;

import io.nightjar.kernels.tree.BinnedRows;
import io.nightjar.kernels.tree.GradientRows;
import io.nightjar.kernels.tree.Histogram;
import io.nightjar.kernels.tree.NodeRows;

/**
 * One addition of 64 bits a row and column: Σ g in the high half of a long, Σ h in the low one.
 * Over a chunk of R = 65,536 rows neither leaves its half: 0 ≤ Σ h ≤ R·(2¹⁵ − 1) &lt; 2³², so
 * nothing is carried into the high half, and −2³¹ = −R·2¹⁵ ≤ Σ g ≤ R·(2¹⁵ − 1) &lt; 2³¹. After each
 * chunk the halves are added to the caller's sums, 64 bits each.
 *
 * <p>There are no loops of vectors: the time goes into additions at scattered places, and the JVM
 * has no vector instruction that adds to equal places twice.
 */
public final class PackedHistogram implements Histogram {
  /** Rows whose packed sums can't overflow. */
  private static final int CHUNK = 1 << 16;

  /** With fewer rows, going over all bins would cost more than it saves. */
  private static final int FEW = 512;

  /** Rows that lie closer, on average, come to the cache by themselves. */
  private static final int CLOSE = 3;

  private static final int HALF = Integer.BYTES;

  /** A histogram of packed sums. */
  public PackedHistogram() {}

  @Override
  public void add(BinnedRows bins, NodeRows node, int tile, long[] out) {
    if (node.count() < FEW) {
      addFew(bins, node, tile, out);
      return;
    }
    long[] entries = node.all().entries();
    int span = GradientRows.row(entries[node.to() - 1]) - GradientRows.row(entries[node.from()]);
    boolean apart = Math.abs((long) span) > (long) CLOSE * node.count();
    HistogramLoops.Rows rows =
        new HistogramLoops.Rows(entries, bins.tile(tile), bins.words(tile), apart);
    int columns = bins.columnsOf(tile);
    int halves = (columns + HALF - 1) / HALF;
    for (int from = node.from(); from < node.to(); from += CHUNK) {
      int to = Math.min(from + CHUNK, node.to());
      unpack(HistogramLoops.sums(rows, halves, from, to), columns, BinnedRows.TILE * tile, out);
    }
  }

  private static void addFew(BinnedRows bins, NodeRows node, int tile, long[] out) {
    long[] words = bins.tile(tile);
    int width = bins.words(tile);
    int columns = bins.columnsOf(tile);
    int first = BinnedRows.TILE * tile * SUMS;
    for (int i = node.from(); i < node.to(); i++) {
      long entry = node.all().entries()[i];
      int gradient = GradientRows.gradient(entry);
      int hessian = GradientRows.hessian(entry);
      int row = GradientRows.row(entry) * width;
      for (int j = 0; j < columns; j++) {
        int bin = (int) (words[row + (j >> 3)] >>> ((j & 7) << 3)) & 0xff;
        int at = first + j * SUMS + 2 * bin;
        out[at] += gradient;
        out[at + 1] += hessian;
      }
    }
  }

  private static void unpack(long[] sums, int columns, int first, long[] out) {
    int at = first * SUMS;
    for (int cell = 0; cell < columns * SLOTS; cell++) {
      out[at] += sums[cell] >> 32;
      out[at + 1] += sums[cell] & 0xffffffffL;
      at += 2;
    }
  }
}
