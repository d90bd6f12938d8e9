/**
 * What a device can do at most, to hold kernels against.
 *
 * <p>Entry type: {@link io.nightjar.kernels.opencl.peak.DevicePeak}. May depend on {@code device}.
 */
package io.nightjar.kernels.opencl.peak;
