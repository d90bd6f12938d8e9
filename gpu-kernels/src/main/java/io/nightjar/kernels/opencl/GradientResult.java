package io.nightjar.kernels.opencl;

/**
 * What a gradient on the device came to.
 *
 * @param loss Σ w·ℓ over the block
 * @param bytes moved to and from the device
 */
public record GradientResult(double loss, long bytes) {}
