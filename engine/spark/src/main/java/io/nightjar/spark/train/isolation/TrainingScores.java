package io.nightjar.spark.train.isolation;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.model.unlabelled.AnomalyScore;
import io.nightjar.spark.data.OrderedReduce;
import io.nightjar.spark.train.trees.bins.RowSample;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;

/**
 * The scores of the training rows, of a sample by their keys where they are many. By plain loops on
 * every machine, so that a threshold has the same bits on all.
 */
final class TrainingScores implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeEnsemble ensemble;
  private final long rows;
  private final long seed;

  /**
   * Of a forest.
   *
   * @param rows how many training rows there are
   */
  TrainingScores(TreeEnsemble ensemble, long rows, long seed) {
    this.ensemble = ensemble;
    this.rows = rows;
    this.seed = seed;
  }

  /** The least score that no more than a share of the rows are above. */
  double threshold(JavaRDD<KeyedBlock> blocks, double share) {
    return threshold(OrderedReduce.reduce(blocks, this::scores, TrainingScores::joined), share);
  }

  /** The same of some scores, one at least, which are sorted. */
  static double threshold(double[] scores, double share) {
    Arrays.sort(scores);
    int above = (int) (share * scores.length);
    return scores[scores.length - 1 - above];
  }

  private double[] scores(int partition, Iterator<KeyedBlock> blocks) {
    RowSample sample = RowSample.of(rows, seed);
    Kernels kernels = Kernels.of(BackendPreference.SCALAR);
    double[] all = {};
    while (blocks.hasNext()) {
      KeyedBlock block = blocks.next();
      double[] margins = new double[block.rows()];
      kernels.ensemble().score(ensemble, new ColumnBlock(block.rows(), block.columns()), margins);
      int[] drawn = sample.of(block.keys());
      double[] some = new double[drawn.length];
      Arrays.setAll(some, i -> AnomalyScore.of(margins[drawn[i]]));
      all = joined(all, some);
    }
    return all;
  }

  private static double[] joined(double[] left, double[] right) {
    double[] all = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, all, left.length, right.length);
    return all;
  }
}
