package io.nightjar.kernels.opencl;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Blocks that stay on the device between launches, within a budget. An entry is taken out while it
 * is in use, so none is shared or disposed under a launch; and it goes when its block is collected.
 *
 * <p>The least recently used goes first, but only once it was idle for a minute: iterations walk
 * round all blocks in turn, and then the least recently used is the very one that is wanted next.
 */
final class BlockCache {
  static final long IDLE_NANOS = 60_000_000_000L;

  private static final Cleaner CLEANER = Cleaner.create();

  private final long budget;
  private final Consumer<GradientKernel> disposer;
  private final LongSupplier nanos;
  private final Map<ResidentBlock.Key, ResidentBlock> entries = new LinkedHashMap<>();
  private long held;

  BlockCache(long budget, Consumer<GradientKernel> disposer, LongSupplier nanos) {
    this.budget = budget;
    this.disposer = disposer;
    this.nanos = nanos;
  }

  /** The task's block if it is on the device and free, now the caller's own; otherwise null. */
  synchronized ResidentBlock take(GradientTask task) {
    ResidentBlock resident = entries.get(new ResidentBlock.Key(task));
    return resident != null && remove(resident) ? resident : null;
  }

  /** Gives a block back after use; what the budget has no room for is disposed. */
  void giveBack(Object block, ResidentBlock resident) {
    resident.lastUsed = nanos.getAsLong();
    List<ResidentBlock> out = new ArrayList<>();
    synchronized (this) {
      evictIdle(resident, out);
      if (held + resident.kernel.footprint() > budget || entries.containsKey(resident.key)) {
        out.add(resident);
      } else {
        entries.put(resident.key, resident);
        held += resident.kernel.footprint();
        if (resident.watch == null) {
          resident.watch = CLEANER.register(block, () -> collected(resident));
        }
      }
    }
    out.forEach(this::dispose);
  }

  /** Frees a block that the caller owns. */
  void dispose(ResidentBlock resident) {
    disposer.accept(resident.kernel);
    if (resident.watch != null) {
      resident.watch.clean();
    }
  }

  synchronized long heldBytes() {
    return held;
  }

  private void evictIdle(ResidentBlock wanted, List<ResidentBlock> out) {
    var oldest = entries.values().iterator();
    while (held + wanted.kernel.footprint() > budget && oldest.hasNext()) {
      ResidentBlock candidate = oldest.next();
      if (wanted.lastUsed - candidate.lastUsed < IDLE_NANOS) {
        return;
      }
      oldest.remove();
      held -= candidate.kernel.footprint();
      out.add(candidate);
    }
  }

  private synchronized boolean remove(ResidentBlock resident) {
    boolean there = entries.remove(resident.key, resident);
    if (there) {
      held -= resident.kernel.footprint();
    }
    return there;
  }

  private void collected(ResidentBlock resident) {
    if (remove(resident)) {
      disposer.accept(resident.kernel);
    }
  }
}
