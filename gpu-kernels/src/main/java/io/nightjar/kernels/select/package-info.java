/**
 * Where each operation runs: devices, their measure, the choice, the count of what ran.
 *
 * <p>Entry type: {@link io.nightjar.kernels.select.CountingDispatcher}. May depend on the backends
 * and their vocabulary, on no topic.
 */
package io.nightjar.kernels.select;
