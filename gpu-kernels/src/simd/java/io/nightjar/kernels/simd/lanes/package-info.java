/**
 * The vectors that all topics use.
 *
 * <p>Entry type: {@link io.nightjar.kernels.simd.lanes.VectorWidening}. May depend on nothing.
 */
package io.nightjar.kernels.simd.lanes;
