package io.nightjar.features.design;

import io.nightjar.features.BooleanFeature;
import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.Feature;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.NumericFeature;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns that go into another library's graph, in the order of the spec: float64, nothing
 * filled in and nothing scaled.
 *
 * <ul>
 *   <li>a number: its value; NaN where a floating one is missing, while a whole one must be there;
 *   <li>a text: its place among the texts that the graph knows, or how many those are for any
 *       other; a missing one is the empty text;
 *   <li>a boolean: 1 for true, 0 for false; it must be there.
 * </ul>
 */
public final class GraphDesign {
  private final List<FeatureEncoder> encoders;

  private GraphDesign(List<FeatureEncoder> encoders) {
    this.encoders = List.copyOf(encoders);
  }

  /**
   * The design of a spec.
   *
   * @throws IllegalArgumentException if a feature is neither a number nor a text nor a boolean
   */
  public static GraphDesign of(FeatureSpec spec) {
    List<FeatureEncoder> encoders = new ArrayList<>();
    for (Feature feature : spec.features()) {
      encoders.add(encoder(feature, encoders.size()));
    }
    return new GraphDesign(encoders);
  }

  private static FeatureEncoder encoder(Feature feature, int offset) {
    if (feature instanceof NumericFeature numeric) {
      FeatureEncoder number = NumericEncoder.raw(numeric, offset);
      return numeric.type().isIntegral() ? new RequiredEncoder(number) : number;
    }
    if (feature instanceof CategoricalFeature text) {
      return CodeEncoder.orOneMore(text, offset);
    }
    if (feature instanceof BooleanFeature flag) {
      return new RequiredEncoder(BooleanEncoder.raw(flag, offset));
    }
    throw new IllegalArgumentException(
        feature.column() + " is no number, text or boolean; must be one for a graph");
  }

  /** What a missing value becomes. */
  public static String whenMissing(Feature feature) {
    if (feature instanceof CategoricalFeature) {
      return "is the empty text";
    }
    boolean floating = feature instanceof NumericFeature && !feature.type().isIntegral();
    return floating ? "is NaN, which the graph sees" : "can't be scored";
  }

  /** The columns' names, in order. */
  public List<String> names() {
    return encoders.stream().map(encoder -> encoder.feature().column()).toList();
  }

  /** How many columns there are. */
  public int width() {
    return encoders.size();
  }

  /**
   * An encoder of raw rows; one per thread.
   *
   * @param rawColumns the names of the raw rows' values, in order; may hold more than the spec's
   */
  public RowEncoder encoder(List<String> rawColumns) {
    return RowEncoder.of(encoders, rawColumns, width(), Precision.DOUBLE);
  }
}
