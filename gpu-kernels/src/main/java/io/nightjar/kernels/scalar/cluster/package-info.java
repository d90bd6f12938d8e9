/**
 * The k-means family's operations on plain loops.
 *
 * <p>Entry type: {@link io.nightjar.kernels.scalar.cluster.TiledAssignment}. May depend on {@code
 * io.nightjar.kernels.cluster} and blocks.
 */
package io.nightjar.kernels.scalar.cluster;
