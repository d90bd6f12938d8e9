/**
 * The counting of values, for drift statistics.
 *
 * <p>Entry type: {@link io.nightjar.kernels.count.CountKernels}. May depend on {@code
 * io.nightjar.kernels.backend} and blocks.
 */
package io.nightjar.kernels.count;
