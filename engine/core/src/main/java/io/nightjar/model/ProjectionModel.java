package io.nightjar.model;

import io.nightjar.features.design.LinearDesign;
import io.nightjar.model.unlabelled.FeatureScaling;
import io.nightjar.model.unlabelled.PrincipalComponents;
import java.util.Objects;

/**
 * Principal components: row t = V·z of the scaled design columns z, and ‖z − Vᵀt‖², what they leave
 * out.
 *
 * @param header what every model has; its target is projection
 * @param scaling of the columns of {@link LinearDesign}
 * @param components V and the variances
 */
public record ProjectionModel(
    ModelHeader header, FeatureScaling scaling, PrincipalComponents components) implements Model {
  public ProjectionModel {
    Objects.requireNonNull(header, "header");
    int width = LinearDesign.of(header.features()).width();
    if (header.target().task() != Task.PROJECTION) {
      throw new IllegalArgumentException(
          "target is %s; must be projection for components"
              .formatted(header.target().task().text()));
    }
    if (scaling.columns() != width || components.columns() != width) {
      throw new IllegalArgumentException(
          "%d columns are scaled and the components have %d; must be %d, the design columns"
              .formatted(scaling.columns(), components.columns(), width));
    }
  }

  @Override
  public double threshold() {
    return NO_THRESHOLD;
  }

  /** The same: no row is called positive. */
  @Override
  public ProjectionModel withThreshold(double wanted) {
    return this;
  }

  @Override
  public ProjectionModel withHeader(ModelHeader wanted) {
    return new ProjectionModel(wanted, scaling, components);
  }
}
