package io.nightjar.spark.train.mlp;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.kernels.Kernels;
import io.nightjar.model.network.Network;
import io.nightjar.spark.kernel.TaskKernels;
import io.nightjar.spark.train.block.BlockFolds;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.checkpoint.Continuation;
import io.nightjar.spark.train.solve.QuasiNewton;
import io.nightjar.spark.train.solve.QuasiNewtonState;
import io.nightjar.spark.train.task.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Learns a network's weights from encoded blocks. */
public final class MlpSolver {
  private final MlpSpec spec;
  private final Scales scales;
  private final TrainingRows rows;

  private MlpSolver(MlpSpec spec, Scales scales, TrainingRows rows) {
    this.spec = spec;
    this.scales = scales;
    this.rows = rows;
  }

  /** Fits in this task, which holds all blocks, on all its cores. */
  static MlpFit inThisTask(
      BlockFolds blocks, MlpSpec spec, KernelRuns runs, MlpContinuation continuation) {
    Kernels kernels = TaskKernels.of(runs.preference());
    try (Workers workers = Workers.ofThisTask()) {
      Scales scales = Scales.of(blocks, spec);
      LocalRows rows = new LocalRows(blocks, spec, scales, kernels, workers);
      MlpFit fit = new MlpSolver(spec, scales, rows).fit(continuation);
      runs.add(kernels.drain());
      return fit;
    }
  }

  /** Fits over blocks on all executors. */
  static MlpFit overExecutors(
      BlockFolds blocks, MlpSpec spec, KernelRuns runs, MlpContinuation continuation) {
    Scales scales = Scales.of(blocks, spec);
    DistributedRows rows = new DistributedRows(blocks, spec, scales, runs);
    return new MlpSolver(spec, scales, rows).fit(continuation);
  }

  private MlpFit fit(MlpContinuation continuation) {
    return spec.config().descent().optimizer() == ModelConfig.Optimizer.L_BFGS
        ? overAllRows(continuation.overAllRows().ofThisAttempt())
        : byBatches(continuation.byBatches().ofThisAttempt());
  }

  private MlpFit byBatches(Continuation<EpochState> continuation) {
    BatchDescent.Result result = new BatchDescent(spec, rows).descend(continuation);
    if (result.diverged()) {
      return MlpFit.diverged(result.epochs());
    }
    SortedMap<String, String> facts = facts();
    facts.put("epochs", Integer.toString(result.epochs()));
    facts.put("batches-per-epoch", Integer.toString(spec.batches()));
    facts.put("training-loss", Double.toString(result.trainingLoss() * lossScale()));
    List<String> warnings = new ArrayList<>(continuation.checkpoints().notes());
    ModelConfig.Descent descent = spec.config().descent();
    if (descent.earlyStoppingRounds() > 0) {
      facts.put("best-epoch", Integer.toString(result.best()));
      facts.put("validation-loss", Double.toString(result.validationLoss() * lossScale()));
      if (result.best() == descent.maxEpochs()) {
        warnings.add(
            "the validation loss was still becoming less in the last of %d epochs; raise model.max-epochs"
                .formatted(descent.maxEpochs()));
      }
    }
    return new MlpFit(network(result.theta()), facts, warnings, 0);
  }

  private MlpFit overAllRows(Continuation<QuasiNewtonState> continuation) {
    ModelConfig.Descent descent = spec.config().descent();
    QuasiNewton.Settings settings =
        new QuasiNewton.Settings(
            "l-bfgs", descent.maxIterations(), descent.tolerance(), "model.lambda");
    QuasiNewton.Solution solution =
        new QuasiNewton(settings, new FullObjective(spec, rows))
            .minimize(spec.shape().initial(spec.seed()), continuation);
    SortedMap<String, String> facts = facts();
    facts.put("iterations", Integer.toString(solution.iterations()));
    facts.put("objective", Double.toString(solution.objective() * lossScale()));
    facts.put("gradient-norm", Double.toString(solution.gradientNorm()));
    List<String> warnings = new ArrayList<>(continuation.checkpoints().notes());
    warnings.addAll(solution.warnings());
    return new MlpFit(network(solution.x()), facts, warnings, 0);
  }

  private SortedMap<String, String> facts() {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("solver", Kind.word(spec.config().descent().optimizer()));
    facts.put("weights", Long.toString(spec.shape().length()));
    return facts;
  }

  /** What losses of a standardised number are multiplied by to be those of the number itself. */
  private double lossScale() {
    return scales.output().deviation() * scales.output().deviation();
  }

  private Network network(double[] theta) {
    return new Network(scales.input(), spec.shape().layers(theta), scales.output());
  }
}
