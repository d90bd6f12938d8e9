package io.nightjar.kernels.opencl.device;

/**
 * What an OpenCL device says of itself.
 *
 * @param name the device's name
 * @param vendor its platform's vendor
 * @param version its platform's OpenCL version
 * @param type what kind of processor it is
 * @param memoryBytes its global memory
 * @param bufferBytes the largest single buffer that can be used on it
 * @param workGroupLimit most work items in a group
 * @param computeUnits how many units run groups side by side
 */
public record DeviceInfo(
    String name,
    String vendor,
    String version,
    Type type,
    long memoryBytes,
    long bufferBytes,
    int workGroupLimit,
    int computeUnits) {

  /** Kinds of processor. */
  public enum Type {
    /** A graphics processor. */
    GPU,
    /** The host's processor behind an OpenCL driver, such as PoCL. */
    CPU,
    /** Another accelerator. */
    ACCELERATOR
  }
}
