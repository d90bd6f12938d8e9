package io.nightjar.kernels.backend;

/**
 * What one call of an operation costs, for the cost model.
 *
 * @param units how many units of the operation, such as cells or flops; 0 where there is nothing to
 *     do
 * @param residentBytes that must be on the device, but stay there between calls
 * @param callBytes that every call moves to the device and back
 * @param largestBuffer bytes of the largest single buffer on the device
 * @param jvmReason why this call can't run on a device; null where it can
 */
public record Work(
    long units, long residentBytes, long callBytes, long largestBuffer, String jvmReason) {

  /** Work that a device could do. */
  public static Work of(long units, long residentBytes, long callBytes, long largestBuffer) {
    return new Work(units, residentBytes, callBytes, largestBuffer, null);
  }

  /** Work of an operation that has no kernel for devices, or of a call that none could take. */
  public static Work onJvm(long units, String jvmReason) {
    return new Work(units, 0, 0, 0, jvmReason);
  }
}
