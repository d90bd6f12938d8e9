package io.nightjar.kernels.select;

/**
 * How a device is reached.
 *
 * @param launchNanos of a launch that does nothing
 * @param nanosPerByte of copying to the device
 */
public record Link(double launchNanos, double nanosPerByte) {}
