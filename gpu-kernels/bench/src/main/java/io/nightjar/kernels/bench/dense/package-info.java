/**
 * Cases of products and layers.
 *
 * <p>Entry type: {@link io.nightjar.kernels.bench.dense.DenseBench}. May depend on the
 * specification, the made data and the kernels' topic of that name.
 */
package io.nightjar.kernels.bench.dense;
