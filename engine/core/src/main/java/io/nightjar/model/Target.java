package io.nightjar.model;

import io.nightjar.features.CategoryText;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/**
 * The label that a model predicts, and how its values became numbers.
 *
 * @param column the label's column; null where there is no label
 * @param task what is predicted
 * @param classes the class names in code order; for a binary task negative, positive; empty for a
 *     regression. A raw label is compared by {@link CategoryText#of(Object)}
 * @param negatives for a binary task every raw value that training met beside the positive one,
 *     sorted; else empty
 */
public record Target(String column, Task task, List<String> classes, List<String> negatives)
    implements Serializable {
  /** The code of a missing label. */
  public static final int MISSING = -1;

  /** The code of a label that is none of the classes. */
  public static final int UNKNOWN = -2;

  public Target {
    if ((column != null) != task.labelled()) {
      throw new IllegalArgumentException(
          "a %s target has the label %s; must %s"
              .formatted(task.text(), column, task.labelled() ? "have one" : "have none"));
    }
    classes = List.copyOf(classes);
    negatives = negatives.stream().sorted().toList();
    boolean right =
        switch (task) {
          case BINARY -> classes.size() == 2;
          case MULTICLASS -> classes.size() > 1;
          case REGRESSION, PREFERENCE, CLUSTERING, PROJECTION, ANOMALY -> classes.isEmpty();
        };
    if (!right || new HashSet<>(classes).size() != classes.size()) {
      throw new IllegalArgumentException(
          "a %s target has classes %s; must be 2 for binary, 2 or more for multiclass, none elsewhere, each once"
              .formatted(task.text(), classes));
    }
    boolean overlap = task == Task.BINARY && negatives.contains(classes.get(1));
    if (overlap || negatives.isEmpty() == (task == Task.BINARY)) {
      throw new IllegalArgumentException(
          "a %s target has negatives %s beside classes %s; must be 1 or more for binary, without the positive one, none elsewhere"
              .formatted(task.text(), negatives, classes));
    }
  }

  /**
   * A target that is positive or negative.
   *
   * @param negatives the label's other values, at least one; if there are several, the negative
   *     class is called "not" and the positive one's name
   */
  public static Target binary(String column, Collection<String> negatives, String positive) {
    String negative = negatives.size() == 1 ? negatives.iterator().next() : "not " + positive;
    return new Target(column, Task.BINARY, List.of(negative, positive), List.copyOf(negatives));
  }

  /** A target that is one of several classes. */
  public static Target multiclass(String column, List<String> classes) {
    return new Target(column, Task.MULTICLASS, classes, List.of());
  }

  /** A target that is a number. */
  public static Target regression(String column) {
    return new Target(column, Task.REGRESSION, List.of(), List.of());
  }

  /** Of how much a user would take to an item, learnt from a column of how often or how long. */
  public static Target preference(String column) {
    return new Target(column, Task.PREFERENCE, List.of(), List.of());
  }

  /** Of clusters, which no label says. */
  public static Target clustering() {
    return new Target(null, Task.CLUSTERING, List.of(), List.of());
  }

  /** Of coordinates in fewer dimensions, which no label says. */
  public static Target projection() {
    return new Target(null, Task.PROJECTION, List.of(), List.of());
  }

  /** Of how much rows stand out, which no label says. */
  public static Target anomaly() {
    return new Target(null, Task.ANOMALY, List.of(), List.of());
  }

  /** The code of a raw label: 0..classes−1, {@link #MISSING} or {@link #UNKNOWN}. */
  public int code(Object raw) {
    String text = CategoryText.of(raw);
    if (text == null) {
      return MISSING;
    }
    if (task == Task.BINARY) {
      return text.equals(classes.get(1)) ? 1 : negatives.contains(text) ? 0 : UNKNOWN;
    }
    int code = classes.indexOf(text);
    return code < 0 ? UNKNOWN : code;
  }

  /** The name of the positive class of a binary target. */
  public String positive() {
    if (task != Task.BINARY) {
      throw new IllegalStateException(
          "the target " + column + " is " + task.text() + "; only a binary one has a positive");
    }
    return classes.get(1);
  }
}
