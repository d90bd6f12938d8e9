package io.nightjar.kernels.opencl.tree;

import io.nightjar.kernels.block.BinnedBlock;
import io.nightjar.kernels.opencl.device.DeviceKernel;
import io.nightjar.kernels.tree.GradientPairs;
import io.nightjar.kernels.tree.Histogram;
import io.nightjar.kernels.tree.RowList;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A block's bins on the device, and the kernel over them, in two passes:
 *
 * <ol>
 *   <li>each group adds a chunk of rows to the histograms of four columns in its local memory, by
 *       atomic additions of 32 bits: over at most 16,384 rows |Σ g| ≤ 2²⁹ and Σ h &lt; 2²⁹
 *   <li>each item adds one sum over the chunks, in 64 bits
 * </ol>
 *
 * <p>The bins are put once and stay; gradients are put when they are others than the last ones; a
 * list of rows is put in the smallest of three arrays that it fits into.
 */
final class HistogramKernel extends DeviceKernel {
  private static final int WIDTH = 4;
  private static final int TILE = WIDTH * Histogram.SUMS;
  private static final int LEAST_CHUNK = 1024;
  private static final int GREATEST_CHUNK = 1 << 14;
  private static final int MOST_CHUNKS = 256;
  private static final int MOST_PARTIALS = 1 << 24;
  private static final int FEW = 1 << 12;
  private static final int MANY = 1 << 16;

  byte[] bins;
  int[] pairs;
  int[] few;
  int[] many;
  int[] most;
  int[] columns;
  int[] partials;
  long[] sums;
  @Local AtomicInteger[] tile = new AtomicInteger[TILE];

  // What the kernel reads; Aparapi allows int, long, float, double and byte only.
  int blockRows;
  int source;
  int from;
  int count;
  int width;
  int chunks;
  int chunkRows;

  private final int mostChunks;
  private WeakReference<GradientPairs> loaded = new WeakReference<>(null);

  HistogramKernel(BinnedBlock block) {
    blockRows = block.rows();
    bins = new byte[block.columns() * blockRows];
    for (int j = 0; j < block.columns(); j++) {
      System.arraycopy(block.column(j), 0, bins, j * blockRows, blockRows);
    }
    pairs = new int[blockRows];
    few = new int[FEW];
    many = new int[MANY];
    most = new int[Math.max(1, blockRows)];
    columns = new int[block.columns()];
    int length = Math.multiplyExact(block.columns(), Histogram.SUMS);
    int least = (blockRows + GREATEST_CHUNK - 1) / GREATEST_CHUNK;
    int wanted = Math.min(MOST_CHUNKS, (blockRows + LEAST_CHUNK - 1) / LEAST_CHUNK);
    mostChunks = Math.max(least, Math.min(wanted, MOST_PARTIALS / length));
    partials = new int[Math.multiplyExact(mostChunks, length)];
    sums = new long[length];
    // The driver's library reads each, although local memory is never copied.
    Arrays.setAll(tile, t -> new AtomicInteger());
    upload(bins);
  }

  /** The sums of some rows and columns; as long as the block's columns need. */
  long[] sums(GradientPairs gradients, RowList rows, int[] wanted) {
    if (!loaded.refersTo(gradients)) {
      System.arraycopy(gradients.packed(), 0, pairs, 0, blockRows);
      upload(pairs);
      loaded = new WeakReference<>(gradients);
    }
    System.arraycopy(wanted, 0, columns, 0, wanted.length);
    upload(columns);
    load(rows);
    width = wanted.length;
    int needed = Math.min(mostChunks, (count + LEAST_CHUNK - 1) / LEAST_CHUNK);
    chunks = Math.max(needed, (count + GREATEST_CHUNK - 1) / GREATEST_CHUNK);
    chunkRows = (count + chunks - 1) / chunks;
    launch(chunks * ((width + WIDTH - 1) / WIDTH), GROUP, 2);
    download(sums);
    return sums;
  }

  private void load(RowList rows) {
    count = rows.count();
    from = rows.rows() == null ? rows.from() : 0;
    source = rows.rows() == null ? 0 : count <= FEW ? 1 : count <= MANY ? 2 : 3;
    if (source > 0) {
      int[] into = source == 1 ? few : source == 2 ? many : most;
      System.arraycopy(rows.rows(), rows.from(), into, 0, count);
      upload(into);
    }
  }

  @Override
  public void run() {
    if (getPassId() == 0) {
      sumChunk(getGroupId(), getLocalId());
    } else {
      int length = width * 512;
      int stride = getGlobalSize();
      for (int entry = getGlobalId(); entry < length; entry += stride) {
        long sum = 0L;
        for (int chunk = 0; chunk < chunks; chunk++) {
          sum += partials[chunk * length + entry];
        }
        sums[entry] = sum;
      }
    }
  }

  void sumChunk(int group, int item) {
    int chunk = group % chunks;
    int first = (group / chunks) * WIDTH;
    int here = first + WIDTH < width ? WIDTH : width - first;
    int start = chunk * chunkRows;
    int end = start + chunkRows < count ? start + chunkRows : count;
    for (int t = item; t < here * 512; t += GROUP) {
      atomicSet(tile[t], 0);
    }
    localBarrier();
    for (int i = start + item; i < end; i += GROUP) {
      int row = row(i);
      int pair = pairs[row];
      for (int q = 0; q < here; q++) {
        int bin = bins[columns[first + q] * blockRows + row] & 0xff;
        int at = q * 512 + bin * 2;
        atomicAdd(tile[at], pair >> 16);
        atomicAdd(tile[at + 1], pair & 0xffff);
      }
    }
    localBarrier();
    for (int t = item; t < here * 512; t += GROUP) {
      partials[(chunk * width + first) * 512 + t] = atomicGet(tile[t]);
    }
    localBarrier();
  }

  /** The row of one entry. */
  int row(int i) {
    int row = from + i;
    if (source == 1) {
      row = few[i];
    } else if (source == 2) {
      row = many[i];
    } else if (source == 3) {
      row = most[i];
    }
    return row;
  }

  @Override
  public long footprint() {
    long ints = (long) pairs.length + FEW + MANY + most.length + columns.length + partials.length;
    return bins.length + Integer.BYTES * ints + Long.BYTES * (long) sums.length;
  }
}
