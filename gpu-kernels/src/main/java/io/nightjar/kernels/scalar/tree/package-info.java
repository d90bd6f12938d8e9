/**
 * What trees are grown by, on plain loops.
 *
 * <p>Entry types: {@link io.nightjar.kernels.scalar.tree.PackedHistogram} and {@link
 * io.nightjar.kernels.scalar.tree.TablePartition}. May depend on {@code io.nightjar.kernels.tree}
 * and blocks.
 */
package io.nightjar.kernels.scalar.tree;
