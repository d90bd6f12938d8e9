package io.nightjar.model.files;

import io.nightjar.model.ClusterModel;
import io.nightjar.model.ModelHeader;
import io.nightjar.model.ProjectionModel;
import io.nightjar.model.files.format.Tensor;
import io.nightjar.model.unlabelled.ClusterCentres;
import io.nightjar.model.unlabelled.FeatureScaling;
import io.nightjar.model.unlabelled.PrincipalComponents;
import java.util.List;

/** The arrays of models that learn without a label as tensors. */
final class UnlabelledTensors {
  private static final String SHIFT = "shift";
  private static final String SCALE = "scale";
  private static final String CENTROIDS = "centroids";
  private static final String WEIGHTS = "weights";
  private static final String LOADINGS = "loadings";
  private static final String VARIANCES = "variances";
  private static final String TOTAL = "total_variance";

  private UnlabelledTensors() {}

  static List<Tensor> of(ClusterModel model) {
    ClusterCentres centres = model.centres();
    return List.of(
        Tensor.of(SHIFT, model.scaling().shifts()),
        Tensor.of(SCALE, model.scaling().scales()),
        Tensor.of(CENTROIDS, List.of(centres.count(), centres.columns()), centres.values()),
        Tensor.of(WEIGHTS, centres.weights()));
  }

  static List<Tensor> of(ProjectionModel model) {
    PrincipalComponents all = model.components();
    return List.of(
        Tensor.of(SHIFT, model.scaling().shifts()),
        Tensor.of(SCALE, model.scaling().scales()),
        Tensor.of(LOADINGS, List.of(all.count(), all.columns()), all.loadings()),
        Tensor.of(VARIANCES, all.variances()),
        Tensor.of(TOTAL, new double[] {all.total()}));
  }

  /**
   * The clusters of some tensors.
   *
   * @throws IllegalArgumentException saying what is wrong with them
   */
  static ClusterModel clusters(ModelHeader header, List<Tensor> tensors) {
    NamedTensors all = new NamedTensors(tensors);
    FeatureScaling scaling = scaling(all);
    ClusterCentres centres =
        new ClusterCentres(all.take(CENTROIDS).floats(), all.take(WEIGHTS).doubles());
    all.requireNone("clusters");
    return new ClusterModel(header, scaling, centres);
  }

  /**
   * The components of some tensors.
   *
   * @throws IllegalArgumentException saying what is wrong with them
   */
  static ProjectionModel components(ModelHeader header, List<Tensor> tensors) {
    NamedTensors all = new NamedTensors(tensors);
    FeatureScaling scaling = scaling(all);
    double[] loadings = all.take(LOADINGS).doubles();
    double[] variances = all.take(VARIANCES).doubles();
    double[] total = all.take(TOTAL).doubles();
    all.requireNone("components");
    if (total.length != 1) {
      throw new IllegalArgumentException(
          "tensor " + TOTAL + " has " + total.length + " values; must be 1");
    }
    return new ProjectionModel(
        header, scaling, new PrincipalComponents(loadings, variances, total[0]));
  }

  private static FeatureScaling scaling(NamedTensors all) {
    return new FeatureScaling(all.take(SHIFT).doubles(), all.take(SCALE).doubles());
  }
}
