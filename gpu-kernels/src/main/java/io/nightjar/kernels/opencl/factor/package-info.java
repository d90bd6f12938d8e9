/**
 * Factors on OpenCL devices.
 *
 * <p>Entry type: {@link io.nightjar.kernels.opencl.factor.DeviceTopK} and its siblings. May depend
 * on {@code io.nightjar.kernels.factor} and {@code io.nightjar.kernels.opencl.device}.
 */
package io.nightjar.kernels.opencl.factor;
