package io.nightjar.kernels.scalar.ensemble;

import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeNodes;
import java.util.Arrays;

/** Writes down the steps of a tree; the branch that needs more slots comes first. */
final class LaneTreeWriter {
  private final TreeNodes nodes;
  private final int start;
  private final LanePlanes planes;
  private final double[] leaves = new double[LaneTree.MOST_LEAVES];
  private final int[] needs;
  private final int[] leafNumbers;
  private final int[] perfect;
  private int[] steps;
  private int[] splits = new int[0];
  private int count;

  private LaneTreeWriter(TreeEnsemble ensemble, int tree, LanePlanes planes) {
    this.nodes = ensemble.nodes();
    this.start = ensemble.start(tree);
    this.planes = planes;
    int size = nodes.starts()[tree + 1] - start;
    this.needs = new int[size];
    this.leafNumbers = new int[size];
    this.perfect = new int[size];
    this.steps = new int[LaneTree.STRIDE * (size / 2)];
  }

  /** The steps of a tree of at most {@link LaneTree#MOST_LEAVES} leaves, and so no deeper. */
  static LaneTree write(TreeEnsemble ensemble, int tree, LanePlanes planes) {
    LaneTreeWriter writer = new LaneTreeWriter(ensemble, tree, planes);
    writer.survey(0, 0);
    writer.branch(0, 0);
    int[] steps = Arrays.copyOf(writer.steps, LaneTree.STRIDE * writer.count);
    int leaves = Math.max(1, LaneTree.leaves(ensemble.nodes(), tree));
    return new LaneTree(
        steps, writer.splits, Arrays.copyOf(writer.leaves, leaves), writer.needs[0]);
  }

  /**
   * Numbers leaves from left to right and finds how many slots a branch needs, and the depth of
   * perfect branches.
   */
  private int survey(int node, int leavesBefore) {
    int at = start + node;
    leafNumbers[node] = leavesBefore;
    if (nodes.leaf(at)) {
      leaves[leavesBefore] = nodes.values()[at];
      return leavesBefore + 1;
    }
    int left = nodes.lefts()[at];
    int right = nodes.rights()[at];
    int after = survey(right, survey(left, leavesBefore));
    int more = Math.max(needs[left], needs[right]);
    int fewer = Math.min(needs[left], needs[right]);
    needs[node] = Math.max(1, more == fewer && more > 0 ? more + 1 : more);
    if (perfect[left] >= 0 && perfect[left] == perfect[right]) {
      perfect[node] = perfect[left] + 1;
      needs[node] = perfect[node] <= 3 ? 1 : needs[node];
    } else {
      perfect[node] = -1;
    }
    return after;
  }

  /** Writes a branch's steps; slots from {@code free} on are free, and its result is there. */
  private int branch(int node, int free) {
    int at = start + node;
    if (nodes.leaf(at)) {
      return ~leafNumbers[node];
    }
    if (perfect[node] == 2 || perfect[node] == 3) {
      perfect(node, free);
      return free;
    }
    int left = nodes.lefts()[at];
    int right = nodes.rights()[at];
    int leftResult;
    int rightResult;
    if (needs[left] >= needs[right]) {
      leftResult = branch(left, free);
      rightResult = branch(right, leftResult < 0 ? free : free + 1);
    } else {
      rightResult = branch(right, free);
      leftResult = branch(left, rightResult < 0 ? free : free + 1);
    }
    int step = step();
    planes.look(at, steps, step);
    steps[step + 2] = leftResult;
    steps[step + 3] = rightResult;
    steps[step + 4] = free;
    return free;
  }

  private int step() {
    int step = LaneTree.STRIDE * count++;
    if (step == steps.length) {
      steps = Arrays.copyOf(steps, 2 * step + LaneTree.STRIDE);
    }
    return step;
  }

  /** Writes a perfect branch of four or eight leaves as one step. */
  private void perfect(int node, int into) {
    int step = step();
    steps[step] = perfect[node] == 2 ? LaneTree.FOUR : LaneTree.EIGHT;
    steps[step + 1] = splits.length;
    steps[step + 2] = leafNumbers[node];
    steps[step + 4] = into;
    int left = nodes.lefts()[start + node];
    int right = nodes.rights()[start + node];
    split(node);
    split(left);
    split(right);
    if (perfect[node] == 3) {
      for (int child : new int[] {left, right}) {
        split(nodes.lefts()[start + child]);
        split(nodes.rights()[start + child]);
      }
    }
  }

  private void split(int node) {
    int at = splits.length;
    splits = Arrays.copyOf(splits, at + 2);
    planes.look(start + node, splits, at);
  }
}
