package io.nightjar.spark.train.mlp;

import java.io.Serializable;
import java.util.List;

/**
 * Where {@link BatchDescent} has come to.
 *
 * @param theta the weights after the last epoch
 * @param memory the optimizer's
 * @param kept the best so far
 */
record EpochState(double[] theta, List<double[]> memory, BatchDescent.Result kept)
    implements Serializable {}
