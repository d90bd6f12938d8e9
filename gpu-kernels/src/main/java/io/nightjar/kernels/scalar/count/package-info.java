/**
 * Plain loops that count.
 *
 * <p>Entry type: {@link io.nightjar.kernels.scalar.count.TableKnotCount}. May depend on {@code
 * io.nightjar.kernels.count}.
 */
package io.nightjar.kernels.scalar.count;
