package io.nightjar.kernels.opencl.device;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Kernels whose data stays on the device between launches, within a budget. An entry is taken out
 * while it is in use, so none is shared or disposed under a launch; and it goes when its data's
 * owner is collected.
 *
 * <p>The least recently used goes first, but only once it was idle for a minute: iterations walk
 * round all blocks in turn, and then the least recently used is the very one that is wanted next.
 */
final class BlockCache {
  static final long IDLE_NANOS = 60_000_000_000L;

  private static final Cleaner CLEANER = Cleaner.create();

  private final long budget;
  private final Consumer<DeviceKernel> disposer;
  private final LongSupplier nanos;
  private final Map<ResidentKey, Resident> entries = new LinkedHashMap<>();
  private long held;

  BlockCache(long budget, Consumer<DeviceKernel> disposer, LongSupplier nanos) {
    this.budget = budget;
    this.disposer = disposer;
    this.nanos = nanos;
  }

  /** The kernel of that key if it is on the device and free, now the caller's own; or null. */
  synchronized Resident take(ResidentKey key) {
    Resident resident = entries.get(key);
    return resident != null && remove(resident) ? resident : null;
  }

  /** Gives a kernel back after use; what the budget has no room for is disposed. */
  void giveBack(Resident resident) {
    resident.lastUsed = nanos.getAsLong();
    Object owner = resident.key.owner();
    List<Resident> out = new ArrayList<>();
    synchronized (this) {
      evictIdle(resident, out);
      if (held + resident.footprint > budget || entries.containsKey(resident.key)) {
        out.add(resident);
      } else {
        entries.put(resident.key, resident);
        held += resident.footprint;
        if (resident.watch == null && owner != null) {
          resident.watch = CLEANER.register(owner, () -> collected(resident));
        }
      }
    }
    out.forEach(this::dispose);
  }

  /** Frees a kernel that the caller owns. */
  void dispose(Resident resident) {
    disposer.accept(resident.kernel);
    if (resident.watch != null) {
      resident.watch.clean();
    }
  }

  /** Frees everything that is not in use. */
  void clear() {
    List<Resident> all;
    synchronized (this) {
      all = new ArrayList<>(entries.values());
      entries.clear();
      held = 0;
    }
    all.forEach(this::dispose);
  }

  synchronized long heldBytes() {
    return held;
  }

  private void evictIdle(Resident wanted, List<Resident> out) {
    var oldest = entries.values().iterator();
    while (held + wanted.footprint > budget && oldest.hasNext()) {
      Resident candidate = oldest.next();
      if (wanted.lastUsed - candidate.lastUsed < IDLE_NANOS) {
        return;
      }
      oldest.remove();
      held -= candidate.footprint;
      out.add(candidate);
    }
  }

  private synchronized boolean remove(Resident resident) {
    boolean there = entries.remove(resident.key, resident);
    if (there) {
      held -= resident.footprint;
    }
    return there;
  }

  private void collected(Resident resident) {
    if (remove(resident)) {
      disposer.accept(resident.kernel);
    }
  }

  /** A loaded kernel, and whose data it holds. */
  static final class Resident {
    final ResidentKey key;
    final DeviceKernel kernel;
    final long footprint;
    Cleaner.Cleanable watch;
    long lastUsed;

    Resident(ResidentKey key, DeviceKernel kernel) {
      this.key = key;
      this.kernel = kernel;
      this.footprint = kernel.footprint();
    }
  }
}
