/**
 * Cases of systems, normal equations and best items.
 *
 * <p>Entry type: {@link io.nightjar.kernels.bench.factor.FactorBench}. May depend on the
 * specification, the made data and the kernels' topic of that name.
 */
package io.nightjar.kernels.bench.factor;
