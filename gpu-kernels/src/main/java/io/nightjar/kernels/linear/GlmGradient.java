package io.nightjar.kernels.linear;

import io.nightjar.kernels.block.FeatureBlock;

/**
 * Loss and gradient of a linear model over a block: F(β) = Σ_i w_i·ℓ(m_i, y_i) with m = β·(x, 1),
 * and ∂F/∂β[k] = Σ_i s[k][i]·(x_i, 1) with s = w·∂ℓ/∂m.
 */
public interface GlmGradient {
  /**
   * Adds ∂F/∂β into {@code gradient}; sums are float64.
   *
   * @param classes K margins a row; 1 for the losses of one margin
   * @param coefficients class-major [K][d + 1], the intercept last of each class
   * @param gradient as coefficients
   * @return F(β)
   */
  double add(
      GlmLoss loss,
      int classes,
      FeatureBlock block,
      GlmTarget target,
      double[] coefficients,
      double[] gradient);
}
