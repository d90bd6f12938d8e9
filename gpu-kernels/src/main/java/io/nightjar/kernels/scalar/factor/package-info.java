/**
 * Factors on plain loops, and what both sets of loops of the JVM share.
 *
 * <p>Entry type: {@link io.nightjar.kernels.scalar.factor.TiledNormalEquations} and its siblings.
 * May depend on {@code io.nightjar.kernels.factor} and {@code io.nightjar.kernels.scalar.dense}.
 */
package io.nightjar.kernels.scalar.factor;
