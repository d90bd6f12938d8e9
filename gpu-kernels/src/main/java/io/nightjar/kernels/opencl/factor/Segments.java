package io.nightjar.kernels.opencl.factor;

import io.nightjar.kernels.factor.FactorLists;

/**
 * What one launch of normal equations works on: consecutive entries of the lists, parted into
 * segments of one system each. A long list goes on in the next launch.
 */
final class Segments {
  final int[] systems;
  final int[] offsets;
  int count;

  /** The first entry of the launch; offsets are relative to it. */
  int from;

  private int system;
  private int next;

  Segments(int most) {
    systems = new int[most];
    offsets = new int[most + 1];
  }

  /** Takes the next entries, at most so many; false where none are left. */
  boolean advance(FactorLists lists, int mostEntries) {
    count = 0;
    from = next;
    while (count < systems.length && system < lists.systems() && next - from < mostEntries) {
      int end = lists.offsets()[system + 1];
      int to = Math.min(end, from + mostEntries);
      if (to > next) {
        systems[count] = system;
        offsets[count++] = next - from;
        next = to;
      }
      if (next == end) {
        system++;
      }
    }
    offsets[count] = next - from;
    return count > 0;
  }

  int entries() {
    return offsets[count];
  }
}
