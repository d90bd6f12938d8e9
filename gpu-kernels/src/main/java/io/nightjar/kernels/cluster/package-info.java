/**
 * The k-means family's operations: each row's nearest centroid, with the sums of each cluster.
 *
 * <p>Entry type: {@link io.nightjar.kernels.cluster.ClusterKernels}. May depend on {@code
 * io.nightjar.kernels.backend} and blocks.
 */
package io.nightjar.kernels.cluster;
