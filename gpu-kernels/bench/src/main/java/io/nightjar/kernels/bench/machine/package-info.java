/**
 * What the machine can do at most: copy memory, and multiply and add in registers.
 *
 * <p>Entry type: {@link io.nightjar.kernels.bench.machine.Machine}. May depend on the clocks.
 */
package io.nightjar.kernels.bench.machine;
