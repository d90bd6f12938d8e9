/**
 * Vector loops of ensembles of trees.
 *
 * <p>Entry type: {@link io.nightjar.kernels.simd.ensemble.VectorLaneLoops}. May depend on {@code
 * io.nightjar.kernels.scalar.ensemble}.
 */
package io.nightjar.kernels.simd.ensemble;
