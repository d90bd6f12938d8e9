/**
 * Cases of growing trees.
 *
 * <p>Entry type: {@link io.nightjar.kernels.bench.tree.TreeBench}. May depend on the specification,
 * the made data and the kernels' topic of that name.
 */
package io.nightjar.kernels.bench.tree;
