/**
 * The linear family's operations: gradient, margins, Gram matrix.
 *
 * <p>Entry type: {@link io.nightjar.kernels.linear.LinearKernels}. May depend on {@code
 * io.nightjar.kernels.backend} and blocks.
 */
package io.nightjar.kernels.linear;
