/**
 * Plain loops over primitive arrays: the reference backend, always there.
 *
 * <p>Entry types: one class an operation, over {@link io.nightjar.kernels.scalar.Columns}. May
 * depend on nothing.
 */
package io.nightjar.kernels.scalar;
