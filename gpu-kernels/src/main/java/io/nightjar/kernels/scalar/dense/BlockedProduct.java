package io.nightjar.kernels.scalar.dense;

/**
 * One product A·B, block by block: stripes of columns of B, in them slices of k, in them blocks of
 * rows, so that a slice of B is brought into the form that the loops like once, and a block of A
 * stays in the second-level cache. An entry's chain goes along k in order whatever the blocks.
 *
 * <p>Source: Goto and van de Geijn, Anatomy of high-performance matrix multiplication, ACM TOMS 34
 * (2008).
 */
public abstract class BlockedProduct {
  /** Most rows of a block. */
  public static final int ROWS = 96;

  /** Most columns of a block. */
  public static final int COLUMNS = 512;

  /** Length of a slice of k. */
  public static final int DEPTH = 256;

  /** A. */
  protected final Operand a;

  /** B. */
  protected final Operand b;

  /** m, n, k and α. */
  protected final ProductSize size;

  /** A product of these matrices. */
  protected BlockedProduct(Operand a, Operand b, ProductSize size) {
    this.a = a;
    this.b = b;
    this.size = size;
  }

  /** Brings rows {@code p}..{@code p + depth − 1} of a stripe of B into the form of the loops. */
  protected abstract void packStripe(int column, int columns, int p, int depth);

  /** Adds the slice of k at {@code p} that was packed last into a block of the sink. */
  protected abstract void addSlice(Block block, int p, int depth, BlockSink sink);

  /** Makes the product. */
  public final void into(BlockSink sink) {
    for (int column = 0; column < size.n(); column += COLUMNS) {
      int columns = Math.min(COLUMNS, size.n() - column);
      int p = 0;
      do {
        int depth = Math.min(sink.depth(), size.k() - p);
        packStripe(column, columns, p, depth);
        addRows(column, columns, p, depth, sink);
        p += depth;
      } while (p < size.k());
    }
  }

  private void addRows(int column, int columns, int p, int depth, BlockSink sink) {
    for (int row = 0; row < size.m(); row += ROWS) {
      Block block = new Block(row, column, Math.min(ROWS, size.m() - row), columns);
      if (p == 0) {
        sink.begin(block);
      }
      addSlice(block, p, depth, sink);
      if (p + depth == size.k()) {
        sink.end(block);
      }
    }
  }
}
