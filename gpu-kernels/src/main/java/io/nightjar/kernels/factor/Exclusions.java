package io.nightjar.kernels.factor;

import io.nightjar.kernels.block.ArgumentChecks;
import java.util.Arrays;

/**
 * Items that a user is not to get, such as those that the user has. User u owns the entries
 * offsets[u]..offsets[u + 1] − 1 of the items; arrays are borrowed and must not change.
 *
 * @param offsets users + 1 of them, from 0, ascending; empty where nothing is excluded
 * @param items item numbers, strictly ascending within a user
 */
public record Exclusions(int[] offsets, int[] items) {
  /** Nothing is excluded. */
  public static final Exclusions NONE = new Exclusions(new int[0], new int[0]);

  /**
   * Checks every value once.
   *
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public Exclusions {
    if (offsets.length == 0) {
      ArgumentChecks.length("items", items.length, 0);
    } else {
      Lists.check(offsets, items.length);
      for (int user = 0; user < offsets.length - 1; user++) {
        checkOrder(user, offsets[user], offsets[user + 1], items);
      }
    }
  }

  private static void checkOrder(int user, int from, int to, int[] items) {
    for (int t = from + 1; t < to; t++) {
      if (items[t] <= items[t - 1]) {
        throw new IllegalArgumentException(
            "item "
                + items[t]
                + " follows item "
                + items[t - 1]
                + " in the exclusions of user "
                + user
                + "; must be greater");
      }
    }
  }

  /** How many items a user is not to get. */
  public int count(int user) {
    return offsets.length == 0 ? 0 : offsets[user + 1] - offsets[user];
  }

  /** Whether a user is not to get an item. */
  public boolean excludes(int user, int item) {
    return offsets.length != 0
        && Arrays.binarySearch(items, offsets[user], offsets[user + 1], item) >= 0;
  }
}
