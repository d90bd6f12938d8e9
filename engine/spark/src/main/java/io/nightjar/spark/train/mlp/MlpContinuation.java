package io.nightjar.spark.train.mlp;

import io.nightjar.config.model.ModelConfig;
import io.nightjar.spark.train.checkpoint.Continuation;
import io.nightjar.spark.train.checkpoint.RunCheckpoints;
import io.nightjar.spark.train.solve.QuasiNewtonForm;
import io.nightjar.spark.train.solve.QuasiNewtonState;
import java.io.Serializable;

/**
 * What a fit goes on from; of the two ways down, that of the other optimizer has no checkpoints.
 *
 * @param byBatches for adam and sgd
 * @param overAllRows for l-bfgs
 */
record MlpContinuation(
    Continuation<EpochState> byBatches, Continuation<QuasiNewtonState> overAllRows)
    implements Serializable {

  static MlpContinuation of(RunCheckpoints checkpoints, ModelConfig.Optimizer optimizer) {
    return optimizer == ModelConfig.Optimizer.L_BFGS
        ? new MlpContinuation(Continuation.none(), checkpoints.latest(new QuasiNewtonForm()))
        : new MlpContinuation(checkpoints.latest(new EpochForm()), Continuation.none());
  }
}
