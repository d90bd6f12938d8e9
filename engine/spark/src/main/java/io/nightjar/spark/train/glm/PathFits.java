package io.nightjar.spark.train.glm;

import io.nightjar.config.model.LambdaPath;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.spark.train.block.BlockFolds;
import io.nightjar.spark.train.block.DesignMoments;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.checkpoint.Continuation;
import io.nightjar.spark.train.glm.objective.GlmFit;
import io.nightjar.spark.train.glm.objective.GlmObjective;
import io.nightjar.spark.train.glm.objective.GlmPath;
import io.nightjar.spark.train.glm.objective.GlmSpec;
import io.nightjar.spark.train.glm.objective.PathPoint;
import io.nightjar.spark.train.glm.objective.Scaling;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits along a path of λ, from the largest down, each from the optimum of the one before; and which
 * of them says most of other rows.
 *
 * @param spec the problem; each fit's has one λ of its own
 * @param lambdas by fit
 * @param fits the optima
 * @param notes what a person should know of the checkpoints
 */
record PathFits(GlmSpec spec, List<Double> lambdas, List<GlmFit> fits, List<String> notes)
    implements Serializable {

  PathFits {
    lambdas = List.copyOf(lambdas);
    fits = List.copyOf(fits);
    notes = List.copyOf(notes);
  }

  /** Fits all of them on the training rows, or those that a stopped run had left. */
  static PathFits of(
      BlockFolds train,
      GlmSpec spec,
      LambdaPath path,
      KernelRuns runs,
      Continuation<FittedPath> continuation) {
    DesignMoments moments = spec.moments(train);
    Scaling scaling = new Scaling(spec, moments);
    double[] theta = new GlmSolver(train, spec, runs).start(moments);
    GlmSpec free = spec.withLambda(0);
    GlmObjective smooth = new GlmObjective(train, free, moments.weight(), scaling, runs);
    List<Double> lambdas = LambdaGrid.of(path, spec, scaling, smooth, theta);
    Continuation<FittedPath> now = continuation.ofThisAttempt();
    List<GlmFit> fits = new ArrayList<>(now.from() == null ? List.of() : now.from().fits());
    while (fits.size() < lambdas.size()) {
      if (!fits.isEmpty()) {
        theta = scaling.standardised(fits.get(fits.size() - 1).coefficients());
      }
      GlmSpec next = spec.withLambda(lambdas.get(fits.size()));
      fits.add(new GlmSolver(train, next, runs).from(theta, moments, scaling));
      now.checkpoints().after(fits.size(), new FittedPath(fits));
    }
    return new PathFits(spec, lambdas, fits, now.checkpoints().notes());
  }

  /** What the mean loss of validation rows is called; early stopping of trees goes by the same. */
  static String metric(GlmLoss loss) {
    return switch (loss) {
      case LOGISTIC, MULTINOMIAL -> "log_loss";
      case SQUARED -> "mse";
      case POISSON -> "poisson_loss";
    };
  }

  /** The fit of the least loss on some rows, the first of equal ones, with the whole path. */
  GlmFit bestOn(BlockFolds validation, KernelRuns runs) {
    double[] losses =
        ValidationLosses.of(
            validation, spec, fits.stream().map(GlmFit::coefficients).toList(), runs);
    List<PathPoint> points = new ArrayList<>();
    int best = 0;
    for (int k = 0; k < losses.length; k++) {
      double loss = spec.loss() == GlmLoss.SQUARED ? 2 * losses[k] : losses[k];
      points.add(point(k, loss));
      best = losses[k] < losses[best] ? k : best;
    }
    GlmFit fit = fits.get(best).withPath(new GlmPath(metric(spec.loss()), best, points));
    for (String note : notes) {
      fit = fit.withWarning(note);
    }
    boolean last = best > 0 && best == losses.length - 1;
    return last
        ? fit.withWarning(
            "the smallest λ of the path, %s, was the best on the validation rows; a smaller one may do better: lower model.lambda-path.min-ratio, or give smaller values"
                .formatted(lambdas.get(best)))
        : fit;
  }

  private PathPoint point(int k, double loss) {
    GlmFit fit = fits.get(k);
    return new PathPoint(lambdas.get(k), nonzero(fit), fit.objective(), fit.iterations(), loss);
  }

  private int nonzero(GlmFit fit) {
    int d = spec.width();
    int nonzero = 0;
    for (int j = 0; j < d; j++) {
      boolean any = false;
      for (int k = 0; k < spec.classes(); k++) {
        any |= fit.coefficients()[k * (d + 1) + j] != 0;
      }
      nonzero += any ? 1 : 0;
    }
    return nonzero;
  }
}
