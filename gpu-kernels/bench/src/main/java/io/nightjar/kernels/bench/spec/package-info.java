/**
 * What is measured: an operation on a shape, its cost, its right results, and its peers.
 *
 * <p>Entry type: {@link io.nightjar.kernels.bench.spec.Case}. May depend on the kernels' vocabulary
 * only.
 */
package io.nightjar.kernels.bench.spec;
