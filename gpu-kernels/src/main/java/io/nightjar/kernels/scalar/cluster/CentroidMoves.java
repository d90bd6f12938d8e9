package io.nightjar.kernels.scalar.cluster;

import io.nightjar.kernels.cluster.Centroids;

/** How far centroids have moved; no less than that, whatever rounding does. */
final class CentroidMoves {
  private final double[] moves;
  private int farthest;
  private double most;
  private double secondMost;

  /** The moves between two places of as many centroids of as many columns. */
  CentroidMoves(Centroids before, Centroids after) {
    moves = new double[after.count()];
    int d = after.columns();
    double up = 1 + BoundedSearch.rounding(d);
    for (int c = 0; c < moves.length; c++) {
      double sum = 0;
      for (int j = c * d; j < (c + 1) * d; j++) {
        double move = (double) after.values()[j] - before.values()[j];
        sum = Math.fma(move, move, sum);
      }
      moves[c] = Math.sqrt(sum) * up;
      note(c);
    }
  }

  private void note(int c) {
    if (moves[c] > most) {
      secondMost = most;
      most = moves[c];
      farthest = c;
    } else {
      secondMost = Math.max(secondMost, moves[c]);
    }
  }

  /** How far a centroid has moved. */
  double of(int c) {
    return moves[c];
  }

  /** How far the others have moved at most. */
  double ofOthers(int c) {
    return c == farthest ? secondMost : most;
  }
}
