package io.nightjar.kernels.scalar.tree;

import io.nightjar.kernels.block.BinnedBlock;
import io.nightjar.kernels.tree.BinnedSplit;
import io.nightjar.kernels.tree.Partition;
import io.nightjar.kernels.tree.RowList;

/**
 * Each row is written to both sides and counted on one of them, by a table of the bins: no branch,
 * because half of them would be guessed wrong.
 *
 * <p>There are no loops of vectors: where a row goes depends on all the rows before it.
 */
public final class TablePartition implements Partition {
  /** A partition by a table. */
  public TablePartition() {}

  @Override
  public int inPlace(BinnedBlock block, BinnedSplit split, RowList list, int[] scratch) {
    byte[] bins = block.column(split.column());
    byte[] goesLeft = table(split);
    int[] rows = list.rows();
    int left = list.from();
    int right = 0;
    for (int i = list.from(); i < list.to(); i++) {
      int row = rows[i];
      int goes = goesLeft[bins[row] & 0xff];
      rows[left] = row;
      scratch[right] = row;
      left += goes;
      right += 1 - goes;
    }
    System.arraycopy(scratch, 0, rows, left, right);
    return left - list.from();
  }

  @Override
  public int all(BinnedBlock block, BinnedSplit split, int[] out, int[] scratch) {
    byte[] bins = block.column(split.column());
    byte[] goesLeft = table(split);
    int left = 0;
    int right = 0;
    for (int row = 0; row < block.rows(); row++) {
      int goes = goesLeft[bins[row] & 0xff];
      out[left] = row;
      scratch[right] = row;
      left += goes;
      right += 1 - goes;
    }
    System.arraycopy(scratch, 0, out, left, right);
    return left;
  }

  /** 1 for each bin that goes left, else 0. */
  private static byte[] table(BinnedSplit split) {
    byte[] table = new byte[BinnedBlock.SLOTS];
    for (int bin = 0; bin < table.length; bin++) {
      table[bin] = (byte) (split.goesLeft(bin) ? 1 : 0);
    }
    return table;
  }
}
