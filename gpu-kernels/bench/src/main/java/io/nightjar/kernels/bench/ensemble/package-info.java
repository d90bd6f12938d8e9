/**
 * Cases of scoring and explaining by trees.
 *
 * <p>Entry type: {@link io.nightjar.kernels.bench.ensemble.EnsembleBench}. May depend on the
 * specification, the made data and the kernels' topic of that name.
 */
package io.nightjar.kernels.bench.ensemble;
