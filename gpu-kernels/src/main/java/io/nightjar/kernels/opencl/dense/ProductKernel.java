package io.nightjar.kernels.opencl.dense;

import io.nightjar.kernels.opencl.device.Capacity;
import io.nightjar.kernels.opencl.device.DeviceKernel;
import io.nightjar.kernels.opencl.device.DeviceRuntime;
import io.nightjar.kernels.opencl.device.ResidentKey;
import java.util.Arrays;

/**
 * A product in tiles of 64 × 64 entries, a group of 64 work items each: slices of A and B, 16 deep,
 * go through local memory, and every work item keeps 8 × 8 sums in registers. Its entries are 8
 * rows and 8 columns apart, so that neighbours read neighbouring words.
 *
 * <p>Where a product has few tiles and a long k, k is parted between groups, and the JVM adds the
 * parts in order: a result repeats bit for bit.
 */
final class ProductKernel extends DeviceKernel {
  private static final int TILE = 64;
  private static final int DEPTH = 16;
  private static final int BLOCK = 8;

  /** One word more than a tile, so that work items that fill a column use different banks. */
  private static final int PITCH = TILE + 1;

  private static final int ENOUGH_GROUPS = 512;
  private static final int SHORTEST_PART = 512;

  final float[] a;
  final float[] b;
  final float[] bias;
  final float[] c;
  @Local final float[] sliceOfA = new float[DEPTH * PITCH];
  @Local final float[] sliceOfB = new float[DEPTH * PITCH];

  int m;
  int n;
  int k;
  int rowStepOfA;
  int columnStepOfA;
  int rowStepOfB;
  int columnStepOfB;
  int tileColumns;
  int tiles;
  int partLength;
  int activation;

  private ProductKernel(int capacityOfA, int capacityOfB, int columns, int capacityOfC) {
    a = new float[capacityOfA];
    b = new float[capacityOfB];
    bias = new float[columns];
    c = new float[capacityOfC];
  }

  /** Makes a product on a device, in a new array [m][n]. */
  static float[] multiply(DeviceRuntime runtime, ProductTask task) {
    int sizeOfA = Capacity.of((long) task.m() * task.k());
    int sizeOfB = Capacity.of((long) task.k() * task.n());
    int columns = Capacity.of(task.n());
    int sizeOfC = Capacity.of((long) task.m() * task.n() * parts(task));
    ResidentKey key = ResidentKey.scratch(ProductKernel.class, sizeOfA, sizeOfB, columns, sizeOfC);
    return runtime.use(
        key,
        ProductKernel.class,
        () -> new ProductKernel(sizeOfA, sizeOfB, columns, sizeOfC),
        it -> it.product(task));
  }

  private static int tiles(int length) {
    return (length + TILE - 1) / TILE;
  }

  /** How many parts of k are summed apart; a layer's sums are needed whole. */
  private static int parts(ProductTask task) {
    long tiles = (long) tiles(task.m()) * tiles(task.n());
    if (task.bias() != null || tiles >= ENOUGH_GROUPS) {
      return 1;
    }
    return (int) Math.max(1, Math.min(task.k() / SHORTEST_PART, ENOUGH_GROUPS / tiles));
  }

  private float[] product(ProductTask task) {
    int parts = shape(task);
    fill(a, task.a().values());
    fill(b, task.b().values());
    if (task.bias() == null) {
      Arrays.fill(bias, 0, n, 0f);
      upload(bias);
    } else {
      fill(bias, task.bias());
    }
    launch(tiles * parts, GROUP, 1);
    download(c);
    return sums(parts);
  }

  private int shape(ProductTask task) {
    m = task.m();
    n = task.n();
    k = task.k();
    rowStepOfA = task.a().isTransposed() ? 1 : k;
    columnStepOfA = task.a().isTransposed() ? m : 1;
    rowStepOfB = task.b().isTransposed() ? 1 : n;
    columnStepOfB = task.b().isTransposed() ? k : 1;
    tileColumns = tiles(n);
    tiles = tiles(m) * tileColumns;
    activation = task.activation().ordinal();
    int parts = parts(task);
    partLength = (k + parts - 1) / parts;
    return parts;
  }

  private void fill(float[] buffer, float[] values) {
    System.arraycopy(values, 0, buffer, 0, values.length);
    upload(buffer);
  }

  private float[] sums(int parts) {
    int length = m * n;
    float[] sums = Arrays.copyOf(c, length);
    for (int part = 1; part < parts; part++) {
      for (int i = 0; i < length; i++) {
        sums[i] += c[part * length + i];
      }
    }
    return sums;
  }

  @Override
  public void run() {
    int item = getLocalId();
    int part = getGroupId() / tiles;
    int tile = getGroupId() - part * tiles;
    int row = tile / tileColumns * TILE;
    int column = (tile - tile / tileColumns * tileColumns) * TILE;
    int end = (part + 1) * partLength < k ? (part + 1) * partLength : k;
    int y = item / BLOCK;
    int x = item - y * BLOCK;
    float[] sums = new float[BLOCK * BLOCK];
    float[] left = new float[BLOCK];
    float[] right = new float[BLOCK];
    for (int i = 0; i < BLOCK * BLOCK; i++) {
      sums[i] = 0f;
    }
    for (int p = part * partLength; p < end; p += DEPTH) {
      loadA(item, row, p, end);
      loadB(item, column, p, end);
      localBarrier();
      for (int q = 0; q < DEPTH; q++) {
        for (int i = 0; i < BLOCK; i++) {
          left[i] = sliceOfA[q * PITCH + i * BLOCK + y];
          right[i] = sliceOfB[q * PITCH + i * BLOCK + x];
        }
        for (int i = 0; i < BLOCK; i++) {
          for (int j = 0; j < BLOCK; j++) {
            sums[i * BLOCK + j] += left[i] * right[j];
          }
        }
      }
      localBarrier();
    }
    for (int i = 0; i < BLOCK; i++) {
      for (int j = 0; j < BLOCK; j++) {
        store(part, row + i * BLOCK + y, column + j * BLOCK + x, sums[i * BLOCK + j]);
      }
    }
  }

  /** Neighbours load words that are neighbours in memory, whichever way the matrix is stored. */
  void loadA(int item, int row, int p, int end) {
    for (int s = 0; s < DEPTH; s++) {
      int r = columnStepOfA == 1 ? item / DEPTH + s * (GROUP / DEPTH) : item;
      int q = columnStepOfA == 1 ? item - item / DEPTH * DEPTH : s;
      float value = 0f;
      if (row + r < m && p + q < end) {
        value = a[(row + r) * rowStepOfA + (p + q) * columnStepOfA];
      }
      sliceOfA[q * PITCH + r] = value;
    }
  }

  void loadB(int item, int column, int p, int end) {
    for (int s = 0; s < DEPTH; s++) {
      int r = rowStepOfB == 1 ? item / DEPTH + s * (GROUP / DEPTH) : item;
      int q = rowStepOfB == 1 ? item - item / DEPTH * DEPTH : s;
      float value = 0f;
      if (column + r < n && p + q < end) {
        value = b[(p + q) * rowStepOfB + (column + r) * columnStepOfB];
      }
      sliceOfB[q * PITCH + r] = value;
    }
  }

  void store(int part, int row, int column, float sum) {
    if (row < m && column < n) {
      c[(part * m + row) * n + column] = activated(sum + bias[column]);
    }
  }

  /** The activations by their ordinal numbers; NaN stays NaN. */
  float activated(float z) {
    float y = z;
    if (activation == 1) {
      y = z != z ? z : (z > 0f ? z : 0f);
    } else if (activation == 2) {
      y = tanh(z);
    } else if (activation == 3) {
      y = 1f / (1f + exp(-z));
    }
    return y;
  }

  @Override
  public long footprint() {
    return Float.BYTES * ((long) a.length + b.length + bias.length + c.length);
  }
}
