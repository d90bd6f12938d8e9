package io.nightjar.kernels.scalar.tree;

import io.nightjar.kernels.block.BinnedBlock;
import io.nightjar.kernels.tree.BinnedRows;
import io.nightjar.kernels.tree.BinnedSplit;
import io.nightjar.kernels.tree.GradientRows;
import io.nightjar.kernels.tree.NodeRows;
import io.nightjar.kernels.tree.Partition;

/**
 * Each row is written to both sides and counted on one of them, by a table of the bins: no branch,
 * because half of them would be guessed wrong. Where a block's rows go is looked up before the
 * first of them is moved: the place of a move hangs on all lookups before it, so that lookups which
 * wait for memory would wait for each other.
 *
 * <p>There are no loops of vectors: where a row goes depends on all the rows before it.
 */
public final class TablePartition implements Partition {
  private static final int BLOCK = 256;
  private static final int BYTE = 0xff;

  /** A partition by a table. */
  public TablePartition() {}

  @Override
  public int part(BinnedRows bins, BinnedSplit split, NodeRows node, Sides sides) {
    long[] entries = node.all().entries();
    byte[] column = bins.column(split.column());
    byte[] goesLeft = table(split);
    byte[] goes = new byte[BLOCK];
    int left = sides.leftAt();
    for (int from = node.from(); from < node.to(); from += BLOCK) {
      int count = Math.min(BLOCK, node.to() - from);
      for (int k = 0; k < count; k++) {
        goes[k] = goesLeft[column[GradientRows.row(entries[from + k])] & BYTE];
      }
      int moved = from - node.from();
      int right = sides.rightAt() + moved - (left - sides.leftAt());
      left = move(entries, from, goes, count, new Sides(sides.left(), left, sides.right(), right));
    }
    return left - sides.leftAt();
  }

  /** Where the next row that goes left is put. */
  private static int move(long[] entries, int from, byte[] goes, int count, Sides sides) {
    long[] lefts = sides.left();
    long[] rights = sides.right();
    int left = sides.leftAt();
    int right = sides.rightAt();
    for (int k = 0; k < count; k++) {
      long entry = entries[from + k];
      int isLeft = goes[k];
      lefts[left] = entry;
      rights[right] = entry;
      left += isLeft;
      right += 1 - isLeft;
    }
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
