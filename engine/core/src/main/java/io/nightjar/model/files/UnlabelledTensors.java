package io.nightjar.model.files;

import io.nightjar.model.ClusterModel;
import io.nightjar.model.ModelHeader;
import io.nightjar.model.ProjectionModel;
import io.nightjar.model.unlabelled.ClusterCentres;
import io.nightjar.model.unlabelled.FeatureScaling;
import io.nightjar.model.unlabelled.PrincipalComponents;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

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
    Map<String, Tensor> all = named(tensors, List.of(CENTROIDS, SCALE, SHIFT, WEIGHTS));
    return new ClusterModel(
        header,
        scaling(all),
        new ClusterCentres(all.get(CENTROIDS).floats(), all.get(WEIGHTS).doubles()));
  }

  /**
   * The components of some tensors.
   *
   * @throws IllegalArgumentException saying what is wrong with them
   */
  static ProjectionModel components(ModelHeader header, List<Tensor> tensors) {
    Map<String, Tensor> all = named(tensors, List.of(LOADINGS, SCALE, SHIFT, TOTAL, VARIANCES));
    double[] total = all.get(TOTAL).doubles();
    if (total.length != 1) {
      throw new IllegalArgumentException(
          "tensor " + TOTAL + " has " + total.length + " values; must be 1");
    }
    return new ProjectionModel(
        header,
        scaling(all),
        new PrincipalComponents(
            all.get(LOADINGS).doubles(), all.get(VARIANCES).doubles(), total[0]));
  }

  private static FeatureScaling scaling(Map<String, Tensor> all) {
    return new FeatureScaling(all.get(SHIFT).doubles(), all.get(SCALE).doubles());
  }

  private static Map<String, Tensor> named(List<Tensor> tensors, List<String> wanted) {
    Map<String, Tensor> all =
        new TreeMap<>(
            tensors.stream().collect(Collectors.toMap(Tensor::name, Function.identity())));
    if (!List.copyOf(all.keySet()).equals(wanted)) {
      throw new IllegalArgumentException("tensors are " + all.keySet() + "; must be " + wanted);
    }
    return all;
  }
}
