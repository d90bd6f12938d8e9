/**
 * Dense matrices on plain loops, and what both sets of loops of the JVM share.
 *
 * <p>Entry type: {@link io.nightjar.kernels.scalar.dense.DenseLoops}. May depend on {@code
 * io.nightjar.kernels.dense}.
 */
package io.nightjar.kernels.scalar.dense;
