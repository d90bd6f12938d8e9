/**
 * Vector loops of k-means.
 *
 * <p>Entry type: {@link io.nightjar.kernels.simd.cluster.VectorClusterLoops}. May depend on the
 * topic's plain loops, whose frame it shares.
 */
package io.nightjar.kernels.simd.cluster;
