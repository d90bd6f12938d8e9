package io.nightjar.kernels.scalar.tree;

import static io.nightjar.kernels.block.BinnedBlock.SLOTS;

import io.nightjar.kernels.block.BinnedBlock;
import io.nightjar.kernels.tree.GradientPairs;
import io.nightjar.kernels.tree.Histogram;
import io.nightjar.kernels.tree.RowList;

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

  /** A histogram of packed sums. */
  public PackedHistogram() {}

  @Override
  public void add(
      BinnedBlock block, GradientPairs gradients, RowList rows, int[] columns, long[] out) {
    HistogramLoops.Task task =
        new HistogramLoops.Task(block.arrays(), columns, gradients.packed(), rows.rows());
    if (rows.count() < FEW) {
      for (int q = 0; q < columns.length; q++) {
        addFew(task, q, rows, out);
      }
      return;
    }
    for (int from = rows.from(); from < rows.to(); from += CHUNK) {
      addChunk(task, from, Math.min(from + CHUNK, rows.to()), out);
    }
  }

  private static void addFew(HistogramLoops.Task task, int q, RowList rows, long[] out) {
    byte[] bins = task.column(q);
    for (int i = rows.from(); i < rows.to(); i++) {
      int row = task.rows == null ? i : task.rows[i];
      int at = (q * SLOTS + (bins[row] & 0xff)) * 2;
      out[at] += GradientPairs.gradient(task.pairs[row]);
      out[at + 1] += GradientPairs.hessian(task.pairs[row]);
    }
  }

  private static void addChunk(HistogramLoops.Task task, int from, int to, long[] out) {
    int columns = task.columns.length;
    int q = 0;
    while (q < columns) {
      int width = columns - q >= 8 ? 8 : columns - q >= 4 ? 4 : 1;
      unpack(HistogramLoops.sums(task, q, width, from, to), q * SLOTS, out);
      q += width;
    }
  }

  private static void unpack(long[] sums, int entry, long[] out) {
    int at = 2 * entry;
    for (long sum : sums) {
      out[at] += sum >> 32;
      out[at + 1] += sum & 0xffffffffL;
      at += 2;
    }
  }
}
