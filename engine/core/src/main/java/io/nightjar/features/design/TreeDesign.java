package io.nightjar.features.design;

import io.nightjar.features.BooleanFeature;
import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.DateFeature;
import io.nightjar.features.Feature;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.HashedFeature;
import io.nightjar.features.KeyFeature;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.VectorFeature;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns that trees split on, in the order of the spec: float32, NaN where missing, nothing
 * filled in and nothing scaled.
 *
 * <ul>
 *   <li>a number: its value;
 *   <li>a category: its place in the frozen list, most frequent first, as a whole number; a value
 *       that training never met is taken as missing;
 *   <li>a boolean: 1 for true, 0 for false;
 *   <li>a date: each of its parts as a number, since trees can part hours and months as they are.
 * </ul>
 *
 * A missing value goes the way that each split has learnt. Names: {@code age}, {@code sex}, {@code
 * day:month}.
 */
public final class TreeDesign {
  private final List<TreeColumn> columns;
  private final List<FeatureEncoder> encoders;

  private TreeDesign(List<TreeColumn> columns, List<FeatureEncoder> encoders) {
    this.columns = List.copyOf(columns);
    this.encoders = List.copyOf(encoders);
  }

  /** The design of a spec. */
  public static TreeDesign of(FeatureSpec spec) {
    List<TreeColumn> columns = new ArrayList<>();
    List<FeatureEncoder> encoders = new ArrayList<>();
    for (Feature feature : spec.features()) {
      FeatureEncoder encoder = encoder(feature, columns.size());
      int categories =
          feature instanceof CategoricalFeature categorical ? categorical.values().size() : 0;
      for (String name : encoder.names()) {
        columns.add(new TreeColumn(name, feature.column(), categories));
      }
      encoders.add(encoder);
    }
    return new TreeDesign(columns, encoders);
  }

  private static FeatureEncoder encoder(Feature feature, int offset) {
    if (feature instanceof NumericFeature numeric) {
      return NumericEncoder.raw(numeric, offset);
    }
    if (feature instanceof CategoricalFeature categorical) {
      return CodeEncoder.orMissing(categorical, offset);
    }
    if (feature instanceof KeyFeature) {
      throw new IllegalArgumentException(
          feature.column() + " is a key, which becomes no design column; must be another feature");
    }
    if (feature instanceof VectorFeature || feature instanceof HashedFeature) {
      throw new IllegalArgumentException(
          feature.column()
              + " is a vector or hashed, which trees don't read; must be another feature");
    }
    if (feature instanceof BooleanFeature flag) {
      return BooleanEncoder.raw(flag, offset);
    }
    return new TreeDateEncoder((DateFeature) feature, offset);
  }

  /** The columns, in order. */
  public List<TreeColumn> columns() {
    return columns;
  }

  /** Their names, in order. */
  public List<String> names() {
    return columns.stream().map(TreeColumn::name).toList();
  }

  /** How many columns there are. */
  public int width() {
    return columns.size();
  }

  /**
   * An encoder of raw rows; one per thread.
   *
   * @param rawColumns the names of the raw rows' values, in order; may hold more than the spec's
   */
  public RowEncoder encoder(List<String> rawColumns) {
    return RowEncoder.of(encoders, rawColumns, width(), Precision.FLOAT);
  }
}
