/**
 * Vector loops of the linear family.
 *
 * <p>Entry type: {@link io.nightjar.kernels.simd.linear.VectorLinearLoops}. May depend on the
 * topic's plain loops, whose frame it shares.
 */
package io.nightjar.kernels.simd.linear;
