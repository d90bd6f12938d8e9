package io.nightjar.spark.train.glm.objective;

import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.NumericRange;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.spark.train.block.BlockFolds;
import io.nightjar.spark.train.block.DesignMoments;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What is to be minimised: (1/Σw)·Σ wᵢ·lossᵢ + λ·(α·‖β‖₁ + (1−α)/2·‖β‖₂²), the intercepts free.
 *
 * @param loss of a row
 * @param classes K rows of coefficients; 1 for the losses of one margin
 * @param columns the names of the design columns, d of them, unmodifiable; borrowed
 * @param fixed columns of the blocks behind the design columns whose coefficient is 1: the offset
 * @param solver λ, α, tolerance and the rest
 * @param bounds of the coefficients
 * @param ranges of design columns, by their places, whose training values are known and weigh 1
 */
public record GlmSpec(
    GlmLoss loss,
    int classes,
    List<String> columns,
    int fixed,
    ModelConfig.Glm solver,
    GlmBounds bounds,
    Map<Integer, NumericRange> ranges)
    implements Serializable {

  /** Copies the map; names of a million columns are not held. */
  public GlmSpec {
    ranges = Map.copyOf(ranges);
  }

  /** Without bounds, and nothing known. */
  public GlmSpec(
      GlmLoss loss, int classes, List<String> columns, int fixed, ModelConfig.Glm solver) {
    this(loss, classes, columns, fixed, solver, GlmBounds.none(), Map.of());
  }

  /** The same with another λ. */
  public GlmSpec withLambda(double lambda) {
    return new GlmSpec(loss, classes, columns, fixed, solver.withLambda(lambda), bounds, ranges);
  }

  /** The moments of the columns and the label over the training rows' blocks. */
  public DesignMoments moments(BlockFolds blocks) {
    return DesignMoments.of(blocks, width(), labelClasses(), ranges);
  }

  /** d. */
  public int width() {
    return columns.size();
  }

  /** The columns that hold the offset. */
  public FixedColumns offset() {
    return new FixedColumns(width(), fixed);
  }

  /** How many classes the label has; 0 for a number. */
  public int labelClasses() {
    boolean number = loss == GlmLoss.SQUARED || loss == GlmLoss.POISSON;
    return number ? 0 : Math.max(2, classes);
  }

  /** K·(d + 1), the intercept last of each class. */
  public int length() {
    return classes * (width() + 1);
  }

  /** λα. */
  public double l1() {
    return solver.lambda() * solver.alpha();
  }

  /** λ(1 − α). */
  public double l2() {
    return solver.lambda() * (1 - solver.alpha());
  }
}
