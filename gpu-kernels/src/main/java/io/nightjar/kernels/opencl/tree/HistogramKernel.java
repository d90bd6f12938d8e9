package io.nightjar.kernels.opencl.tree;

import io.nightjar.kernels.opencl.device.DeviceKernel;
import io.nightjar.kernels.tree.BinnedRows;
import io.nightjar.kernels.tree.Histogram;
import io.nightjar.kernels.tree.NodeRows;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Rows' bins on the device, and the kernel over them, in two passes:
 *
 * <ol>
 *   <li>each group adds a chunk of rows to the histograms of four columns in its local memory, by
 *       atomic additions of 32 bits: over at most 16,384 rows |Σ g| ≤ 2²⁹ and Σ h &lt; 2²⁹
 *   <li>each item adds one sum over the chunks, in 64 bits
 * </ol>
 *
 * <p>The bins are put once and stay; a node's entries are put in the smallest of three arrays that
 * they fit into.
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
  long[] few;
  long[] many;
  long[] most;
  int[] partials;
  long[] sums;
  @Local AtomicInteger[] tile = new AtomicInteger[TILE];

  // What the kernel reads; Aparapi allows int, long, float, double and byte only.
  int blockRows;
  int source;
  int count;
  int firstColumn;
  int width;
  int chunks;
  int chunkRows;

  private final int mostChunks;

  HistogramKernel(BinnedRows rows) {
    blockRows = rows.rows();
    bins = new byte[Math.multiplyExact(rows.columns(), blockRows)];
    for (int j = 0; j < rows.columns(); j++) {
      System.arraycopy(rows.column(j), 0, bins, j * blockRows, blockRows);
    }
    few = new long[FEW];
    many = new long[MANY];
    most = new long[Math.max(1, blockRows)];
    int length = Math.min(rows.columns(), BinnedRows.TILE) * Histogram.SUMS;
    int least = (blockRows + GREATEST_CHUNK - 1) / GREATEST_CHUNK;
    int wanted = Math.min(MOST_CHUNKS, (blockRows + LEAST_CHUNK - 1) / LEAST_CHUNK);
    mostChunks = Math.max(1, Math.max(least, Math.min(wanted, MOST_PARTIALS / length)));
    partials = new int[Math.multiplyExact(mostChunks, length)];
    sums = new long[length];
    // The driver's library reads each, although local memory is never copied.
    Arrays.setAll(tile, t -> new AtomicInteger());
    upload(bins);
  }

  /** The sums of a node's rows and some columns beside each other, a tile's at most. */
  long[] sums(NodeRows node, int first, int columns) {
    firstColumn = first;
    width = columns;
    load(node);
    int needed = Math.min(mostChunks, (count + LEAST_CHUNK - 1) / LEAST_CHUNK);
    chunks = Math.max(needed, (count + GREATEST_CHUNK - 1) / GREATEST_CHUNK);
    chunkRows = (count + chunks - 1) / chunks;
    launch(chunks * ((width + WIDTH - 1) / WIDTH), GROUP, 2);
    download(sums);
    return sums;
  }

  private void load(NodeRows node) {
    count = node.count();
    source = count <= FEW ? 1 : count <= MANY ? 2 : 3;
    long[] into = source == 1 ? few : source == 2 ? many : most;
    System.arraycopy(node.all().entries(), node.from(), into, 0, count);
    upload(into);
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
      long entry = entry(i);
      int row = (int) entry;
      int pair = (int) (entry >>> 32);
      for (int q = 0; q < here; q++) {
        int bin = bins[(firstColumn + first + q) * blockRows + row] & 0xff;
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

  /** An entry of the node. */
  long entry(int i) {
    long entry = 0L;
    if (source == 1) {
      entry = few[i];
    } else if (source == 2) {
      entry = many[i];
    } else {
      entry = most[i];
    }
    return entry;
  }

  @Override
  public long footprint() {
    long longs = (long) FEW + MANY + most.length + sums.length;
    return bins.length + Integer.BYTES * (long) partials.length + Long.BYTES * longs;
  }
}
