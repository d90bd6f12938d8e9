/**
 * What trees are grown by: histograms of quantised gradients over binned columns, and partitions.
 *
 * <p>Entry type: {@link io.nightjar.kernels.tree.TreeKernels}. May depend on {@code
 * io.nightjar.kernels.backend} and blocks.
 */
package io.nightjar.kernels.tree;
