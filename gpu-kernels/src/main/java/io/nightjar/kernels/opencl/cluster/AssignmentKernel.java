package io.nightjar.kernels.opencl.cluster;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.cluster.Centroids;
import io.nightjar.kernels.cluster.RowWeights;
import io.nightjar.kernels.opencl.device.DeviceKernel;

/**
 * A block on the device, and the kernel over it, in three passes:
 *
 * <ol>
 *   <li>each work item scores two rows against four centroids at a time, which its group keeps in
 *       local memory; a row whose two least scores are too close is left in doubt
 *   <li>each item sums one column's differences from the rows' centroids over one chunk of rows, in
 *       order: column d holds their squared distances, column d + 1 the weights alone
 *   <li>each item adds one such sum over the chunks in order
 * </ol>
 *
 * <p>Sums are pairs of float32 whose second holds what the first lost, so that they need no float64
 * and no atomic addition, and repeat bit for bit. Differences from the own centroid are small,
 * wherever the data lies, so that float32 is enough for each.
 */
final class AssignmentKernel extends DeviceKernel {
  /** Most columns: four centroids have to fit into a group's local memory. */
  static final int MOST_COLUMNS = 1024;

  private static final int TILE = 4 * MOST_COLUMNS;
  private static final int STRIP = 2 * GROUP;
  private static final int LEAST_CHUNK = 512;
  private static final int MOST_PARTIALS = 1 << 23;

  final double weightScale;

  float[] x;
  float[] weights;
  float[] shift;
  float[] shifted;
  float[] halfNorms;
  float[] values;
  int[] nearest;
  float[] partials;
  float[] lost;
  float[] sums;
  float[] sumsLost;
  @Local float[] tile = new float[TILE];

  // What the kernel reads; Aparapi allows int, long, float, double and byte only.
  int rows;
  int columns;
  int count;
  int quads;
  int staged;
  int chunks;
  int chunkRows;
  float reach;

  AssignmentKernel(ColumnBlock block, RowWeights rowWeights, int centroids) {
    rows = block.rows();
    columns = block.columns();
    count = centroids;
    quads = (count + DeviceCentroids.FOUR - 1) / DeviceCentroids.FOUR;
    staged = Math.min(quads, TILE / (DeviceCentroids.FOUR * columns));
    int entries = Math.multiplyExact(count, columns + 2);
    chunks = Math.max(1, Math.min((rows + LEAST_CHUNK - 1) / LEAST_CHUNK, MOST_PARTIALS / entries));
    chunkRows = (rows + chunks - 1) / chunks;
    x = new float[columns * rows];
    for (int j = 0; j < columns; j++) {
      System.arraycopy(block.column(j), 0, x, j * rows, rows);
    }
    ScaledWeights scaled = ScaledWeights.of(rowWeights, rows);
    weights = scaled.values();
    weightScale = scaled.scale();
    shift = new float[columns];
    shifted = new float[quads * DeviceCentroids.FOUR * columns];
    halfNorms = new float[quads * DeviceCentroids.FOUR];
    values = new float[count * columns];
    nearest = new int[rows];
    partials = new float[chunks * entries];
    lost = new float[chunks * entries];
    sums = new float[entries];
    sumsLost = new float[entries];
    upload(x);
    upload(weights);
  }

  /** Each row's nearest centroid, −1 where in doubt; and the sums over all other rows. */
  void assign(Centroids centroids, DeviceCentroids prepared) {
    System.arraycopy(prepared.shift, 0, shift, 0, shift.length);
    System.arraycopy(prepared.shifted, 0, shifted, 0, shifted.length);
    System.arraycopy(prepared.halfNorms, 0, halfNorms, 0, halfNorms.length);
    System.arraycopy(centroids.values(), 0, values, 0, values.length);
    reach = prepared.reach;
    upload(shift);
    upload(shifted);
    upload(halfNorms);
    upload(values);
    long items = Math.max((long) chunks * (columns + 2), (rows + 1L) / 2);
    launch(groupsFor(items, GROUP), GROUP, 3);
    download(nearest);
    download(sums);
    download(sumsLost);
  }

  @Override
  public void run() {
    if (getPassId() == 0) {
      int strips = (rows + STRIP - 1) / STRIP;
      int stride = getGlobalSize() / GROUP;
      for (int strip = getGroupId(); strip < strips; strip += stride) {
        search(strip * STRIP + getLocalId());
      }
    } else if (getPassId() == 1) {
      int parts = chunks * (columns + 2);
      int stride = getGlobalSize();
      for (int part = getGlobalId(); part < parts; part += stride) {
        int chunk = part / (columns + 2);
        sumChunk(chunk, part - chunk * (columns + 2));
      }
    } else {
      int entries = count * (columns + 2);
      int stride = getGlobalSize();
      for (int entry = getGlobalId(); entry < entries; entry += stride) {
        sumEntry(entry, entries);
      }
    }
  }

  /** Finds the nearest centroids of two rows; every item of a group takes part to the end. */
  void search(int first) {
    int second = first + GROUP;
    int one = first < rows ? first : rows - 1;
    int two = second < rows ? second : rows - 1;
    float least1 = Float.MAX_VALUE;
    float next1 = Float.MAX_VALUE;
    int nearest1 = 0;
    float least2 = Float.MAX_VALUE;
    float next2 = Float.MAX_VALUE;
    int nearest2 = 0;
    int item = getLocalId();
    for (int q0 = 0; q0 < quads; q0 += staged) {
      int here = q0 + staged < quads ? staged : quads - q0;
      localBarrier();
      for (int t = item; t < here * columns * 4; t += GROUP) {
        tile[t] = shifted[q0 * columns * 4 + t];
      }
      localBarrier();
      for (int q = 0; q < here; q++) {
        int c = (q0 + q) * 4;
        float a1 = halfNorms[c];
        float b1 = halfNorms[c + 1];
        float c1 = halfNorms[c + 2];
        float d1 = halfNorms[c + 3];
        float a2 = a1;
        float b2 = b1;
        float c2 = c1;
        float d2 = d1;
        for (int j = 0; j < columns; j++) {
          int at = (q * columns + j) * 4;
          float x1 = x[j * rows + one] - shift[j];
          float x2 = x[j * rows + two] - shift[j];
          a1 = a1 - x1 * tile[at];
          b1 = b1 - x1 * tile[at + 1];
          c1 = c1 - x1 * tile[at + 2];
          d1 = d1 - x1 * tile[at + 3];
          a2 = a2 - x2 * tile[at];
          b2 = b2 - x2 * tile[at + 1];
          c2 = c2 - x2 * tile[at + 2];
          d2 = d2 - x2 * tile[at + 3];
        }
        next1 = min(next1, max(least1, a1));
        nearest1 = a1 < least1 ? c : nearest1;
        least1 = min(least1, a1);
        next1 = min(next1, max(least1, b1));
        nearest1 = b1 < least1 ? c + 1 : nearest1;
        least1 = min(least1, b1);
        next1 = min(next1, max(least1, c1));
        nearest1 = c1 < least1 ? c + 2 : nearest1;
        least1 = min(least1, c1);
        next1 = min(next1, max(least1, d1));
        nearest1 = d1 < least1 ? c + 3 : nearest1;
        least1 = min(least1, d1);
        next2 = min(next2, max(least2, a2));
        nearest2 = a2 < least2 ? c : nearest2;
        least2 = min(least2, a2);
        next2 = min(next2, max(least2, b2));
        nearest2 = b2 < least2 ? c + 1 : nearest2;
        least2 = min(least2, b2);
        next2 = min(next2, max(least2, c2));
        nearest2 = c2 < least2 ? c + 2 : nearest2;
        least2 = min(least2, c2);
        next2 = min(next2, max(least2, d2));
        nearest2 = d2 < least2 ? c + 3 : nearest2;
        least2 = min(least2, d2);
      }
    }
    if (first < rows) {
      nearest[first] = next1 - least1 > doubt(first) ? nearest1 : -1;
    }
    if (second < rows) {
      nearest[second] = next2 - least2 > doubt(second) ? nearest2 : -1;
    }
  }

  /**
   * A gap between the two least scores of a row that leaves no doubt: with M = C(½C + ‖x'‖) as for
   * the JVM's search, but two roundings a step, and numbers below float32's normal range lost.
   */
  float doubt(int row) {
    float square = 0f;
    for (int j = 0; j < columns; j++) {
      float value = x[j * rows + row] - shift[j];
      square += value * value;
    }
    float norm = sqrt(square) * 1.001f;
    float terms = reach * (0.5f * reach + norm) * 1.01f;
    float r = norm + 2 * reach;
    float steps = 4 * columns + 16;
    float rounding = 5.9604645e-8f * terms + 4.4408921e-16f * r * r;
    float bound = steps * (rounding + 4.7e-38f * (1 + r));
    return terms < 1e36f && r * r < 1e37f ? bound : Float.MAX_VALUE;
  }

  /** Sums of one column over one chunk, by cluster. */
  void sumChunk(int chunk, int column) {
    int width = columns + 2;
    int base = chunk * count * width + column;
    for (int c = 0; c < count; c++) {
      partials[base + c * width] = 0f;
      lost[base + c * width] = 0f;
    }
    int from = chunk * chunkRows;
    int to = from + chunkRows < rows ? from + chunkRows : rows;
    for (int i = from; i < to; i++) {
      int c = nearest[i];
      if (c >= 0) {
        float term = weights[i] * value(i, column, c);
        int at = base + c * width;
        float sum = partials[at] + term;
        float back = sum - partials[at];
        lost[at] = lost[at] + ((partials[at] - (sum - back)) + (term - back));
        partials[at] = sum;
      }
    }
  }

  /** x − c in one column; ‖x − c‖² in column d; 1 in column d + 1. */
  float value(int i, int column, int c) {
    float value = 1f;
    if (column < columns) {
      value = x[column * rows + i] - values[c * columns + column];
    } else if (column == columns) {
      value = 0f;
      for (int j = 0; j < columns; j++) {
        float difference = x[j * rows + i] - values[c * columns + j];
        value += difference * difference;
      }
    }
    return value;
  }

  /** One sum over all chunks. */
  void sumEntry(int entry, int entries) {
    float sum = 0f;
    float rest = 0f;
    for (int chunk = 0; chunk < chunks; chunk++) {
      float term = partials[chunk * entries + entry];
      float next = sum + term;
      float back = next - sum;
      rest += lost[chunk * entries + entry] + ((sum - (next - back)) + (term - back));
      sum = next;
    }
    sums[entry] = sum;
    sumsLost[entry] = rest;
  }

  /** The sum of one column (d: squared distances, d + 1: weights) over one cluster's rows. */
  double sum(int centroid, int column) {
    int entry = centroid * (columns + 2) + column;
    return weightScale * ((double) sums[entry] + sumsLost[entry]);
  }

  @Override
  public long footprint() {
    return Float.BYTES
        * ((long) x.length
            + 2L * rows
            + 2L * partials.length
            + 2L * sums.length
            + values.length
            + shifted.length);
  }
}
