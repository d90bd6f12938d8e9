/**
 * Bounded blocks of rows, a column at a time: what every kernel reads.
 *
 * <p>Entry type: {@link io.nightjar.kernels.block.ColumnBlock}. May depend on nothing.
 */
package io.nightjar.kernels.block;
