package io.nightjar.kernels.bench.tree;

import io.nightjar.kernels.bench.spec.Call;
import io.nightjar.kernels.bench.spec.Expected;
import io.nightjar.kernels.bench.spec.Peer;
import io.nightjar.kernels.block.BinnedBlock;
import io.nightjar.kernels.tree.BinnedSplit;
import io.nightjar.kernels.tree.MissingGoes;
import io.nightjar.kernels.tree.Partition;
import io.nightjar.kernels.tree.RowList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A split at the middle bin, which no branch predictor foresees. A list is parted in place, so each
 * run begins by copying it anew, for all contenders alike.
 */
final class PartitionCall implements Call<Partition> {
  private static final int MIDDLE = 127;

  private final BinnedBlock block;
  private final BinnedSplit split = BinnedSplit.numeric(0, MIDDLE, MissingGoes.RIGHT);
  private final RowList node;
  private final int[] rows;
  private final int[] scratch;
  private int left;

  PartitionCall(MadeNode made) {
    Random random = new Random(20261208);
    block = MadeNode.block(made.rows(), 1, random);
    node = made.list(random);
    rows = new int[node.count()];
    scratch = new int[node.count()];
  }

  @Override
  public void run(Partition implementation) {
    if (node.rows() == null) {
      left = implementation.all(block, split, rows, scratch);
    } else {
      copy();
      left = implementation.inPlace(block, split, new RowList(rows, 0, rows.length), scratch);
    }
  }

  private void copy() {
    System.arraycopy(node.rows(), 0, rows, 0, rows.length);
  }

  @Override
  public void spoil() {
    Arrays.fill(rows, -1);
    left = -1;
  }

  @Override
  public double[] results() {
    double[] all = new double[rows.length + 1];
    all[0] = left;
    for (int i = 0; i < rows.length; i++) {
      all[1 + i] = rows[i];
    }
    return all;
  }

  @Override
  public Expected expected() {
    double[] all = new double[rows.length + 1];
    int at = 1;
    for (int side = 0; side < 2; side++) {
      for (int i = 0; i < rows.length; i++) {
        int row = row(i);
        if ((bin(row) <= MIDDLE) == (side == 0)) {
          all[at++] = row;
        }
      }
      all[0] = side == 0 ? at - 1 : all[0];
    }
    return Expected.exactly(all);
  }

  @Override
  public List<Peer> peers() {
    return List.of(Peer.naive(this::partNaively));
  }

  private void partNaively() {
    if (node.rows() != null) {
      copy();
    }
    int lefts = 0;
    int rights = 0;
    for (int i = 0; i < rows.length; i++) {
      int row = node.rows() == null ? i : rows[i];
      if (bin(row) <= MIDDLE) {
        rows[lefts++] = row;
      } else {
        scratch[rights++] = row;
      }
    }
    System.arraycopy(scratch, 0, rows, lefts, rights);
    left = lefts;
  }

  private int row(int at) {
    return node.rows() == null ? at : node.rows()[at];
  }

  private int bin(int row) {
    return block.column(0)[row] & 0xff;
  }
}
