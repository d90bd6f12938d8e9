/**
 * Clocks: several ways of doing the same work, timed in turn on one thread or on all.
 *
 * <p>Entry type: {@link io.nightjar.kernels.bench.measure.Interleaved}. May depend on nothing.
 */
package io.nightjar.kernels.bench.measure;
