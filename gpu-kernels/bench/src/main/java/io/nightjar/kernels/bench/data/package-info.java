/**
 * What the cases of all topics are made of: data from fixed seeds, and the peer's library.
 *
 * <p>Entry type: {@link io.nightjar.kernels.bench.data.MadeData}. May depend on the kernels'
 * blocks.
 */
package io.nightjar.kernels.bench.data;
