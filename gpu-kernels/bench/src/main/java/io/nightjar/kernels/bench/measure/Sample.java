package io.nightjar.kernels.bench.measure;

/**
 * One measurement.
 *
 * @param wallNanos of a call
 * @param cpuNanos of a call on the threads that made it; 0 where the JVM can't tell
 */
public record Sample(double wallNanos, double cpuNanos) {}
