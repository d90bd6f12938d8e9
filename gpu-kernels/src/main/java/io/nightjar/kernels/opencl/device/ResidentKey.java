package io.nightjar.kernels.opencl.device;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;

/**
 * What a loaded kernel holds: which kernel, whose data by identity, and its shape by value. It
 * never keeps the data's owners alive.
 */
public final class ResidentKey {
  private final Class<? extends DeviceKernel> kernel;
  private final List<?> shape;
  private final WeakReference<?>[] owners;
  private final int hash;

  private ResidentKey(Class<? extends DeviceKernel> kernel, Object[] owners, List<?> shape) {
    this.kernel = kernel;
    this.shape = shape;
    this.owners = new WeakReference<?>[owners.length];
    int identities = 0;
    for (int i = 0; i < owners.length; i++) {
      this.owners[i] = new WeakReference<>(owners[i]);
      identities = 31 * identities + System.identityHashCode(owners[i]);
    }
    this.hash = 31 * (31 * kernel.hashCode() + shape.hashCode()) + identities;
  }

  /**
   * The key of data that belongs to somebody.
   *
   * @param owners objects whose identity stands for the data, such as a block and its labels; null
   *     entries are left out; when the first is collected, the data is freed
   * @param shape all else that tells kernels of this class apart
   */
  public static ResidentKey of(
      Class<? extends DeviceKernel> kernel, List<?> owners, Object... shape) {
    return new ResidentKey(kernel, owners.toArray(), List.of(shape));
  }

  /**
   * The key of a kernel that holds nobody's data: buffers of this shape, to be filled anew by each
   * call.
   */
  public static ResidentKey scratch(Class<? extends DeviceKernel> kernel, Object... shape) {
    return new ResidentKey(kernel, new Object[0], List.of(shape));
  }

  /** The object whose end is the data's end; null where there is none. */
  Object owner() {
    return owners.length == 0 ? null : owners[0].get();
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof ResidentKey other
        && hash == other.hash
        && kernel == other.kernel
        && shape.equals(other.shape)
        && owners.length == other.owners.length
        && (owners == other.owners || sameOwners(other));
  }

  private boolean sameOwners(ResidentKey other) {
    for (int i = 0; i < owners.length; i++) {
      Object owner = owners[i].get();
      if (owner == null || !other.owners[i].refersTo(cast(owner))) {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("unchecked")
  private static <T> T cast(Object owner) {
    return (T) owner;
  }

  @Override
  public String toString() {
    return kernel.getSimpleName() + shape + Arrays.toString(owners);
  }
}
