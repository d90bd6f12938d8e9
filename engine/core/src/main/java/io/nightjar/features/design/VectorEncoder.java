package io.nightjar.features.design;

import io.nightjar.features.VectorFeature;

/** A column of the design for each element; rows of them are {@link SparseRowEncoder}'s. */
record VectorEncoder(VectorFeature feature) implements FeatureEncoder {
  @Override
  public VectorNames names() {
    return new VectorNames(feature.column(), feature.elements());
  }

  @Override
  public Unscorable encode(Object raw, double[] design) {
    throw new IllegalStateException(
        "the vector %s is written out nowhere; must be encoded as sparse rows"
            .formatted(feature.column()));
  }
}
