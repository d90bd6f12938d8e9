/**
 * Cases of the k-means family.
 *
 * <p>Entry type: {@link io.nightjar.kernels.bench.cluster.ClusterBench}. May depend on the
 * specification, the made data and the kernels' topic of that name.
 */
package io.nightjar.kernels.bench.cluster;
