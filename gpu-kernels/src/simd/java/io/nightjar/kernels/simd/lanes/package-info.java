/**
 * Operations on the vectors that all topics use, whose speed does not depend on what else runs in
 * the process.
 *
 * <p>Entry types: {@link io.nightjar.kernels.simd.lanes.VectorFloats}, {@link
 * io.nightjar.kernels.simd.lanes.VectorDoubles}. May depend on nothing.
 */
package io.nightjar.kernels.simd.lanes;
