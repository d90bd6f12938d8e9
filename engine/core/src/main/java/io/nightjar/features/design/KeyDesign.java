package io.nightjar.features.design;

import io.nightjar.features.Feature;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.KeyFeature;
import java.util.ArrayList;
import java.util.List;

/**
 * Two columns of places, float64 since float32 holds no place beyond 2²⁴: that of the user and that
 * of the item, −1 for one that training never met.
 */
public final class KeyDesign {
  private final List<FeatureEncoder> encoders;

  /** Whether a row with a key that training never met can be scored. */
  public enum Unmet {
    SCORED,
    REFUSED
  }

  private KeyDesign(List<FeatureEncoder> encoders) {
    this.encoders = List.copyOf(encoders);
  }

  /**
   * The design of keys.
   *
   * @param places by feature, its dictionary
   */
  public static KeyDesign of(FeatureSpec spec, List<? extends KeyPlaces> places, Unmet unmet) {
    List<FeatureEncoder> encoders = new ArrayList<>();
    Unscorable said = unmet == Unmet.SCORED ? Unscorable.NONE : Unscorable.UNMET;
    for (Feature feature : spec.features()) {
      int at = encoders.size();
      encoders.add(new KeyEncoder((KeyFeature) feature, places.get(at), at, said));
    }
    return new KeyDesign(encoders);
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
