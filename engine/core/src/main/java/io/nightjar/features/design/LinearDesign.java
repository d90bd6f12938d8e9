package io.nightjar.features.design;

import io.nightjar.features.BooleanFeature;
import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.DateFeature;
import io.nightjar.features.Feature;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.HashedFeature;
import io.nightjar.features.KeyFeature;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.NumericRange;
import io.nightjar.features.VectorFeature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The design columns of a linear model, in the order of the spec:
 *
 * <ul>
 *   <li>a number: its value, the training mean where missing; left out if it was constant;
 *   <li>a category: one 0/1 column per value but the most frequent, which is the reference; a value
 *       that training never met is all zeros, as the reference is;
 *   <li>a hashed category: one 0/1 column per place, {@code city#17};
 *   <li>a boolean: 1 for true, 0 for false, the training share of true where missing;
 *   <li>a date: year and day as numbers, month, day of week and hour as categories;
 *   <li>a vector, which is alone: its elements;
 *   <li>for each, {@code x is missing} (0/1) where training met missing values. Without it, a
 *       missing number takes the mean and a missing category is all zeros.
 * </ul>
 *
 * Names: {@code age}, {@code sex=Male}, {@code age is missing}, {@code day:month=3}, {@code
 * features[17]}.
 */
public final class LinearDesign {
  /** A design of so many columns is written out whatever it is made of. */
  public static final int MOST_DENSE = 1024;

  /** Whole numbers up to it are float32 numbers too. */
  private static final double MOST_WHOLE = 1 << 24;

  private final List<DesignColumn> columns;
  private final List<FeatureEncoder> encoders;

  /** Null where features are other columns. */
  private final VectorEncoder vector;

  private LinearDesign(
      List<DesignColumn> columns, List<FeatureEncoder> encoders, VectorEncoder vector) {
    this.columns = columns;
    this.encoders = encoders;
    this.vector = vector;
  }

  /** The design of a spec. */
  public static LinearDesign of(FeatureSpec spec) {
    if (spec.vector().isPresent()) {
      VectorEncoder vector = new VectorEncoder(spec.vector().get());
      return new LinearDesign(vector.names().columns(), List.of(vector), vector);
    }
    List<DesignColumn> columns = new ArrayList<>();
    List<FeatureEncoder> encoders = new ArrayList<>();
    for (Feature feature : spec.features()) {
      FeatureEncoder encoder = encoder(feature, columns.size());
      encoder.names().forEach(name -> columns.add(new DesignColumn(name, feature.column())));
      encoders.add(encoder);
    }
    return new LinearDesign(List.copyOf(columns), List.copyOf(encoders), null);
  }

  private static FeatureEncoder encoder(Feature feature, int offset) {
    if (feature instanceof NumericFeature numeric) {
      return NumericEncoder.filled(numeric, offset);
    }
    if (feature instanceof CategoricalFeature categorical) {
      return new CategoricalEncoder(categorical, offset);
    }
    if (feature instanceof HashedFeature hashed) {
      return new HashedEncoder(hashed, offset);
    }
    if (feature instanceof KeyFeature) {
      throw new IllegalArgumentException(
          feature.column() + " is a key, which becomes no design column; must be another feature");
    }
    if (feature instanceof BooleanFeature flag) {
      return BooleanEncoder.filled(flag, offset);
    }
    return new DateEncoder((DateFeature) feature, offset);
  }

  /** The design columns, in order. */
  public List<DesignColumn> columns() {
    return columns;
  }

  /** Their names, in order; serialisable. */
  public List<String> names() {
    return vector != null ? vector.names() : columns.stream().map(DesignColumn::name).toList();
  }

  /** How many design columns there are: d. */
  public int width() {
    return columns.size();
  }

  /**
   * An encoder of raw rows; one per thread.
   *
   * @param rawColumns the names of the raw rows' values, in order; may hold more than the spec's
   */
  public RowEncoder encoder(List<String> rawColumns, Precision precision) {
    return RowEncoder.of(encoders, rawColumns, width(), precision);
  }

  /** Whether rows hold only the values that aren't 0: those of a vector. */
  public boolean isSparse() {
    return vector != null;
  }

  /** How many numbers a row takes as a linear model keeps it; of a vector, of a training row. */
  public int heldWidth() {
    if (vector != null) {
      return (int) Math.ceil(valuesOfRow());
    }
    return isOneHot() ? oneHotWidth() : width();
  }

  private double valuesOfRow() {
    VectorFeature feature = vector.feature();
    return (double) feature.values() / Math.max(1, feature.rows());
  }

  /** How many numbers a row takes where the 0/1 columns of categories aren't written out. */
  public int oneHotWidth() {
    int groups = 0;
    int grouped = 0;
    for (FeatureEncoder encoder : encoders) {
      if (isGroup(encoder)) {
        groups++;
        grouped += encoder.names().size();
      }
    }
    return width() - grouped + groups;
  }

  /**
   * Whether a linear model keeps, for each category, only which column is 1: beyond {@link
   * #MOST_DENSE} columns, where that at least halves what a row takes.
   */
  public boolean isOneHot() {
    return width() > MOST_DENSE && oneHotWidth() <= width() / 2;
  }

  /** How a linear model keeps its rows, and why, for a person. */
  public String layout() {
    if (vector != null) {
      return String.format(
          Locale.ROOT, "sparse: %.1f values a row of %d elements", valuesOfRow(), width());
    }
    String taken = oneHotWidth() + " numbers a row instead of " + width();
    if (isOneHot()) {
      return "one-hot: " + taken;
    }
    return width() <= MOST_DENSE
        ? "dense: " + width() + " columns; one-hot above " + MOST_DENSE
        : "dense: one-hot would take " + taken + ", not half of them";
  }

  /**
   * Of design columns that held in training just what a table's column held, by their places, where
   * the values lay: their means and standard deviations need not be found again. Numbers that were
   * missing or that the precision rounds are not among them.
   */
  public Map<Integer, NumericRange> ranges(Precision precision) {
    Map<Integer, NumericRange> ranges = new HashMap<>();
    for (FeatureEncoder encoder : encoders) {
      if (encoder.feature() instanceof NumericFeature number
          && encoder.valueAt() >= 0
          && !number.missing().seen()
          && isKept(number, precision)) {
        ranges.put(encoder.valueAt(), number.range());
      }
    }
    return Map.copyOf(ranges);
  }

  private static boolean isKept(NumericFeature number, Precision precision) {
    double largest = Math.max(-number.range().min(), number.range().max());
    return switch (number.type()) {
      case FLOAT -> true;
      case DOUBLE -> precision == Precision.DOUBLE;
      case INT, LONG -> precision == Precision.DOUBLE || largest <= MOST_WHOLE;
      default -> false;
    };
  }

  /**
   * An encoder of raw rows that leaves out the 0/1 columns; one per thread.
   *
   * @param rawColumns as for {@link #encoder}
   */
  public OneHotEncoder oneHotEncoder(List<String> rawColumns, Precision precision) {
    List<OneHotEncoder.Group> groups = new ArrayList<>();
    List<FeatureEncoder> others = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    int start = 0;
    for (FeatureEncoder encoder : encoders) {
      if (isGroup(encoder)) {
        int position = RowEncoder.position(encoder, rawColumns);
        groups.add(new OneHotEncoder.Group((GroupEncoder) encoder, position, start));
      } else {
        others.add(encoder(encoder.feature(), places.size()));
        for (int k = 0; k < encoder.names().size(); k++) {
          places.add(start + k);
        }
      }
      start += encoder.names().size();
    }
    RowEncoder written = RowEncoder.of(others, rawColumns, places.size(), precision);
    int[] at = places.stream().mapToInt(Integer::intValue).toArray();
    return new OneHotEncoder(written, at, groups);
  }

  /**
   * An encoder of raw vectors as sparse rows; one per thread.
   *
   * @param rawColumns as for {@link #encoder}
   * @param appended columns of the blocks behind the elements
   * @throws IllegalStateException where features are other columns
   */
  public SparseRowEncoder sparseEncoder(List<String> rawColumns, int appended) {
    if (vector == null) {
      throw new IllegalStateException("the design has no vector; must be encoded as columns");
    }
    return new SparseRowEncoder(
        vector.feature(), RowEncoder.position(vector, rawColumns), width() + appended);
  }

  /** A category of one column is as cheap written out. */
  private static boolean isGroup(FeatureEncoder encoder) {
    return encoder instanceof GroupEncoder && encoder.names().size() > 1;
  }
}
