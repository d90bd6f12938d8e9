/**
 * Numeric operations on bounded blocks of columns, each on the backend that gains.
 *
 * <p>Entry type: {@link io.nightjar.kernels.Kernels}. May depend on its sub-packages only; they may
 * depend neither on it nor on each other.
 */
package io.nightjar.kernels;
