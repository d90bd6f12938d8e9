package io.nightjar.kernels.simd.dense;

import io.nightjar.kernels.scalar.dense.Block;
import io.nightjar.kernels.scalar.dense.BlockSink;
import io.nightjar.kernels.scalar.dense.BlockedProduct;
import io.nightjar.kernels.scalar.dense.Operand;
import io.nightjar.kernels.scalar.dense.ProductSize;

/**
 * A product in tiles. A stripe of B is packed as panels of a tile's columns. Rows of A are read as
 * they lie, or packed as panels too, where they are multiplied by α or where so many tiles stand
 * side by side that it pays; a tile over the edge is made whole elsewhere, and what is of use is
 * copied. Panels are kept by each thread.
 */
final class VectorProduct extends BlockedProduct {
  /** Columns from which on rows are packed: a value is then read by so many tiles at least. */
  private static final int PACKED = 16 * VectorTile.COLUMNS;

  private static final ThreadLocal<VectorPanels> COLUMN_PANELS =
      ThreadLocal.withInitial(() -> new VectorPanels(VectorTile.COLUMNS));
  private static final ThreadLocal<VectorPanels> ROW_PANELS =
      ThreadLocal.withInitial(() -> new VectorPanels(VectorTile.ROWS));

  private final VectorPanels columns = COLUMN_PANELS.get();
  private final VectorPanels rows = ROW_PANELS.get();
  private final VectorTile tile = new VectorTile();
  private final float[] edge = new float[VectorTile.ROWS * VectorTile.COLUMNS];
  private final boolean packsRows;

  VectorProduct(Operand a, Operand b, ProductSize size) {
    super(a, b, size);
    packsRows = size.alpha() != 1 || size.n() >= PACKED;
  }

  @Override
  protected void packStripe(int column, int count, int p, int depth) {
    columns.shape(count, depth, 1);
    columns.pack(b.values(), b.index(p, column), count, b.columnStep(), b.rowStep());
  }

  @Override
  protected void addSlice(Block block, int p, int depth, BlockSink sink) {
    int from = a.index(block.row(), p);
    int asTheyLie = packsRows ? 0 : block.rows() - block.rows() % VectorTile.ROWS;
    int rest = block.rows() - asTheyLie;
    rows.shape(rest, depth, size.alpha());
    rows.pack(a.values(), from + asTheyLie * a.rowStep(), rest, a.rowStep(), a.columnStep());
    Operand packed = rows.lanes();
    for (int j = 0; j < block.columns(); j += VectorTile.COLUMNS) {
      tile.columns(columns, j / VectorTile.COLUMNS);
      for (int i = 0; i < block.rows(); i += VectorTile.ROWS) {
        if (i < asTheyLie) {
          tile.rows(a, from + i * a.rowStep());
        } else {
          tile.rows(packed, rows.at((i - asTheyLie) / VectorTile.ROWS));
        }
        add(i, j, block, sink);
      }
    }
  }

  private void add(int i, int j, Block block, BlockSink sink) {
    int at = sink.offset(block) + i * sink.stride() + j;
    int high = Math.min(VectorTile.ROWS, block.rows() - i);
    int wide = Math.min(VectorTile.COLUMNS, block.columns() - j);
    if (high == VectorTile.ROWS && wide == VectorTile.COLUMNS) {
      tile.add(sink.array(), at, sink.stride());
      return;
    }
    for (int r = 0; r < high; r++) {
      System.arraycopy(sink.array(), at + r * sink.stride(), edge, r * VectorTile.COLUMNS, wide);
    }
    tile.addLeft(wide, edge, VectorTile.COLUMNS);
    for (int r = 0; r < high; r++) {
      System.arraycopy(edge, r * VectorTile.COLUMNS, sink.array(), at + r * sink.stride(), wide);
    }
  }
}
