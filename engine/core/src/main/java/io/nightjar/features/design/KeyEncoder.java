package io.nightjar.features.design;

import io.nightjar.features.Feature;
import io.nightjar.features.KeyFeature;
import java.util.List;

/** The place of a key in its dictionary; −1 for one that isn't there, where that can be scored. */
final class KeyEncoder implements FeatureEncoder {
  private final KeyFeature feature;
  private final KeyPlaces places;
  private final int offset;
  private final Unscorable unmet;

  /**
   * An encoder of one key.
   *
   * @param unmet what is said of a key that isn't there
   */
  KeyEncoder(KeyFeature feature, KeyPlaces places, int offset, Unscorable unmet) {
    this.feature = feature;
    this.places = places;
    this.offset = offset;
    this.unmet = unmet;
  }

  @Override
  public Feature feature() {
    return feature;
  }

  @Override
  public List<String> names() {
    return List.of(feature.column());
  }

  @Override
  public Unscorable encode(Object raw, double[] design) {
    if (raw == null) {
      return Unscorable.NO_VALUE;
    }
    if (!places.fits(raw)) {
      return Unscorable.WRONG_TYPE;
    }
    int place = places.place(raw);
    design[offset] = place;
    return place == KeyPlaces.NONE ? unmet : Unscorable.NONE;
  }
}
