package io.nightjar.model;

import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.model.unlabelled.ClusterCentres;
import io.nightjar.model.unlabelled.FeatureScaling;
import java.util.Objects;

/**
 * Clusters: a row belongs to the centroid that is nearest among scaled design columns, the first
 * among equals.
 *
 * @param header what every model has; its precision is float, its target clustering
 * @param scaling of the columns of {@link LinearDesign}
 * @param centres the centroids over those columns
 */
public record ClusterModel(ModelHeader header, FeatureScaling scaling, ClusterCentres centres)
    implements Model {
  public ClusterModel {
    Objects.requireNonNull(header, "header");
    int width = LinearDesign.of(header.features()).width();
    if (header.target().task() != Task.CLUSTERING || header.precision() != Precision.FLOAT) {
      throw new IllegalArgumentException(
          "target is %s and precision %s; must be clustering and float for clusters"
              .formatted(header.target().task().text(), header.precision().text()));
    }
    if (scaling.columns() != width || centres.columns() != width) {
      throw new IllegalArgumentException(
          "%d columns are scaled and the centroids have %d; must be %d, the design columns"
              .formatted(scaling.columns(), centres.columns(), width));
    }
  }

  @Override
  public double threshold() {
    return NO_THRESHOLD;
  }

  /** The same: no row is called positive. */
  @Override
  public ClusterModel withThreshold(double wanted) {
    return this;
  }

  @Override
  public ClusterModel withHeader(ModelHeader wanted) {
    return new ClusterModel(wanted, scaling, centres);
  }
}
