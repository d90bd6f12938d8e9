package io.nightjar.model;

import io.nightjar.features.Feature;
import io.nightjar.features.KeyFeature;
import io.nightjar.model.factors.ColdStart;
import io.nightjar.model.factors.KeyedFactors;
import java.util.List;
import java.util.Objects;

/**
 * Factors of users and items: a score is u·v.
 *
 * @param header what every model has; its features are the key of the user and that of the item,
 *     its target is a regression (ratings) or preference
 * @param users u by user
 * @param items v by item
 * @param coldStart what becomes of keys that training never met
 */
public record FactorModel(
    ModelHeader header, KeyedFactors users, KeyedFactors items, ColdStart coldStart)
    implements Model {
  public FactorModel {
    Objects.requireNonNull(coldStart, "coldStart");
    Task task = header.target().task();
    if (task != Task.REGRESSION && task != Task.PREFERENCE) {
      throw new IllegalArgumentException(
          "target is %s; must be regression or preference for factors".formatted(task.text()));
    }
    List<Feature> features = header.features().features();
    if (features.size() != 2 || !features.stream().allMatch(KeyFeature.class::isInstance)) {
      throw new IllegalArgumentException(
          "features are %s; must be two keys for factors".formatted(features));
    }
    requireType(features.get(0), users);
    requireType(features.get(1), items);
    if (users.rank() != items.rank()) {
      throw new IllegalArgumentException(
          "items have rank %d; must be that of the users, %d"
              .formatted(items.rank(), users.rank()));
    }
  }

  private static void requireType(Feature feature, KeyedFactors factors) {
    if (feature.type() != factors.keys().type()) {
      throw new IllegalArgumentException(
          "keys of %s are %s; must be %s"
              .formatted(feature.column(), factors.keys().type().text(), feature.type().text()));
    }
  }

  /** The column of users. */
  public String userColumn() {
    return features().features().get(0).column();
  }

  /** The column of items. */
  public String itemColumn() {
    return features().features().get(1).column();
  }

  @Override
  public List<String> designNames() {
    return List.of(userColumn(), itemColumn());
  }

  @Override
  public String treatment(Feature feature) {
    return feature.treatment()
        + "; a key that training never met "
        + (coldStart == ColdStart.NAN ? "gives NaN" : "can't be scored");
  }

  @Override
  public double threshold() {
    return NO_THRESHOLD;
  }

  /** The same: no row is called positive. */
  @Override
  public FactorModel withThreshold(double wanted) {
    return this;
  }

  @Override
  public FactorModel withHeader(ModelHeader wanted) {
    return new FactorModel(wanted, users, items, coldStart);
  }
}
