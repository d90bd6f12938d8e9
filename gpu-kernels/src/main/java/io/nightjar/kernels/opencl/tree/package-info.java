/**
 * What trees are grown by, as kernels for OpenCL devices.
 *
 * <p>Entry type: {@link io.nightjar.kernels.opencl.tree.DeviceHistogram}. May depend on {@code
 * io.nightjar.kernels.tree} and {@code io.nightjar.kernels.opencl.device}.
 */
package io.nightjar.kernels.opencl.tree;
