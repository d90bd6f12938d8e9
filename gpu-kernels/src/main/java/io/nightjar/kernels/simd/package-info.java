/**
 * The loops of {@link io.nightjar.kernels.scalar} with the JVM's vector API: the same operations in
 * the same order on four rows at a time, so the same bits.
 *
 * <p>Entry type: {@link io.nightjar.kernels.simd.SimdProbe}. May depend on the plain loops, whose
 * interfaces it implements. The classes that name the incubating module stand in a source folder of
 * their own, because the compiler's warning of it can't be turned off, and are loaded by name,
 * because not every JVM has it.
 */
package io.nightjar.kernels.simd;
