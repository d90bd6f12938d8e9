package io.nightjar.spark.train.glm;

import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.spark.train.block.BlockFolds;
import io.nightjar.spark.train.block.BlockSample;
import io.nightjar.spark.train.block.DesignMoments;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.glm.objective.GlmObjective;
import io.nightjar.spark.train.glm.objective.GlmSpec;
import io.nightjar.spark.train.solve.Preconditioner;
import io.nightjar.spark.train.solve.QuasiNewton;
import java.util.Optional;

/**
 * Where to start a long table, and its rough curvature there: the optimum of a sample of s rows,
 * and the Hessian of the sample at it. Both are off by about √(d/s), so that quasi-Newton steps
 * from there take a few passes over all rows where they would take a score.
 *
 * <pre>
 *   H = (1/W)·Σ w·v·zzᵀ + λ(1 − α)P²  over the sample, z = ((x − μ)/σ, 1), v as in StandardErrors
 * </pre>
 *
 * @param theta (θ, c)
 * @param inverse of H
 * @param independent whether H shows that no column is a combination of others: all are in the
 *     sample, and what holds of all rows would hold of it too
 */
record SampledStart(double[] theta, Preconditioner inverse, boolean independent) {
  private static final int LEAST_ROWS = 8192;
  private static final int ROWS_A_COLUMN = 512;

  /** So many samples are in a table that is worth one. */
  private static final int SAMPLES = 16;

  /** H costs s·d² once, what it spares costs n·d: it is worth it up to d² of so many rows. */
  private static final int ROWS_A_PRODUCT = 128;

  private static final double TOLERANCE = 1e-4;
  private static final int MOST_ITERATIONS = 60;

  /** Beyond it the sample's classes can be parted, or nearly: it says little of the table. */
  private static final double FAR = 10;

  /** A column whose share of its curvature in the sample is lower is hardly in it. */
  private static final double HARDLY_THERE = 1e-2;

  private static final double SMALLEST_PIVOT = 1e-6;

  /** One of how many rows makes a sample; 0 where the table is too short for one. */
  static int every(long rows, int width) {
    long sample = Math.max(LEAST_ROWS, (long) ROWS_A_COLUMN * width);
    boolean worth = rows >= SAMPLES * sample && rows >= ROWS_A_PRODUCT * (long) width * width;
    return worth ? (int) Math.min(rows / sample, Integer.MAX_VALUE) : 0;
  }

  /** Whether this is known for the loss, and the penalty is smooth. */
  static boolean applies(GlmSpec spec) {
    return spec.loss() != GlmLoss.MULTINOMIAL
        && spec.l1() == 0
        && spec.bounds().isEmpty()
        && spec.width() <= StandardErrors.MOST_COLUMNS;
  }

  /**
   * Solves a sample; empty where its optimum says little of the table's.
   *
   * @param every one of how many rows is in it, 1 or more
   * @param from where to start the sample
   */
  static Optional<SampledStart> of(
      BlockFolds blocks,
      int every,
      StandardErrors.Problem problem,
      double[] from,
      KernelRuns runs) {
    BlockFolds sample = BlockSample.of(blocks, every);
    double weight = DesignMoments.of(sample, 0, 0).weight();
    if (!(weight > 0)) {
      return Optional.empty();
    }
    QuasiNewton.Settings settings =
        new QuasiNewton.Settings("l-bfgs", MOST_ITERATIONS, TOLERANCE, "model.lambda");
    GlmObjective objective =
        new GlmObjective(sample, problem.spec(), weight, problem.scaling(), runs);
    double[] theta = new QuasiNewton(settings, objective).minimize(from).x();
    for (int j = 0; j < problem.spec().width(); j++) {
      if (!(Math.abs(theta[j]) <= FAR)) {
        return Optional.empty();
      }
    }
    Information information =
        Information.at(problem.scaling().original(theta), sample, problem, runs);
    return start(theta, problem, information, weight);
  }

  private static Optional<SampledStart> start(
      double[] theta, StandardErrors.Problem problem, Information information, double weight) {
    int d = problem.spec().width();
    double level = information.get(d, d) / weight;
    if (!(level > 0) || Double.isInfinite(level)) {
      return Optional.empty();
    }
    double[][] hessian = hessian(problem, information, weight * level);
    boolean whole = true;
    for (int j = 0; j <= d; j++) {
      if (!(hessian[j][j] >= HARDLY_THERE)) {
        setApart(hessian, j);
        whole = false;
      }
      hessian[j][j] += ridge(problem, j) / level;
    }
    PivotedCholesky cholesky = new PivotedCholesky(hessian, SMALLEST_PIVOT);
    if (cholesky.rank() <= d) {
      return Optional.empty();
    }
    boolean independent = whole && problem.spec().l2() == 0;
    return Optional.of(new SampledStart(theta, v -> divided(cholesky, v, level), independent));
  }

  /** H without the penalty, in units of the intercept's part. */
  private static double[][] hessian(
      StandardErrors.Problem problem, Information information, double unit) {
    int d = problem.spec().width();
    double[][] hessian = new double[d + 1][d + 1];
    for (int i = 0; i <= d; i++) {
      for (int j = 0; j <= d; j++) {
        hessian[i][j] = information.get(i, j) * scale(problem, i) * scale(problem, j) / unit;
      }
    }
    return hessian;
  }

  /** 1/σ; 1 for the intercept, and 0 where there is none. */
  private static double scale(StandardErrors.Problem problem, int j) {
    if (j < problem.spec().width()) {
      return problem.scaling().inverse(j);
    }
    return problem.scaling().intercept() ? 1 : 0;
  }

  private static double ridge(StandardErrors.Problem problem, int j) {
    if (j == problem.spec().width()) {
      return 0;
    }
    double penalty = problem.scaling().penalty(j);
    return problem.spec().l2() * penalty * penalty;
  }

  /** The curvature of a column that hangs with no other. */
  private static void setApart(double[][] hessian, int j) {
    for (int i = 0; i < hessian.length; i++) {
      hessian[i][j] = 0;
      hessian[j][i] = 0;
    }
    hessian[j][j] = 1;
  }

  private static double[] divided(PivotedCholesky cholesky, double[] v, double level) {
    double[] divided = cholesky.solve(v);
    for (int i = 0; i < divided.length; i++) {
      divided[i] /= level;
    }
    return divided;
  }
}
