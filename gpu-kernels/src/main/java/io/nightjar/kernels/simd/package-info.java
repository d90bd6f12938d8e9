/**
 * The loops of {@link io.nightjar.kernels.scalar} with the JVM's vector API: the same bits.
 *
 * <p>Entry type: {@link io.nightjar.kernels.simd.SimdProbe}. May depend on the topics and on the
 * plain loops. The classes that name the incubating module stand in a source folder of their own,
 * because the compiler's warning of it can't be turned off; their names begin with Vector, and they
 * are loaded by name, because not every JVM has the module.
 */
package io.nightjar.kernels.simd;
