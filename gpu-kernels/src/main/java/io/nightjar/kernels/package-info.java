/**
 * Numeric operations on bounded blocks of columns, each on the backend that gains.
 *
 * <p>Entry type: {@link io.nightjar.kernels.Kernels}. Layers, each of which may depend on those
 * above it: {@code backend} and {@code block}; the topics ({@code linear}, …), one interface an
 * operation; {@code scalar}, {@code simd} and {@code opencl}, which implement them; {@code select},
 * which chooses among those; and this package.
 */
package io.nightjar.kernels;
