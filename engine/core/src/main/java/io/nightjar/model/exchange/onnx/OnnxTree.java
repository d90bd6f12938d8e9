package io.nightjar.model.exchange.onnx;

import io.nightjar.model.exchange.trees.CategorySet;
import io.nightjar.model.exchange.trees.SourceNode;
import io.nightjar.model.exchange.trees.SourceTest;
import io.nightjar.model.exchange.trees.SourceTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One tree of an ensemble, with the values that its leaves add to one output. Every comparison
 * becomes "x ≤ t" or "x is one of": x &lt; v is x ≤ the float32 before v, and ≥ and &gt; swap the
 * children. A chain of "x = v" with one true child, as converters write sets of categories, becomes
 * one set.
 */
final class OnnxTree implements SourceTree {
  private final NodeLists lists;
  private final int start;
  private final int end;
  private final Map<Long, Integer> places;
  private final double[] values;

  OnnxTree(NodeLists lists, int start, int end) {
    this(lists, start, end, places(lists, start, end), null);
  }

  private OnnxTree(
      NodeLists lists, int start, int end, Map<Long, Integer> places, double[] values) {
    this.lists = lists;
    this.start = start;
    this.end = end;
    this.places = places;
    this.values = values;
  }

  /** By id, a node's place; null where ids count up from 0, as converters write them. */
  private static Map<Long, Integer> places(NodeLists lists, int start, int end) {
    boolean counting = true;
    for (int node = start; node < end; node++) {
      counting &= lists.ids()[node] == node - start;
    }
    if (counting) {
      return null;
    }
    Map<Long, Integer> places = new HashMap<>();
    for (int node = start; node < end; node++) {
      if (places.put(lists.ids()[node], node - start) != null) {
        throw new IllegalArgumentException(
            "tree %d has the node %d twice; must have it once"
                .formatted(lists.trees()[start], lists.ids()[node]));
      }
    }
    return places;
  }

  /** The same tree, all leaves of which add 0. */
  OnnxTree withoutValues() {
    return new OnnxTree(lists, start, end, places, new double[end - start]);
  }

  /** Lets a leaf add more. */
  void add(long id, double weight) {
    int place = place(id);
    if (place < 0 || place >= nodes() || !lists.leaf(start + place)) {
      throw new IllegalArgumentException(
          "tree %d has weights at node %d; must be one of its leaves"
              .formatted(lists.trees()[start], id));
    }
    values[place] += weight;
  }

  @Override
  public int nodes() {
    return end - start;
  }

  @Override
  public int root() {
    return 0;
  }

  @Override
  public SourceNode node(int place) {
    int node = start + place;
    if (lists.leaf(node)) {
      return new SourceNode.Leaf(values[place], Double.NaN);
    }
    int yes = place(lists.trueIds()[node]);
    int no = place(lists.falseIds()[node]);
    boolean missing = lists.missingHolds(node);
    return switch (lists.modes().get(node)) {
      case "BRANCH_LEQ" -> split(atMost(node, missing), yes, no);
      case "BRANCH_LT" -> split(less(node, missing), yes, no);
      case "BRANCH_GTE" -> split(less(node, !missing), no, yes);
      case "BRANCH_GT" -> split(atMost(node, !missing), no, yes);
      case "BRANCH_EQ" -> oneOf(place);
      // NaN ≠ v holds, whatever the file says of missing values.
      case "BRANCH_NEQ" -> split(set(node, List.of(category(node)), false), no, yes);
      default -> throw wrong(node, "the mode is " + lists.modes().get(node), modes());
    };
  }

  private static String modes() {
    return "must be LEAF or BRANCH_ with LEQ, LT, GTE, GT, EQ or NEQ";
  }

  private static SourceNode split(SourceTest test, int left, int right) {
    return new SourceNode.Split(test, left, right, Double.NaN);
  }

  private SourceTest atMost(int node, boolean missingLeft) {
    return SourceTest.numeric(feature(node), lists.rounding().of(number(node)), missingLeft);
  }

  private SourceTest less(int node, boolean missingLeft) {
    double value = number(node);
    float rounded = lists.rounding().of(value);
    // Rounded down, it may lie below the value itself, and then goes left too.
    float threshold = rounded < value ? rounded : Math.nextDown(rounded);
    return SourceTest.numeric(feature(node), threshold, missingLeft);
  }

  private double number(int node) {
    double value = lists.values()[node];
    if (Double.isNaN(value)) {
      throw wrong(node, "the value is NaN", "must be a number");
    }
    return value;
  }

  /** A set, as long as the chain goes on: the same column, the same true child. */
  private SourceNode oneOf(int place) {
    int node = start + place;
    int yes = place(lists.trueIds()[node]);
    List<Integer> categories = new ArrayList<>();
    boolean missing = false;
    int at = place;
    int steps = 0;
    while (at >= 0 && at < nodes() && steps++ < nodes() && continues(at, node, yes)) {
      categories.add(category(start + at));
      missing |= lists.missingHolds(start + at);
      at = place(lists.falseIds()[start + at]);
    }
    return split(set(node, categories, missing), yes, at);
  }

  private boolean continues(int place, int first, int yes) {
    int node = start + place;
    return lists.modes().get(node).equals("BRANCH_EQ")
        && lists.features()[node] == lists.features()[first]
        && place(lists.trueIds()[node]) == yes;
  }

  private SourceTest set(int node, List<Integer> categories, boolean missingLeft) {
    int[] members = categories.stream().mapToInt(category -> category).toArray();
    return SourceTest.categorical(feature(node), CategorySet.of(members), missingLeft);
  }

  private int category(int node) {
    double value = lists.values()[node];
    if (value != Math.rint(value) || value < 0 || value > CategorySet.GREATEST) {
      throw wrong(
          node,
          "compares with " + value,
          "with BRANCH_EQ and BRANCH_NEQ must be a whole number 0.." + CategorySet.GREATEST);
    }
    return (int) value;
  }

  private int feature(int node) {
    // Out of range, whatever it is, once it is no int.
    return (int) Math.max(-1, Math.min(Integer.MAX_VALUE, lists.features()[node]));
  }

  /** The place of a node; out of range where there is none. */
  private int place(long id) {
    if (places != null) {
      return places.getOrDefault(id, -1);
    }
    return (int) Math.max(-1, Math.min(Integer.MAX_VALUE, id));
  }

  private IllegalArgumentException wrong(int node, String what, String allowed) {
    return new IllegalArgumentException(
        "tree %d, node %d: %s; %s"
            .formatted(lists.trees()[node], lists.ids()[node], what, allowed));
  }
}
