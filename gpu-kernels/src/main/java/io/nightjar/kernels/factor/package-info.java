/**
 * Factors of users and items: symmetric systems, normal equations, best products.
 *
 * <p>Entry type: {@link io.nightjar.kernels.factor.FactorKernels}. May depend on {@code
 * io.nightjar.kernels.backend} and blocks.
 */
package io.nightjar.kernels.factor;
