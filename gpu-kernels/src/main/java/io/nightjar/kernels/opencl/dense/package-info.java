/**
 * Dense matrices on OpenCL devices.
 *
 * <p>Entry type: {@link io.nightjar.kernels.opencl.dense.DeviceGemm} and its siblings. May depend
 * on {@code io.nightjar.kernels.dense} and {@code io.nightjar.kernels.opencl.device}.
 */
package io.nightjar.kernels.opencl.dense;
