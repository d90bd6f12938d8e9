package io.nightjar.spark.train.kmeans;

import io.nightjar.model.unlabelled.ClusterCentres;
import io.nightjar.model.unlabelled.FeatureScaling;
import java.util.ArrayList;
import java.util.List;

/** What is told of a finished fit. */
final class KMeansResults {
  private KMeansResults() {}

  static KMeansFit of(Lloyd.Result result, FeatureScaling scaling, List<String> notes) {
    List<String> warnings = new ArrayList<>(notes);
    if (!result.settled()) {
      warnings.add(
          "k-means stopped after %d iterations before it had converged; raise model.max-iterations or model.tolerance"
              .formatted(result.iterations()));
    }
    int empty = result.totals().empty().size();
    if (empty > 0) {
      warnings.add(
          "%d of %d clusters have no training rows; ask for fewer with model.clusters"
              .formatted(empty, result.centroids().count()));
    }
    return new KMeansFit(
        scaling,
        new ClusterCentres(result.centroids().values(), result.totals().weights()),
        result.totals().inertia(),
        result.iterations(),
        result.refilled(),
        warnings);
  }
}
