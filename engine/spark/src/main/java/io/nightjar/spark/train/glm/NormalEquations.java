package io.nightjar.spark.train.glm;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.spark.train.block.BlockFolds;
import io.nightjar.spark.train.block.BlockSample;
import io.nightjar.spark.train.block.DesignMoments;
import io.nightjar.spark.train.block.GramMatrix;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.glm.objective.GlmFit;
import io.nightjar.spark.train.glm.objective.GlmSpec;
import io.nightjar.spark.train.glm.objective.Scaling;
import io.nightjar.spark.train.solve.QuasiNewton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Linear regression without an L1 penalty, solved exactly: (R + λP²)θ = r with R = ZᵀWZ/Σw and r =
 * ZᵀWy/Σw over centred and scaled columns Z, by pivoted Cholesky; then iterative refinement, each
 * round but the last one with sums of the centred products with the residuals: out of the same
 * matrix where its columns are far from collinear and the residuals no small part of the label,
 * which costs at most three of its fifteen digits; else by a pass with the true residuals, so that
 * the accuracy is that of the data and not of the squared condition.
 */
final class NormalEquations {
  /** Most columns: the Gram matrix goes to the driver. */
  static final int MOST_COLUMNS = 1024;

  private static final double SMALLEST_PIVOT = 1e-12;
  private static final double SMALLEST_WEIGHT = 1e-5;
  private static final int MOST_ROUNDS = 12;
  private static final double SETTLED = 1e-15;

  /** The matrix says enough of residuals where its least pivot is no smaller a share. */
  private static final double LEAST_CLEAR_PIVOT = 1e-3;

  /** The same of the residuals' squares among the label's about its mean. */
  private static final double LEAST_CLEAR_SQUARES = 1e-3;

  private final BlockFolds blocks;
  private final GlmSpec spec;
  private final DesignMoments moments;
  private final Scaling scaling;
  private final KernelRuns runs;

  NormalEquations(
      BlockFolds blocks, GlmSpec spec, DesignMoments moments, Scaling scaling, KernelRuns runs) {
    this.blocks = blocks;
    this.spec = spec;
    this.moments = moments;
    this.scaling = scaling;
    this.runs = runs;
  }

  /** Whether these equations give the optimum. */
  static boolean apply(GlmSpec spec) {
    return apply(spec.loss(), spec.solver(), spec.width()) && spec.bounds().isEmpty();
  }

  /** The same of coefficients without bounds. */
  static boolean apply(GlmLoss loss, ModelConfig.Glm solver, int width) {
    return loss == GlmLoss.SQUARED
        && solver.lambda() * solver.alpha() == 0
        && width <= MOST_COLUMNS;
  }

  /**
   * Solves them.
   *
   * @throws NightjarException of kind DATA naming the collinear columns when there is no one
   *     optimum
   */
  GlmFit solve() {
    int[] varying = varying();
    GramMatrix gram = gram(blocks);
    PivotedCholesky cholesky = factored(varying, gram, moments.weight());
    if (cholesky.rank() < varying.length) {
      throw NightjarException.of(
          FailureKind.DATA,
          dependency(cholesky, varying)
              + ", so that with model.lambda = 0 there is no one best model; leave one of them out"
              + " with features.exclude, or set model.lambda above 0");
    }
    return refined(cholesky, varying, gram);
  }

  /**
   * Which column is a combination of others, if one is: in a sample, and then in all rows, since
   * few rows can lack what tells columns apart.
   *
   * @param every one of how many rows is in the sample
   */
  Optional<String> dependency(int every) {
    if (every > 1 && dependency(BlockSample.of(blocks, every)).isEmpty()) {
      return Optional.empty();
    }
    return dependency(blocks);
  }

  private Optional<String> dependency(BlockFolds rows) {
    int[] varying = varying();
    GramMatrix gram = gram(rows);
    double weight = gram.get(blockColumns(), blockColumns());
    PivotedCholesky cholesky = factored(varying, gram, weight);
    return cholesky.rank() < varying.length
        ? Optional.of(dependency(cholesky, varying))
        : Optional.empty();
  }

  private PivotedCholesky factored(int[] varying, GramMatrix gram, double weight) {
    return new PivotedCholesky(matrix(varying, gram, weight), SMALLEST_PIVOT);
  }

  /** Constant columns keep the coefficient 0. */
  private int[] varying() {
    List<Integer> columns = new ArrayList<>();
    for (int j = 0; j < spec.width(); j++) {
      if (scaling.inverse(j) != 0) {
        columns.add(j);
      }
    }
    return columns.stream().mapToInt(Integer::intValue).toArray();
  }

  private GramMatrix gram(BlockFolds rows) {
    double[] shift = new double[blockColumns() + 1];
    for (int j = 0; j < spec.width(); j++) {
      shift[j] = scaling.mean(j);
    }
    shift[blockColumns()] = labelShift();
    return GramMatrix.of(rows, runs, blockColumns(), shift);
  }

  private double labelShift() {
    return scaling.intercept() ? moments.mean(spec.width()) : 0;
  }

  /** Those of an offset lie behind the design columns. */
  private int blockColumns() {
    return spec.width() + spec.fixed();
  }

  private double[][] matrix(int[] varying, GramMatrix gram, double weight) {
    int d = blockColumns();
    double[][] matrix = new double[varying.length][varying.length];
    for (int a = 0; a < varying.length; a++) {
      for (int b = 0; b <= a; b++) {
        int i = varying[b];
        int j = varying[a];
        double product = gram.get(i, j);
        if (scaling.intercept()) {
          product -= gram.get(i, d) * gram.get(j, d) / gram.get(d, d);
        }
        double scaled = product * scaling.inverse(i) * scaling.inverse(j) / weight;
        matrix[a][b] = a == b ? scaled + ridge(j) : scaled;
        matrix[b][a] = matrix[a][b];
      }
    }
    return matrix;
  }

  private double ridge(int j) {
    return spec.l2() * scaling.penalty(j) * scaling.penalty(j);
  }

  private String dependency(PivotedCholesky cholesky, int[] varying) {
    List<String> names =
        cholesky.dependency(SMALLEST_WEIGHT).stream()
            .map(i -> "\"" + spec.columns().get(varying[i]) + "\"")
            .toList();
    String others = names.stream().skip(1).collect(Collectors.joining(", "));
    String of = names.size() > 1 ? " is a linear combination of " + others : " never changes";
    return "column " + names.get(0) + of;
  }

  /**
   * From θ = 0 and the mean label on. A change that is q times the one before leaves about q times
   * itself: where that is nothing it is the last one, and no pass need confirm it.
   */
  private GlmFit refined(PivotedCholesky cholesky, int[] varying, GramMatrix gram) {
    double[] theta = new double[spec.width()];
    double intercept = labelShift();
    double last = Double.POSITIVE_INFINITY;
    boolean clear = cholesky.leastPivot() >= LEAST_CLEAR_PIVOT;
    Residuals residuals = Residuals.of(gram, theta, 0);
    double gain = 0;
    int round = 0;
    while (round < MOST_ROUNDS) {
      double[] rightSide = slopes(residuals, theta, varying);
      double[] change = cholesky.solve(rightSide);
      double size = largest(change);
      if (size >= last / 2 && round > 1) {
        break;
      }
      for (int a = 0; a < varying.length; a++) {
        theta[varying[a]] += change[a];
      }
      intercept += scaling.intercept() ? residuals.sum / moments.weight() : 0;
      round++;
      if (round > 1 && size * (size / last) <= SETTLED * largest(theta)) {
        gain = QuasiNewton.dot(rightSide, change) / 2;
        break;
      }
      residuals = residuals(clear ? gram : null, theta, intercept);
      last = size;
    }
    Outcome outcome = new Outcome(round, largest(slopes(residuals, theta, varying)), gain);
    return fit(theta, intercept, residuals, outcome);
  }

  /**
   * How it ended.
   *
   * @param rounds of changes
   * @param slope the largest one of the last pass
   * @param gain by how much a change after it lowers the objective
   */
  private record Outcome(int rounds, double slope, double gain) {}

  private GlmFit fit(double[] theta, double intercept, Residuals residuals, Outcome outcome) {
    double[] all = new double[spec.width() + 1];
    System.arraycopy(theta, 0, all, 0, theta.length);
    all[spec.width()] = intercept;
    double penalty = 0;
    for (int j = 0; j < theta.length; j++) {
      penalty += ridge(j) * theta[j] * theta[j] / 2;
    }
    return new GlmFit(
        scaling.original(all),
        moments.columnMeans(),
        residuals.squares / moments.weight() / 2 + penalty - outcome.gain,
        outcome.rounds,
        outcome.slope,
        "normal-equations",
        List.of());
  }

  /** Minus the gradient over θ. */
  private double[] slopes(Residuals residuals, double[] theta, int[] varying) {
    double[] slopes = new double[varying.length];
    for (int a = 0; a < varying.length; a++) {
      int j = varying[a];
      slopes[a] =
          residuals.products[j] * scaling.inverse(j) / moments.weight() - ridge(j) * theta[j];
    }
    return slopes;
  }

  /**
   * Out of a matrix, or of all rows.
   *
   * @param clear null where none says enough
   */
  private Residuals residuals(GramMatrix clear, double[] theta, double intercept) {
    int d = spec.width();
    double[] beta = new double[d];
    double[] mean = new double[d];
    for (int j = 0; j < d; j++) {
      beta[j] = theta[j] * scaling.inverse(j);
      mean[j] = scaling.mean(j);
    }
    if (clear != null) {
      Residuals sums = Residuals.of(clear, beta, intercept - labelShift());
      if (sums.squares >= LEAST_CLEAR_SQUARES * clear.get(d + 1, d + 1)) {
        return sums;
      }
    }
    return blocks.reduce(
        (partition, part) -> Residuals.of(part, beta, mean, intercept), Residuals::plus);
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
