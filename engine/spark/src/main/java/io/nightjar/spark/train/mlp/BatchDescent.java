package io.nightjar.spark.train.mlp;

import io.nightjar.config.model.ModelConfig;
import io.nightjar.spark.train.checkpoint.Continuation;
import io.nightjar.spark.train.mlp.pass.GradientSums;
import io.nightjar.spark.train.mlp.pass.NetworkShape;
import io.nightjar.spark.train.solve.Adam;
import io.nightjar.spark.train.solve.Momentum;
import io.nightjar.spark.train.solve.Optimizer;
import java.io.Serializable;

/**
 * Epochs of steps over batches, each by the mean gradient of its rows and the penalty's; with early
 * stopping until the validation loss has not become less for so many epochs.
 */
final class BatchDescent {
  private final MlpSpec spec;
  private final TrainingRows rows;
  private final ModelConfig.Descent descent;
  private double trainingLoss;

  BatchDescent(MlpSpec spec, TrainingRows rows) {
    this.spec = spec;
    this.rows = rows;
    this.descent = spec.config().descent();
  }

  /**
   * Where it ended.
   *
   * @param theta the weights that are kept
   * @param epochs how many were trained
   * @param best the epoch of the weights that are kept
   * @param trainingLoss mean objective over the last epoch's steps
   * @param validationLoss of the weights that are kept; NaN without early stopping
   * @param diverged whether a loss in the last epoch was no number
   */
  record Result(
      double[] theta,
      int epochs,
      int best,
      double trainingLoss,
      double validationLoss,
      boolean diverged)
      implements Serializable {}

  Result descend(Continuation<EpochState> continuation) {
    EpochState from = continuation.from();
    double[] theta = from == null ? spec.shape().initial(spec.seed()) : from.theta().clone();
    Optimizer optimizer = optimizer(theta.length);
    if (from != null) {
      optimizer.recall(from.memory());
    }
    int patience = descent.earlyStoppingRounds();
    Result kept = from == null ? null : from.kept();
    int done = kept == null ? 0 : kept.epochs;
    for (int epoch = done + 1; epoch <= descent.maxEpochs(); epoch++) {
      boolean sound = train(theta, optimizer, epoch);
      double validation = sound && patience > 0 ? rows.validationLoss(theta) : Double.NaN;
      if (!sound || (patience > 0 && !Double.isFinite(validation))) {
        return new Result(theta, epoch, epoch, trainingLoss, validation, true);
      }
      kept = better(kept, theta, epoch, validation);
      if (patience > 0 && epoch - kept.best >= patience) {
        break;
      }
      continuation.checkpoints().after(epoch, new EpochState(theta, optimizer.memory(), kept));
    }
    return kept;
  }

  /** Of the best so far and the last epoch the one with less loss; without patience the last. */
  private Result better(Result best, double[] theta, int epoch, double validation) {
    boolean better =
        descent.earlyStoppingRounds() == 0 || best == null || validation < best.validationLoss;
    return better
        ? new Result(theta.clone(), epoch, epoch, trainingLoss, validation, false)
        : new Result(best.theta, epoch, best.best, trainingLoss, best.validationLoss, false);
  }

  private Optimizer optimizer(int length) {
    return descent.optimizer() == ModelConfig.Optimizer.ADAM
        ? new Adam(length)
        : new Momentum(descent.momentum(), length);
  }

  /** η·γᵉ⁻¹ in epoch e, of the learning rate η and its decay γ. */
  private double learningRate(int epoch) {
    return descent.learningRate() * StrictMath.pow(descent.learningRateDecay(), epoch - 1);
  }

  /** One epoch; false as soon as a loss or a weight is no finite number. */
  private boolean train(double[] theta, Optimizer optimizer, int epoch) {
    double rate = learningRate(epoch);
    double sum = 0;
    double weight = 0;
    for (int batch = 0; batch < spec.batches(); batch++) {
      GradientSums sums = rows.gradient(theta, Step.of(spec, epoch, batch));
      if (sums.weight() == 0) {
        continue; // no row fell to this batch
      }
      double[] gradient = sums.meanGradient();
      double objective =
          sums.meanLoss() + spec.shape().penalize(spec.config().lambda(), theta, gradient);
      optimizer.step(rate, theta, gradient);
      if (!Double.isFinite(objective) || !NetworkShape.areFinite(theta)) {
        return false;
      }
      sum += sums.weight() * objective;
      weight += sums.weight();
    }
    trainingLoss = sum / weight;
    return true;
  }
}
