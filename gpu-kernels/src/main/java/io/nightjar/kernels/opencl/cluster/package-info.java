/**
 * The k-means family's kernels for OpenCL devices.
 *
 * <p>Entry type: {@link io.nightjar.kernels.opencl.cluster.DeviceAssignment}. May depend on {@code
 * io.nightjar.kernels.cluster} and {@code io.nightjar.kernels.opencl.device}.
 */
package io.nightjar.kernels.opencl.cluster;
