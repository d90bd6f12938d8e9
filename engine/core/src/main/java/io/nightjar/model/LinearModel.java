package io.nightjar.model;

import io.nightjar.features.ColumnType;
import io.nightjar.features.InputColumn;
import io.nightjar.features.InputSignature;
import io.nightjar.features.design.LinearDesign;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A model that is linear in its design columns: logistic (binary or multinomial), linear or Poisson
 * regression.
 *
 * @param header what every model has
 * @param link from margins to predictions: the task's own, or log for counts
 * @param coefficients on the original scale of the design columns, {@link LinearDesign} of the
 *     header's features; one row for binary and regression, one per class for multinomial
 * @param offset the column that is added to the margin with the coefficient 1, a double that is
 *     never missing; null where there is none
 * @param threshold probability from which a row is called positive
 */
public record LinearModel(
    ModelHeader header, Link link, Coefficients coefficients, InputColumn offset, double threshold)
    implements Model {
  public LinearModel {
    Objects.requireNonNull(header, "header");
    Model.requireThreshold(threshold);
    Target target = header.target();
    Link own = Link.of(target.task());
    boolean counts = target.task() == Task.REGRESSION;
    if (link != own && !(counts && link == Link.LOG)) {
      throw new IllegalArgumentException(
          "link is %s for a %s target; must be %s"
              .formatted(
                  link.text(), target.task().text(), own.text() + (counts ? " or log" : "")));
    }
    int classes = target.task() == Task.MULTICLASS ? target.classes().size() : 1;
    int columns = LinearDesign.of(header.features()).width();
    if (coefficients.classes() != classes || coefficients.columns() != columns) {
      throw new IllegalArgumentException(
          "coefficients are %d x (%d + 1); must be %d x (%d + 1), classes x (design columns + intercept)"
              .formatted(coefficients.classes(), coefficients.columns(), classes, columns));
    }
    if (offset != null) {
      requireOffset(header, offset);
    }
  }

  /** A model without an offset. */
  public LinearModel(ModelHeader header, Link link, Coefficients coefficients, double threshold) {
    this(header, link, coefficients, null, threshold);
  }

  private static void requireOffset(ModelHeader header, InputColumn offset) {
    if (header.target().task() == Task.MULTICLASS) {
      throw new IllegalArgumentException(
          "the offset is " + offset.name() + " for a multiclass target; must have one margin");
    }
    if (header.features().signature().names().contains(offset.name())) {
      throw new IllegalArgumentException(
          "the offset is " + offset.name() + ", which is a feature too; must be no feature");
    }
    if (!offset.equals(offset(offset.name()))) {
      throw new IllegalArgumentException(
          "the offset is " + offset + "; must be a double that is never missing");
    }
  }

  /** The offset of that column. */
  public static InputColumn offset(String column) {
    return new InputColumn(column, ColumnType.DOUBLE, false);
  }

  /** The features' columns and, last, the offset. */
  @Override
  public InputSignature signature() {
    return signature(header, offset);
  }

  /** The columns that a model with this header and offset reads. */
  public static InputSignature signature(ModelHeader header, InputColumn offset) {
    List<InputColumn> columns = new ArrayList<>(header.features().signature().columns());
    if (offset != null) {
      columns.add(offset);
    }
    return new InputSignature(columns);
  }

  /** A model of the task's own link. */
  public static LinearModel of(ModelHeader header, Coefficients coefficients, double threshold) {
    return new LinearModel(header, Link.of(header.target().task()), coefficients, threshold);
  }

  @Override
  public LinearModel withThreshold(double wanted) {
    return new LinearModel(header, link, coefficients, offset, wanted);
  }

  @Override
  public LinearModel withHeader(ModelHeader wanted) {
    return new LinearModel(wanted, link, coefficients, offset, threshold);
  }
}
