package io.nightjar.features.design;

import io.nightjar.features.CategoryText;
import io.nightjar.features.HashedFeature;
import java.util.List;
import java.util.stream.IntStream;

/** One 0/1 column per place that values are hashed to, and one for missing where it was met. */
final class HashedEncoder implements GroupEncoder {
  private final HashedFeature feature;
  private final List<String> names;
  private final int offset;

  HashedEncoder(HashedFeature feature, int offset) {
    this.feature = feature;
    this.offset = offset;
    List<String> places =
        IntStream.range(0, feature.places())
            .mapToObj(place -> feature.column() + "#" + place)
            .toList();
    this.names = FeatureEncoder.withMissing(feature, places);
  }

  @Override
  public HashedFeature feature() {
    return feature;
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public int offset() {
    return offset;
  }

  @Override
  public boolean fits(Object raw) {
    return raw == null || CategoryCodes.fits(feature.type(), raw);
  }

  @Override
  public int column(Object raw) {
    String text = CategoryText.of(raw);
    if (text != null) {
      return feature.place(text);
    }
    return feature.missing().seen() ? feature.places() : -1;
  }
}
