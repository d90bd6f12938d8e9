package io.nightjar.kernels.opencl.ensemble;

import io.nightjar.kernels.ensemble.KeyPlane;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeRows;
import io.nightjar.kernels.ensemble.WalkPlan;
import io.nightjar.kernels.opencl.device.DeviceKernel;
import java.util.List;

/**
 * An ensemble on the device, and room for the keys of some rows. A work item is a row, and keys lie
 * plane by plane, so that neighbours read neighbours' keys. The nodes are put once and stay; each
 * launch puts keys and gets results.
 */
abstract class WalkKernel extends DeviceKernel {
  // What the kernels read; Aparapi allows int, long, float, double and byte only.
  int rows;
  int capacity;
  int trees;
  int outputs;
  int[] nodes;
  int[] roots;
  int[] outputOf;
  long[] sets;
  int[] keys;

  private final List<KeyPlane> planes;
  private final int[] column;

  WalkKernel(TreeEnsemble ensemble, WalkPlan plan, int capacity) {
    this.capacity = capacity;
    trees = ensemble.trees();
    outputs = ensemble.outputs();
    nodes = plan.nodes().length == 0 ? new int[1] : plan.nodes();
    roots = new int[Math.max(1, trees)];
    outputOf = new int[Math.max(1, trees)];
    for (int tree = 0; tree < trees; tree++) {
      roots[tree] = ensemble.start(tree);
      outputOf[tree] = ensemble.outputOf(tree);
    }
    sets = plan.sets();
    planes = plan.planes();
    keys = new int[Math.max(1, planes.size()) * capacity];
    column = new int[capacity];
    upload(nodes);
    upload(roots);
    upload(outputOf);
    upload(sets);
  }

  /** Uploads the keys of {@code count} rows from {@code from} on. */
  final void putKeys(TreeRows from, int first, int count) {
    rows = count;
    for (int p = 0; p < planes.size(); p++) {
      from.keys(planes.get(p), first, count, column);
      System.arraycopy(column, 0, keys, p * capacity, count);
    }
    upload(keys);
  }

  /** Launches a work item a row. */
  final void launchRows() {
    launch(groupsFor(rows, GROUP), GROUP, 1);
  }

  /** 1 where a row goes right at a node; 0 at leaves. */
  int right(int node, int i) {
    int at = 4 * node;
    int key = keys[nodes[at] * capacity + i];
    int cut = nodes[at + 1];
    int set = nodes[at + 3];
    int right = 0;
    if (set < 0) {
      right = key > cut ? 1 : 0;
    } else if (key >= cut) {
      right = 1;
    } else if (key >= 0) {
      long word = sets[set + (key >> 6)];
      int shift = key & 63;
      right = 1 - (int) ((word >>> shift) & 1L);
    }
    return right;
  }

  final long walkBytes() {
    return Integer.BYTES * ((long) nodes.length + roots.length + outputOf.length + keys.length)
        + Long.BYTES * (long) sets.length;
  }

  /** Rows of a launch: few sizes, so that kernels are found again. */
  static int capacity(int rows, long perRow, long most) {
    int capacity = 1 << 10;
    while (capacity < rows && capacity < 1 << 17) {
      capacity <<= 3;
    }
    while (capacity > GROUP && capacity * perRow > most) {
      capacity >>= 1;
    }
    return capacity;
  }

  static float[] floats(double[] values) {
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (float) values[i];
    }
    return rounded;
  }
}
