/**
 * Small dense matrices: products, layers of neural networks, symmetric systems, best products.
 *
 * <p>Entry type: {@link io.nightjar.kernels.dense.DenseKernels}. May depend on {@code
 * io.nightjar.kernels.backend} and blocks.
 */
package io.nightjar.kernels.dense;
