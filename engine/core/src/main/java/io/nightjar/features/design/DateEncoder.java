package io.nightjar.features.design;

import io.nightjar.features.DateFeature;
import io.nightjar.features.Feature;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The parts of a date: numbers as they are, levels as one 0/1 column each but the first. */
final class DateEncoder implements FeatureEncoder {
  private final DateFeature feature;
  private final List<String> names;
  private final int offset;

  DateEncoder(DateFeature feature, int offset) {
    this.feature = feature;
    this.offset = offset;
    List<String> parts = new ArrayList<>();
    for (DateFeature.Part part : feature.parts()) {
      String name = feature.name(part);
      if (part.levels().isEmpty()) {
        parts.add(name);
      } else {
        part.levels().stream().skip(1).forEach(level -> parts.add(name + "=" + level));
      }
    }
    this.names = FeatureEncoder.withMissing(feature, parts);
  }

  @Override
  public Feature feature() {
    return feature;
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public Unscorable encode(Object raw, double[] design) {
    LocalDateTime moment = DateFeature.moment(raw);
    if (raw != null && moment == null) {
      return Unscorable.WRONG_TYPE;
    }
    Arrays.fill(design, offset, offset + names.size(), 0);
    int at = offset;
    for (DateFeature.Part part : feature.parts()) {
      at = write(part, moment, design, at);
    }
    if (moment == null && feature.missing().seen()) {
      design[at] = 1;
    }
    return Unscorable.NONE;
  }

  /** Writes one part at {@code at}; returns where the next one begins. */
  private static int write(DateFeature.Part part, LocalDateTime moment, double[] design, int at) {
    if (part.levels().isEmpty()) {
      design[at] = moment == null ? part.fill() : part.part().in(moment);
      return at + 1;
    }
    int level = moment == null ? -1 : part.levels().indexOf(part.part().in(moment));
    if (level > 0) {
      design[at + level - 1] = 1;
    }
    return at + part.levels().size() - 1;
  }
}
