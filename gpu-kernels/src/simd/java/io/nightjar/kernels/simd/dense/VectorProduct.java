package io.nightjar.kernels.simd.dense;

import static io.nightjar.kernels.simd.lanes.VectorCarried.exact;

import io.nightjar.kernels.scalar.dense.Block;
import io.nightjar.kernels.scalar.dense.BlockSink;
import io.nightjar.kernels.scalar.dense.BlockedProduct;
import io.nightjar.kernels.scalar.dense.Operand;
import io.nightjar.kernels.scalar.dense.ProductSize;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A product in tiles of 6 × 16 entries whose sums stay in twelve registers. A stripe of B is packed
 * as panels of 16 columns, a block of A as panels of 6 rows; a tile over the edge is made whole
 * elsewhere, and what is of use is copied.
 */
final class VectorProduct extends BlockedProduct {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_256;
  private static final int LANES = 8;
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
    FloatVector c00 = FloatVector.fromArray(FLOATS, c, at);
    FloatVector c01 = FloatVector.fromArray(FLOATS, c, at + LANES);
    FloatVector c10 = FloatVector.fromArray(FLOATS, c, r1);
    FloatVector c11 = FloatVector.fromArray(FLOATS, c, r1 + LANES);
    FloatVector c20 = FloatVector.fromArray(FLOATS, c, r2);
    FloatVector c21 = FloatVector.fromArray(FLOATS, c, r2 + LANES);
    FloatVector c30 = FloatVector.fromArray(FLOATS, c, r3);
    FloatVector c31 = FloatVector.fromArray(FLOATS, c, r3 + LANES);
    FloatVector c40 = FloatVector.fromArray(FLOATS, c, r4);
    FloatVector c41 = FloatVector.fromArray(FLOATS, c, r4 + LANES);
    FloatVector c50 = FloatVector.fromArray(FLOATS, c, r5);
    FloatVector c51 = FloatVector.fromArray(FLOATS, c, r5 + LANES);
    for (int q = 0; q < depth; q++) {
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, y + q * TILE_COLUMNS);
      FloatVector b1 = FloatVector.fromArray(FLOATS, b, y + q * TILE_COLUMNS + LANES);
      int p = x + q * TILE_ROWS;
      FloatVector a0 = FloatVector.broadcast(FLOATS, a[p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(FLOATS, a[p + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(FLOATS, a[p + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(FLOATS, a[p + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(FLOATS, a[p + 4]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(FLOATS, a[p + 5]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
    }
    exact(c00).intoArray(c, at);
    exact(c01).intoArray(c, at + LANES);
    exact(c10).intoArray(c, r1);
    exact(c11).intoArray(c, r1 + LANES);
    exact(c20).intoArray(c, r2);
    exact(c21).intoArray(c, r2 + LANES);
    exact(c30).intoArray(c, r3);
    exact(c31).intoArray(c, r3 + LANES);
    exact(c40).intoArray(c, r4);
    exact(c41).intoArray(c, r4 + LANES);
    exact(c50).intoArray(c, r5);
    exact(c51).intoArray(c, r5 + LANES);
  }

  /** The same for the left half of a tile on the edge, where a matrix ends. */
  private void addHalfTile(int i, int j) {
    float[] a = rows.values();
    float[] b = columns.values();
    int x = rows.at(i / TILE_ROWS);
    int at = columns.at(j / TILE_COLUMNS);
    int depth = rows.depth();
    FloatVector c0 = FloatVector.fromArray(FLOATS, edge, 0);
    FloatVector c1 = FloatVector.fromArray(FLOATS, edge, TILE_COLUMNS);
    FloatVector c2 = FloatVector.fromArray(FLOATS, edge, 2 * TILE_COLUMNS);
    FloatVector c3 = FloatVector.fromArray(FLOATS, edge, 3 * TILE_COLUMNS);
    FloatVector c4 = FloatVector.fromArray(FLOATS, edge, 4 * TILE_COLUMNS);
    FloatVector c5 = FloatVector.fromArray(FLOATS, edge, 5 * TILE_COLUMNS);
    for (int q = 0; q < depth; q++) {
      FloatVector y = FloatVector.fromArray(FLOATS, b, at + q * TILE_COLUMNS);
      int p = x + q * TILE_ROWS;
      c0 = FloatVector.broadcast(FLOATS, a[p]).fma(y, c0);
      c1 = FloatVector.broadcast(FLOATS, a[p + 1]).fma(y, c1);
      c2 = FloatVector.broadcast(FLOATS, a[p + 2]).fma(y, c2);
      c3 = FloatVector.broadcast(FLOATS, a[p + 3]).fma(y, c3);
      c4 = FloatVector.broadcast(FLOATS, a[p + 4]).fma(y, c4);
      c5 = FloatVector.broadcast(FLOATS, a[p + 5]).fma(y, c5);
    }
    exact(c0).intoArray(edge, 0);
    exact(c1).intoArray(edge, TILE_COLUMNS);
    exact(c2).intoArray(edge, 2 * TILE_COLUMNS);
    exact(c3).intoArray(edge, 3 * TILE_COLUMNS);
    exact(c4).intoArray(edge, 4 * TILE_COLUMNS);
    exact(c5).intoArray(edge, 5 * TILE_COLUMNS);
  }
}
