package io.nightjar.kernels.opencl.factor;

import io.nightjar.kernels.factor.BestItems;
import io.nightjar.kernels.factor.Exclusions;
import io.nightjar.kernels.factor.FactorMatrix;
import io.nightjar.kernels.factor.TopItems;
import io.nightjar.kernels.factor.TopK;
import io.nightjar.kernels.opencl.device.Capacity;
import io.nightjar.kernels.opencl.device.DeviceRuntime;
import io.nightjar.kernels.opencl.device.ResidentKey;
import java.util.Arrays;
import java.util.List;

/**
 * Best items on a device, which gathers for each user some more candidates than wanted; the JVM
 * leaves out those that are excluded and sorts the rest. Items stay on the device while their
 * matrix lives.
 */
public final class DeviceTopK implements TopK {
  /** Candidates of all users of one launch. */
  private static final int MOST_CANDIDATES = 1 << 20;

  private static final int LEAST_ROOM = 64;

  private final DeviceRuntime runtime;

  /** Best items on that device. */
  public DeviceTopK(DeviceRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public TopItems find(FactorMatrix users, FactorMatrix items, int k, Exclusions exclusions) {
    int room = room(users, items, k, exclusions);
    int most = Math.max(1, Math.min(ScoresKernel.mostUsers(items.rows()), MOST_CANDIDATES / room));
    ResidentKey key = ResidentKey.of(ScoresKernel.class, List.of(items), most, room);
    BestItems best = new BestItems(users.rows(), k);
    for (int first = 0; first < users.rows(); first += most) {
      int from = first;
      int[] places = places(exclusions, k, from, Math.min(most, users.rows() - from));
      int[] open =
          runtime.use(
              key,
              ScoresKernel.class,
              () -> new ScoresKernel(items, most, room),
              it -> {
                it.find(users, from, places);
                return offer(it, from, places.length, exclusions, best);
              });
      for (int user : open) {
        offerAll(users, user, items, exclusions, best);
      }
    }
    return best.sorted();
  }

  /** A power of two above four times what the most demanding user wants; or all items. */
  private static int room(FactorMatrix users, FactorMatrix items, int k, Exclusions exclusions) {
    long most = k;
    for (int user = 0; user < users.rows(); user++) {
      most = Math.max(most, (long) k + exclusions.count(user));
    }
    long room = Math.max(LEAST_ROOM, Long.highestOneBit(4 * most));
    return (int) Math.min(room, Capacity.of(items.rows()));
  }

  private static int[] places(Exclusions exclusions, int k, int first, int count) {
    int[] places = new int[count];
    for (int u = 0; u < count; u++) {
      places[u] = k + exclusions.count(first + u);
    }
    return places;
  }

  /** Offers what was gathered; returns the users whose scores are too close for a threshold. */
  private static int[] offer(
      ScoresKernel kernel, int first, int count, Exclusions exclusions, BestItems best) {
    int[] open = new int[count];
    int left = 0;
    for (int u = 0; u < count; u++) {
      if (kernel.found[u] < 0) {
        open[left++] = first + u;
      }
      for (int c = 0; c < kernel.found[u]; c++) {
        int at = u * kernel.room + c;
        if (!exclusions.excludes(first + u, kernel.candidates[at])) {
          best.offer(first + u, kernel.candidates[at], kernel.values[at]);
        }
      }
    }
    return Arrays.copyOf(open, left);
  }

  private static void offerAll(
      FactorMatrix users, int user, FactorMatrix items, Exclusions exclusions, BestItems best) {
    int rank = users.rank();
    for (int item = 0; item < items.rows(); item++) {
      if (!exclusions.excludes(user, item)) {
        float sum = 0;
        for (int f = 0; f < rank; f++) {
          sum = Math.fma(users.values()[user * rank + f], items.values()[item * rank + f], sum);
        }
        best.offer(user, item, sum);
      }
    }
  }
}
