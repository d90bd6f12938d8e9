package io.nightjar.model;

import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.Feature;
import io.nightjar.features.design.Precision;
import io.nightjar.features.design.TreeDesign;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A model that is an ensemble of trees: boosted trees, a forest or an isolation forest.
 *
 * @param header what every model has; its precision is float
 * @param link from the ensemble's outputs to predictions
 * @param ensemble over the columns of {@link TreeDesign}, with thresholds in their raw numbers; one
 *     output, or one per class for a multiclass target
 * @param importance what each column was worth in training, the most valuable first
 * @param threshold probability from which a row is called positive; of an isolation forest the
 *     score above which a row is an anomaly
 */
public record TreeModel(
    ModelHeader header,
    Link link,
    TreeEnsemble ensemble,
    List<Importance> importance,
    double threshold)
    implements Model {
  public TreeModel {
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(ensemble, "ensemble");
    importance = List.copyOf(importance);
    Model.requireThreshold(threshold);
    Target target = header.target();
    if (!link.fits(target.task())) {
      throw new IllegalArgumentException(
          "link is %s for a %s target; must be %s"
              .formatted(link.text(), target.task().text(), Link.allowed(target.task())));
    }
    if (header.precision() != Precision.FLOAT) {
      throw new IllegalArgumentException(
          "precision is %s; must be float for trees".formatted(header.precision().text()));
    }
    int outputs = target.task() == Task.MULTICLASS ? target.classes().size() : 1;
    List<String> columns = TreeDesign.of(header.features()).names();
    if (ensemble.outputs() != outputs || ensemble.features() != columns.size()) {
      throw new IllegalArgumentException(
          "the ensemble has %d outputs of %d columns; must have %d of %d"
              .formatted(ensemble.outputs(), ensemble.features(), outputs, columns.size()));
    }
    requireColumns(importance, columns);
  }

  private static void requireColumns(List<Importance> importance, List<String> columns) {
    Set<String> left = new HashSet<>(columns);
    for (Importance one : importance) {
      if (!left.remove(one.column())) {
        throw new IllegalArgumentException(
            "importance is told of %s; must be of the columns %s, once each"
                .formatted(one.column(), columns));
      }
    }
  }

  @Override
  public List<String> designNames() {
    return TreeDesign.of(features()).names();
  }

  @Override
  public String whenMissing(Feature feature) {
    String way =
        target().task() == Task.ANOMALY
            ? "goes the way of most rows that each split was drawn on"
            : "goes the way that each split has learnt";
    return way
        + (feature instanceof CategoricalFeature
            ? ", and so does a value that training never met"
            : "");
  }

  @Override
  public String treatment(Feature feature) {
    return feature.treatment(whenMissing(feature));
  }

  @Override
  public TreeModel withThreshold(double wanted) {
    return new TreeModel(header, link, ensemble, importance, wanted);
  }

  @Override
  public TreeModel withHeader(ModelHeader wanted) {
    return new TreeModel(wanted, link, ensemble, importance, threshold);
  }
}
