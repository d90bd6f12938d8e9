/**
 * Factors over vectors.
 *
 * <p>Entry type: {@link io.nightjar.kernels.simd.factor.VectorFactorTile} and its sibling. May
 * depend on {@code io.nightjar.kernels.scalar.factor} and {@code io.nightjar.kernels.simd.lanes}.
 */
package io.nightjar.kernels.simd.factor;
