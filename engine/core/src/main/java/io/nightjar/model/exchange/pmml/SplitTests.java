package io.nightjar.model.exchange.pmml;

import io.nightjar.kernels.ensemble.Decision;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeNodes;
import io.nightjar.model.exchange.pmml.Fields.Field;
import io.nightjar.model.exchange.pmml.Fields.Kind;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which rows go on to a child. A threshold is the greatest float64 that this house rounds to a
 * float32 that goes left, so that evaluators in float64 go the same way.
 */
final class SplitTests {
  private final TreeEnsemble ensemble;
  private final TreeNodes nodes;
  private final Fields fields;
  private final Xml xml;

  SplitTests(TreeEnsemble ensemble, Fields fields, Xml xml) {
    this.ensemble = ensemble;
    this.nodes = ensemble.nodes();
    this.fields = fields;
    this.xml = xml;
  }

  /**
   * Writes the test of a child; that of the right one too, so that a missing value fulfils neither.
   *
   * @param at the split's node
   */
  void write(int at, boolean left) {
    Field field = fields.list().get(nodes.features()[at]);
    long[] set = nodes.set(at);
    if (set == null) {
      float t = nodes.thresholds()[at];
      float last = ensemble.decision() == Decision.AT_MOST ? t : Math.nextDown(t);
      compare(field, left ? "lessOrEqual" : "greaterThan", String.valueOf(greatest(last)));
      return;
    }
    boolean text = field.kind() == Kind.TEXT;
    List<String> values =
        BitSet.valueOf(set).stream()
            .filter(code -> !text || code < field.values().size())
            .mapToObj(code -> text ? field.values().get(code) : String.valueOf(code))
            .toList();
    if (text && values.stream().anyMatch(value -> value.contains("\"") || value.contains("\\"))) {
      oneByOne(field, values, left);
      return;
    }
    String quote = text ? "\"" : "";
    xml.open(
        "SimpleSetPredicate", "field", field.name(), "booleanOperator", left ? "isIn" : "isNotIn");
    xml.open("Array", "type", text ? "string" : "int", "n", String.valueOf(values.size()));
    xml.text(values.stream().map(value -> quote + value + quote).collect(Collectors.joining(" ")));
    xml.close().close();
  }

  /** A set without an array: evaluators differ in how they read quotes within quotes. */
  private void oneByOne(Field field, List<String> values, boolean left) {
    xml.open("CompoundPredicate", "booleanOperator", left ? "or" : "and");
    String operator = left ? "equal" : "notEqual";
    for (String value : values) {
      compare(field, operator, value);
    }
    // A compound of one is none.
    xml.leaf(left ? "False" : "True").close();
  }

  private void compare(Field field, String operator, String value) {
    xml.leaf("SimplePredicate", "field", field.name(), "operator", operator, "value", value);
  }

  /** The greatest float64 whose nearest float32 is at most t; finite, as not all read infinity. */
  private static double greatest(float t) {
    if (Float.isInfinite(t) || t == Float.MAX_VALUE) {
      return Math.copySign(Double.MAX_VALUE, t);
    }
    double middle = ((double) t + (double) Math.nextUp(t)) / 2;
    return (float) middle <= t ? middle : Math.nextDown(middle);
  }
}
