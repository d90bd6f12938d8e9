/**
 * One OpenCL device and what is on it: probe, kernels' base class, launches one at a time, blocks
 * that stay. Aparapi's own fallback never runs.
 *
 * <p>Entry type: {@link io.nightjar.kernels.opencl.device.DeviceRuntime}. May depend on com.aparapi
 * and {@code io.nightjar.kernels.backend}.
 */
package io.nightjar.kernels.opencl.device;
