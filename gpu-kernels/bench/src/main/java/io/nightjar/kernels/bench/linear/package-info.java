/**
 * The linear family's cases.
 *
 * <p>Entry type: {@link io.nightjar.kernels.bench.linear.LinearBench}. May depend on the
 * specification, the made data and the kernels' topic of that name.
 */
package io.nightjar.kernels.bench.linear;
