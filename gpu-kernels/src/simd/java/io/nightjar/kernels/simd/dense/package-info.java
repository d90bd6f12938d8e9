/**
 * Dense matrices with the JVM's vector API.
 *
 * <p>Entry type: {@link io.nightjar.kernels.simd.dense.VectorDenseLoops}. May depend on {@code
 * io.nightjar.kernels.scalar.dense}, whose loops it speeds up.
 */
package io.nightjar.kernels.simd.dense;
