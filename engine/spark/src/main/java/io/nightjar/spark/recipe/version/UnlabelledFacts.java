package io.nightjar.spark.recipe.version;

import io.nightjar.model.ClusterModel;
import io.nightjar.model.Model;
import io.nightjar.model.ProjectionModel;
import io.nightjar.model.unlabelled.ClusterCentres;
import io.nightjar.model.unlabelled.PrincipalComponents;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** What the record says of clusters and components. */
public final class UnlabelledFacts {
  private static final int CLUSTERS_SHOWN = 100;
  private static final int COLUMNS_SHOWN = 4;

  private UnlabelledFacts() {}

  /**
   * The clusters by falling weight: number, share of the training rows' weight, and the columns by
   * which the centroid differs most from the mean of all, with its values in their own units.
   */
  public static List<Map<String, Object>> clusters(Model model) {
    if (!(model instanceof ClusterModel clusters)) {
      return List.of();
    }
    ClusterCentres centres = clusters.centres();
    double all = IntStream.range(0, centres.count()).mapToDouble(centres::weight).sum();
    List<Map<String, Object>> rows = new ArrayList<>();
    IntStream.range(0, centres.count())
        .boxed()
        .sorted(Comparator.comparingDouble(c -> -centres.weight(c)))
        .limit(CLUSTERS_SHOWN)
        .forEach(
            c -> {
              Map<String, Object> facts = new LinkedHashMap<>();
              facts.put("cluster", c);
              facts.put("share", all > 0 ? centres.weight(c) / all : 0);
              facts.put(
                  "differs_by",
                  largest(
                      clusters.designNames(),
                      j -> centres.get(c, j),
                      j -> clusters.scaling().original(j, centres.get(c, j))));
              rows.add(facts);
            });
    return rows;
  }

  /** The components in order: variance, its share, the shares so far, and the largest loadings. */
  public static List<Map<String, Object>> components(Model model) {
    if (!(model instanceof ProjectionModel projection)) {
      return List.of();
    }
    PrincipalComponents components = projection.components();
    List<Map<String, Object>> rows = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < components.count(); i++) {
      int c = i;
      sum += components.share(c);
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("component", "pc" + (c + 1));
      facts.put("variance", components.variance(c));
      facts.put("share", components.share(c));
      facts.put("together", sum);
      IntToDoubleFunction loading = j -> components.loading(c, j);
      facts.put("loadings", largest(projection.designNames(), loading, loading));
      rows.add(facts);
    }
    return rows;
  }

  /** The columns of the largest sizes, each with what is shown of it. */
  private static Map<String, Double> largest(
      List<String> names, IntToDoubleFunction size, IntToDoubleFunction shown) {
    Map<String, Double> largest = new LinkedHashMap<>();
    IntStream.range(0, names.size())
        .boxed()
        .sorted(Comparator.comparingDouble(j -> -Math.abs(size.applyAsDouble(j))))
        .limit(COLUMNS_SHOWN)
        .forEach(j -> largest.put(names.get(j), shown.applyAsDouble(j)));
    return largest;
  }
}
