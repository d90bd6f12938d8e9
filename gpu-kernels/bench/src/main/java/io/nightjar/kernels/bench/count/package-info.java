/**
 * Cases of counting.
 *
 * <p>Entry type: {@link io.nightjar.kernels.bench.count.CountBench}. May depend on the
 * specification, the made data and the kernels' topic of that name.
 */
package io.nightjar.kernels.bench.count;
