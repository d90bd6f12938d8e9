package io.nightjar.features.design;

import io.nightjar.features.Feature;
import java.util.List;

/** Another encoder's columns of a value that must be there. */
final class RequiredEncoder implements FeatureEncoder {
  private final FeatureEncoder encoder;

  RequiredEncoder(FeatureEncoder encoder) {
    this.encoder = encoder;
  }

  @Override
  public Feature feature() {
    return encoder.feature();
  }

  @Override
  public List<String> names() {
    return encoder.names();
  }

  @Override
  public Unscorable encode(Object raw, double[] design) {
    boolean missing = raw == null || (raw instanceof Number number && isNaN(number));
    return missing ? Unscorable.NO_VALUE : encoder.encode(raw, design);
  }

  private static boolean isNaN(Number number) {
    return Double.isNaN(number.doubleValue());
  }
}
