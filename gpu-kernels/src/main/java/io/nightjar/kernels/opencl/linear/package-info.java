/**
 * The linear family on a device.
 *
 * <p>Entry type: {@link io.nightjar.kernels.opencl.linear.DeviceGlmGradient}. May depend on {@code
 * io.nightjar.kernels.opencl.device}, {@code io.nightjar.kernels.linear} and blocks.
 */
package io.nightjar.kernels.opencl.linear;
