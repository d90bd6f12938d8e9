/**
 * The losses of generalised linear models over a tile of rows, and their functions.
 *
 * <p>Entry type: {@link io.nightjar.kernels.scalar.linear.loss.RowLoss}. May depend on the JDK
 * only.
 */
package io.nightjar.kernels.scalar.linear.loss;
