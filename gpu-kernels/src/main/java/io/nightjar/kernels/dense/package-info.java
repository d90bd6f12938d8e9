/**
 * Small dense matrices: products and layers of neural networks.
 *
 * <p>Entry type: {@link io.nightjar.kernels.dense.DenseKernels}. May depend on {@code
 * io.nightjar.kernels.backend} and blocks.
 */
package io.nightjar.kernels.dense;
