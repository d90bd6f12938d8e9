/**
 * Plain loops of ensembles of trees, and the frame that the vector loops share.
 *
 * <p>Entry type: {@link io.nightjar.kernels.scalar.ensemble.TiledScore}. May depend on {@code
 * io.nightjar.kernels.ensemble} and blocks.
 */
package io.nightjar.kernels.scalar.ensemble;
