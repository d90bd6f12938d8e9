package io.nightjar.spark.train.glm;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.spark.train.block.BlockFolds;
import io.nightjar.spark.train.block.DesignMoments;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.checkpoint.Continuation;
import io.nightjar.spark.train.glm.objective.GlmFit;
import io.nightjar.spark.train.glm.objective.GlmObjective;
import io.nightjar.spark.train.glm.objective.GlmSpec;
import io.nightjar.spark.train.glm.objective.Scaling;
import io.nightjar.spark.train.glm.objective.ZeroCounts;
import io.nightjar.spark.train.solve.QuasiNewton;
import io.nightjar.spark.train.solve.QuasiNewtonState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the optimum of a linear model over cached blocks: exactly by {@link NormalEquations} where
 * they apply, else by {@link QuasiNewton}.
 */
public final class GlmSolver {
  private static final double SEPARATED = 15;

  /** What shows that columns are independent, as a rule: so many rows, and so many a column. */
  private static final int LEAST_ROWS = 10_000;

  private static final int ROWS_A_COLUMN = 8;

  private final BlockFolds blocks;
  private final GlmSpec spec;
  private final KernelRuns runs;
  private final Sampling sampling;

  /** How large a sample to start from. */
  @FunctionalInterface
  interface Sampling {
    /** One of how many rows is in it; 0 for none. */
    int every(long rows, int width);
  }

  /** A solver of one problem; what the kernels do is added to {@code runs}. */
  public GlmSolver(BlockFolds blocks, GlmSpec spec, KernelRuns runs) {
    this(blocks, spec, runs, SampledStart::every);
  }

  /** The same with samples of another size. */
  GlmSolver(BlockFolds blocks, GlmSpec spec, KernelRuns runs, Sampling sampling) {
    this.sampling = sampling;
    this.blocks = blocks;
    this.spec = spec;
    this.runs = runs;
  }

  /** Fits from the start. */
  public GlmFit fit() {
    return fit(Continuation.none());
  }

  /** Fits, from the start or from a checkpoint of the quasi-Newton steps. */
  public GlmFit fit(Continuation<QuasiNewtonState> continuation) {
    DesignMoments moments = spec.moments(blocks);
    Scaling scaling = new Scaling(spec, moments);
    GlmFit fit =
        NormalEquations.apply(spec)
            ? new NormalEquations(blocks, spec, moments, scaling, runs).solve()
            : iterated(moments, scaling, continuation.ofThisAttempt());
    return spec.solver().withErrors()
        ? StandardErrors.added(fit, blocks, new StandardErrors.Problem(spec, scaling), runs)
        : fit;
  }

  /** The optimum, from the one of a penalty that is like this. */
  GlmFit from(double[] theta, DesignMoments moments, Scaling scaling) {
    return NormalEquations.apply(spec)
        ? new NormalEquations(blocks, spec, moments, scaling, runs).solve()
        : iterated(moments, scaling, new Start(theta, Optional.empty(), Continuation.none()));
  }

  private GlmFit iterated(
      DesignMoments moments, Scaling scaling, Continuation<QuasiNewtonState> continuation) {
    double[] from = start(moments);
    Optional<SampledStart> sampled = sampled(moments, scaling, from);
    return iterated(moments, scaling, new Start(from, sampled, continuation));
  }

  /** Where the steps start: at θ, at what a sample gives, or where they were stopped. */
  private record Start(
      double[] theta,
      Optional<SampledStart> sampled,
      Continuation<QuasiNewtonState> continuation) {}

  private GlmFit iterated(DesignMoments moments, Scaling scaling, Start start) {
    Optional<SampledStart> sampled = start.sampled;
    String name =
        !spec.bounds().isEmpty()
            ? "projected " + (spec.l1() > 0 ? "owl-qn" : "l-bfgs")
            : spec.l1() > 0 ? "owl-qn" : sampled.isPresent() ? "l-bfgs from a sample" : "l-bfgs";
    QuasiNewton.Settings settings =
        new QuasiNewton.Settings(
            name, spec.solver().maxIterations(), spec.solver().tolerance(), "model.lambda");
    GlmObjective objective = new GlmObjective(blocks, spec, moments.weight(), scaling, runs);
    QuasiNewton.Solution solution =
        new QuasiNewton(settings, objective, sampled.map(SampledStart::inverse).orElse(null))
            .minimize(sampled.map(SampledStart::theta).orElse(start.theta), start.continuation);
    double[] theta = solution.x();
    if (spec.loss() == GlmLoss.MULTINOMIAL) {
      centre(theta);
    }
    List<String> warnings = new ArrayList<>(start.continuation.checkpoints().notes());
    warnings.addAll(solution.warnings());
    double[] beta = scaling.original(theta);
    spec.bounds().clip(beta);
    warnings.addAll(spec.loss() == GlmLoss.POISSON ? zeroCounts(beta) : separation(theta));
    if (!sampled.map(SampledStart::independent).orElse(false)) {
      collinear(moments, scaling).ifPresent(warnings::add);
    }
    return new GlmFit(
        beta,
        moments.columnMeans(),
        solution.objective(),
        solution.iterations(),
        solution.gradientNorm(),
        name,
        warnings);
  }

  private Optional<SampledStart> sampled(DesignMoments moments, Scaling scaling, double[] from) {
    int every = sampling.every(moments.rows(), spec.width());
    return every > 0 && SampledStart.applies(spec)
        ? SampledStart.of(blocks, every, new StandardErrors.Problem(spec, scaling), from, runs)
        : Optional.empty();
  }

  /** The best model of the intercept alone, or near it where there are offsets. */
  double[] start(DesignMoments moments) {
    double[] theta = new double[spec.length()];
    int d = spec.width();
    if (spec.loss() == GlmLoss.POISSON) {
      requireCounts(moments.mean(d));
    }
    if (!spec.solver().fitIntercept()) {
      return theta;
    }
    double offset = spec.offset().mean(blocks, moments.weight());
    if (spec.loss() == GlmLoss.POISSON) {
      theta[d] = StrictMath.log(moments.mean(d)) - offset;
    } else if (spec.loss() == GlmLoss.SQUARED) {
      theta[d] = moments.mean(d);
    } else if (spec.loss() == GlmLoss.LOGISTIC) {
      moments.requireBothClasses();
      theta[d] = StrictMath.log(moments.classWeight(1) / moments.classWeight(0)) - offset;
    } else {
      for (int k = 0; k < spec.classes(); k++) {
        double share = Math.max(moments.classWeight(k), 1e-9 * moments.weight());
        theta[k * (d + 1) + d] = StrictMath.log(share / moments.weight());
      }
    }
    return theta;
  }

  private static void requireCounts(double mean) {
    if (!(mean > 0)) {
      throw NightjarException.of(
          FailureKind.DATA,
          "every label that weighs anything in the training part of the split is 0; Poisson"
              + " regression starts at the logarithm of their mean: give rows with labels above 0, or"
              + " other shares in the split block");
    }
  }

  /**
   * Moves the classes' coefficients to the mean 0 where the objective leaves it open: the
   * intercepts always, the others without a penalty.
   */
  private void centre(double[] theta) {
    int stride = spec.width() + 1;
    for (int j = 0; j < stride; j++) {
      boolean free = j == spec.width() || spec.solver().lambda() == 0;
      double mean = 0;
      for (int k = 0; free && k < spec.classes(); k++) {
        mean += theta[k * stride + j] / spec.classes();
      }
      for (int k = 0; free && k < spec.classes(); k++) {
        theta[k * stride + j] -= mean;
      }
    }
  }

  /** Where nothing but the data choose among coefficients that fit as well. */
  private Optional<String> collinear(DesignMoments moments, Scaling scaling) {
    if (spec.solver().lambda() > 0
        || !spec.bounds().isEmpty()
        || spec.width() > NormalEquations.MOST_COLUMNS) {
      return Optional.empty();
    }
    long sample = Math.max(LEAST_ROWS, (long) ROWS_A_COLUMN * spec.width());
    int every = (int) Math.max(1, Math.min(moments.rows() / sample, Integer.MAX_VALUE));
    return new NormalEquations(blocks, spec, moments, scaling, runs)
        .dependency(every)
        .map(
            dependency ->
                dependency
                    + ": with model.lambda = 0 other coefficients fit as well as these, and none says"
                    + " what its column does; leave one of them out with features.exclude, or set"
                    + " model.lambda above 0");
  }

  private List<String> zeroCounts(double[] beta) {
    return spec.solver().lambda() > 0
        ? List.of()
        : ZeroCounts.of(blocks, spec.width()).warnings(spec, beta);
  }

  /** Without an L2 penalty a column that parts the classes sends its coefficient to infinity. */
  private List<String> separation(double[] theta) {
    if (spec.loss() == GlmLoss.SQUARED || spec.l2() > 0) {
      return List.of();
    }
    int largest = -1;
    for (int i = 0; i < theta.length; i++) {
      boolean coefficient = i % (spec.width() + 1) < spec.width();
      if (coefficient && (largest < 0 || Math.abs(theta[i]) > Math.abs(theta[largest]))) {
        largest = i;
      }
    }
    if (largest < 0 || Math.abs(theta[largest]) < SEPARATED) {
      return List.of();
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "the classes can be parted (almost) without error by \"%s\", whose coefficient has no"
                + " finite optimum with model.lambda = 0; it stopped at %.4g per standard deviation:"
                + " set model.lambda above 0",
            spec.columns().get(largest % (spec.width() + 1)),
            theta[largest]));
  }
}
