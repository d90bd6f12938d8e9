package io.nightjar.kernels.simd.dense;

import static io.nightjar.kernels.simd.lanes.VectorFloats.all;
import static io.nightjar.kernels.simd.lanes.VectorFloats.fma;
import static io.nightjar.kernels.simd.lanes.VectorFloats.load;
import static io.nightjar.kernels.simd.lanes.VectorFloats.store;

import io.nightjar.kernels.scalar.dense.Block;
import io.nightjar.kernels.scalar.dense.BlockSink;
import io.nightjar.kernels.scalar.dense.BlockedProduct;
import io.nightjar.kernels.scalar.dense.Operand;
import io.nightjar.kernels.scalar.dense.ProductSize;
import io.nightjar.kernels.simd.lanes.VectorFloats;
import jdk.incubator.vector.FloatVector;

/**
 * A product in tiles of 6 × 16 entries whose sums stay in twelve registers. A stripe of B is packed
 * as panels of 16 columns, a block of A as panels of 6 rows; a tile over the edge is made whole
 * elsewhere, and what is of use is copied.
 */
final class VectorProduct extends BlockedProduct {
  private static final int LANES = VectorFloats.COUNT;
  private static final int TILE_ROWS = 6;
  private static final int TILE_COLUMNS = 2 * LANES;

  private final VectorPanels rows;
  private final VectorPanels columns = new VectorPanels(TILE_COLUMNS, 1);
  private final float[] edge = new float[TILE_ROWS * TILE_COLUMNS];

  VectorProduct(Operand a, Operand b, ProductSize size) {
    super(a, b, size);
    rows = new VectorPanels(TILE_ROWS, size.alpha());
  }

  @Override
  protected void packStripe(int column, int count, int p, int depth) {
    columns.shape(count, depth);
    int from = p * b.rowStep() + column * b.columnStep();
    columns.pack(b.values(), from, count, b.columnStep(), b.rowStep());
  }

  @Override
  protected void addSlice(Block block, int p, int depth, BlockSink sink) {
    rows.shape(block.rows(), depth);
    int from = block.row() * a.rowStep() + p * a.columnStep();
    rows.pack(a.values(), from, block.rows(), a.rowStep(), a.columnStep());
    for (int j = 0; j < block.columns(); j += TILE_COLUMNS) {
      for (int i = 0; i < block.rows(); i += TILE_ROWS) {
        if (i + TILE_ROWS <= block.rows() && j + TILE_COLUMNS <= block.columns()) {
          addTile(i, j, sink.array(), sink.offset(block) + i * sink.stride() + j, sink.stride());
        } else {
          addEdge(i, j, block, sink);
        }
      }
    }
  }

  private void addEdge(int i, int j, Block block, BlockSink sink) {
    int high = Math.min(TILE_ROWS, block.rows() - i);
    int wide = Math.min(TILE_COLUMNS, block.columns() - j);
    int at = sink.offset(block) + i * sink.stride() + j;
    for (int r = 0; r < high; r++) {
      System.arraycopy(sink.array(), at + r * sink.stride(), edge, r * TILE_COLUMNS, wide);
    }
    if (wide <= LANES) {
      addHalfTile(i, j);
    } else {
      addTile(i, j, edge, 0, TILE_COLUMNS);
    }
    for (int r = 0; r < high; r++) {
      System.arraycopy(edge, r * TILE_COLUMNS, sink.array(), at + r * sink.stride(), wide);
    }
  }

  /** The entries from {@code c[at]} on += the panel of rows i times the panel of columns j. */
  private void addTile(int i, int j, float[] c, int at, int stride) {
    float[] a = rows.values();
    float[] b = columns.values();
    int x = rows.at(i / TILE_ROWS);
    int y = columns.at(j / TILE_COLUMNS);
    int depth = rows.depth();
    int r1 = at + stride;
    int r2 = r1 + stride;
    int r3 = r2 + stride;
    int r4 = r3 + stride;
    int r5 = r4 + stride;
    FloatVector c00 = load(c, at);
    FloatVector c01 = load(c, at + LANES);
    FloatVector c10 = load(c, r1);
    FloatVector c11 = load(c, r1 + LANES);
    FloatVector c20 = load(c, r2);
    FloatVector c21 = load(c, r2 + LANES);
    FloatVector c30 = load(c, r3);
    FloatVector c31 = load(c, r3 + LANES);
    FloatVector c40 = load(c, r4);
    FloatVector c41 = load(c, r4 + LANES);
    FloatVector c50 = load(c, r5);
    FloatVector c51 = load(c, r5 + LANES);
    for (int q = 0; q < depth; q++) {
      FloatVector b0 = load(b, y + q * TILE_COLUMNS);
      FloatVector b1 = load(b, y + q * TILE_COLUMNS + LANES);
      int p = x + q * TILE_ROWS;
      FloatVector a0 = all(a[p]);
      c00 = fma(a0, b0, c00);
      c01 = fma(a0, b1, c01);
      FloatVector a1 = all(a[p + 1]);
      c10 = fma(a1, b0, c10);
      c11 = fma(a1, b1, c11);
      FloatVector a2 = all(a[p + 2]);
      c20 = fma(a2, b0, c20);
      c21 = fma(a2, b1, c21);
      FloatVector a3 = all(a[p + 3]);
      c30 = fma(a3, b0, c30);
      c31 = fma(a3, b1, c31);
      FloatVector a4 = all(a[p + 4]);
      c40 = fma(a4, b0, c40);
      c41 = fma(a4, b1, c41);
      FloatVector a5 = all(a[p + 5]);
      c50 = fma(a5, b0, c50);
      c51 = fma(a5, b1, c51);
    }
    store(c00, c, at);
    store(c01, c, at + LANES);
    store(c10, c, r1);
    store(c11, c, r1 + LANES);
    store(c20, c, r2);
    store(c21, c, r2 + LANES);
    store(c30, c, r3);
    store(c31, c, r3 + LANES);
    store(c40, c, r4);
    store(c41, c, r4 + LANES);
    store(c50, c, r5);
    store(c51, c, r5 + LANES);
  }

  /** The same for the left half of a tile on the edge, where a matrix ends. */
  private void addHalfTile(int i, int j) {
    float[] a = rows.values();
    float[] b = columns.values();
    int x = rows.at(i / TILE_ROWS);
    int at = columns.at(j / TILE_COLUMNS);
    int depth = rows.depth();
    FloatVector c0 = load(edge, 0);
    FloatVector c1 = load(edge, TILE_COLUMNS);
    FloatVector c2 = load(edge, 2 * TILE_COLUMNS);
    FloatVector c3 = load(edge, 3 * TILE_COLUMNS);
    FloatVector c4 = load(edge, 4 * TILE_COLUMNS);
    FloatVector c5 = load(edge, 5 * TILE_COLUMNS);
    for (int q = 0; q < depth; q++) {
      FloatVector y = load(b, at + q * TILE_COLUMNS);
      int p = x + q * TILE_ROWS;
      c0 = fma(all(a[p]), y, c0);
      c1 = fma(all(a[p + 1]), y, c1);
      c2 = fma(all(a[p + 2]), y, c2);
      c3 = fma(all(a[p + 3]), y, c3);
      c4 = fma(all(a[p + 4]), y, c4);
      c5 = fma(all(a[p + 5]), y, c5);
    }
    store(c0, edge, 0);
    store(c1, edge, TILE_COLUMNS);
    store(c2, edge, 2 * TILE_COLUMNS);
    store(c3, edge, 3 * TILE_COLUMNS);
    store(c4, edge, 4 * TILE_COLUMNS);
    store(c5, edge, 5 * TILE_COLUMNS);
  }
}
