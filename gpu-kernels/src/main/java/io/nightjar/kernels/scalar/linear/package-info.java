/**
 * Plain loops of the linear family, and the frame that the vector loops share.
 *
 * <p>Entry type: {@link io.nightjar.kernels.scalar.linear.LinearLoops}. May depend on {@code
 * io.nightjar.kernels.linear} and blocks.
 */
package io.nightjar.kernels.scalar.linear;
