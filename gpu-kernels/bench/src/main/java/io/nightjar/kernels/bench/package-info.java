/**
 * Every kernel on every backend beside its peer: checked first, then timed in turn.
 *
 * <p>Entry type: {@link io.nightjar.kernels.bench.KernelBench}. Depends on the kernels and on the
 * packages below it, never on Spark.
 */
package io.nightjar.kernels.bench;
