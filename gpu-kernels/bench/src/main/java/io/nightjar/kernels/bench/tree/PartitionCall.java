package io.nightjar.kernels.bench.tree;

import io.nightjar.kernels.bench.spec.Call;
import io.nightjar.kernels.bench.spec.Expected;
import io.nightjar.kernels.bench.spec.Peer;
import io.nightjar.kernels.tree.BinnedRows;
import io.nightjar.kernels.tree.BinnedSplit;
import io.nightjar.kernels.tree.GradientRows;
import io.nightjar.kernels.tree.MissingGoes;
import io.nightjar.kernels.tree.NodeRows;
import io.nightjar.kernels.tree.Partition;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A split at the middle bin, which no branch predictor foresees, to places beside the node's. */
final class PartitionCall implements Call<Partition> {
  private static final int MIDDLE = 127;

  private final BinnedRows bins;
  private final BinnedSplit split = BinnedSplit.numeric(0, MIDDLE, MissingGoes.RIGHT);
  private final NodeRows node;
  private final Partition.Sides sides;
  private int left;

  PartitionCall(MadeNode made) {
    Random random = new Random(20261208);
    bins = MadeNode.bins(made.rows(), 1, random);
    node = made.entries(random);
    sides = new Partition.Sides(new long[node.count()], 0, new long[node.count()], 0);
  }

  @Override
  public void run(Partition implementation) {
    left = implementation.part(bins, split, node, sides);
  }

  @Override
  public void spoil() {
    Arrays.fill(sides.left(), -1);
    Arrays.fill(sides.right(), -1);
    left = -1;
  }

  @Override
  public double[] results() {
    double[] all = new double[node.count() + 1];
    all[0] = left;
    for (int i = 0; i < node.count() && left >= 0; i++) {
      long entry = i < left ? sides.left()[i] : sides.right()[i - left];
      all[1 + i] = GradientRows.row(entry);
    }
    return all;
  }

  @Override
  public Expected expected() {
    double[] all = new double[node.count() + 1];
    int at = 1;
    for (int side = 0; side < 2; side++) {
      for (int i = 0; i < node.count(); i++) {
        int row = GradientRows.row(node.all().entries()[i]);
        if ((bins.bin(0, row) <= MIDDLE) == (side == 0)) {
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
    int lefts = 0;
    int rights = 0;
    for (int i = node.from(); i < node.to(); i++) {
      long entry = node.all().entries()[i];
      if (bins.bin(0, GradientRows.row(entry)) <= MIDDLE) {
        sides.left()[lefts++] = entry;
      } else {
        sides.right()[rights++] = entry;
      }
    }
    left = lefts;
  }
}
