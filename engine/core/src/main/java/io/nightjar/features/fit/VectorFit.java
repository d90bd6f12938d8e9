package io.nightjar.features.fit;

import io.nightjar.features.VectorFeature;
import io.nightjar.features.design.LinearDesign;

/** What becomes of a column of vectors: one feature, or a problem. */
final class VectorFit {
  private VectorFit() {}

  static ColumnFit of(ColumnStatistics.Vectors vectors) {
    String name = vectors.column();
    ColumnStatistics.Elements elements = vectors.elements();
    if (vectors.missing().seen()) {
      return ColumnFit.refused(
          "column %s has no vector in %d of %d rows; must have one in each: leave those rows out"
              .formatted(name, vectors.missing().nulls(), rows(vectors)));
    }
    if (elements.least() != elements.most()) {
      return ColumnFit.refused(
          "column %s holds vectors of %d to %d elements; must all have as many"
              .formatted(name, elements.least(), elements.most()));
    }
    if (elements.disordered() > 0) {
      return ColumnFit.refused(
          "column %s holds %d vectors whose indices are beyond their size or don't ascend; must be 0..%d, ascending"
              .formatted(name, elements.disordered(), elements.most() - 1));
    }
    if (elements.unusable() > 0) {
      return ColumnFit.refused(
          "column %s holds %d values that are NaN, infinite or beyond ±3.4028235e38; must be finite: mend them where the vectors are made"
              .formatted(name, elements.unusable()));
    }
    if (elements.most() <= LinearDesign.MOST_DENSE) {
      return ColumnFit.refused(
          "column %s holds vectors of %d elements; must have more than %d: give so few as columns of their own"
              .formatted(name, elements.most(), LinearDesign.MOST_DENSE));
    }
    return ColumnFit.fitted(
        new VectorFeature(name, elements.most(), rows(vectors), elements.values()));
  }

  private static long rows(ColumnStatistics.Vectors vectors) {
    return vectors.present() + vectors.missing().nulls();
  }
}
