package io.nightjar.features.design;

import io.nightjar.features.SparseVector;
import io.nightjar.features.VectorFeature;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Encodes raw vectors as sparse rows, one behind another: float32 values that aren't 0, with their
 * places. A vector that can't be encoded gives a reason, not an exception, and its row is empty.
 * Not safe for several threads.
 */
public final class SparseRowEncoder {
  private final VectorFeature feature;
  private final int position;
  private final int columns;
  private int rows;
  private int count;
  private int[] offsets = new int[2];
  private int[] places = new int[64];
  private float[] values = new float[64];

  /**
   * An encoder.
   *
   * @param position of the vector among the raw values
   * @param columns of the blocks: the vector's elements, and what is appended behind them
   */
  SparseRowEncoder(VectorFeature feature, int position, int columns) {
    this.feature = feature;
    this.position = position;
    this.columns = columns;
  }

  /** Where the vector stands among the raw values. */
  public int position() {
    return position;
  }

  /** The input column. */
  public String column() {
    return feature.column();
  }

  /** Begins anew, without rows. */
  public void clear() {
    rows = 0;
    count = 0;
  }

  /**
   * Adds a row.
   *
   * @param raw as {@link io.nightjar.features.ColumnType} tells it, borrowed for the call
   * @return why it can't be encoded, the row being empty then; null where it was
   */
  public String add(Object raw) {
    int from = count;
    String reason = read(raw);
    if (reason != null) {
      count = from;
    }
    rows++;
    if (rows == offsets.length) {
      offsets = Arrays.copyOf(offsets, rows * 2);
    }
    offsets[rows] = count;
    return reason;
  }

  private String read(Object raw) {
    if (raw instanceof SparseVector vector) {
      return sparse(vector);
    }
    if (raw instanceof double[] elements) {
      return dense(elements.length, j -> elements[j]);
    }
    if (raw instanceof float[] elements) {
      return dense(elements.length, j -> elements[j]);
    }
    Unscorable why = raw == null ? Unscorable.NO_VALUE : Unscorable.WRONG_TYPE;
    return RowEncoder.reason(feature, raw, why);
  }

  private String sparse(SparseVector vector) {
    int[] indices = vector.indices();
    double[] given = vector.values();
    if (vector.size() != feature.elements()) {
      return otherSize(vector.size());
    }
    if (indices.length != given.length) {
      return "%s has %d indices and %d values; must have as many"
          .formatted(feature.column(), indices.length, given.length);
    }
    String reason = null;
    int least = 0;
    for (int k = 0; k < indices.length && reason == null; k++) {
      int index = indices[k];
      if (index < least || index >= feature.elements()) {
        return "%s has the index %d; must be %d..%d, ascending"
            .formatted(feature.column(), index, least, feature.elements() - 1);
      }
      least = index + 1;
      reason = put(index, given[k]);
    }
    return reason;
  }

  private String dense(int size, IntToDoubleFunction elements) {
    if (size != feature.elements()) {
      return otherSize(size);
    }
    String reason = null;
    for (int j = 0; j < size && reason == null; j++) {
      reason = put(j, elements.applyAsDouble(j));
    }
    return reason;
  }

  private String otherSize(int size) {
    return "%s has %d elements; must have %d as in training"
        .formatted(feature.column(), size, feature.elements());
  }

  private String put(int index, double value) {
    if (value == 0) {
      return null;
    }
    float narrow = (float) value;
    if (!Float.isFinite(narrow)) {
      String allowed = Double.isFinite(value) ? "within ±3.4028235e38" : "finite";
      return "%s[%d] is %s; must be %s".formatted(feature.column(), index, value, allowed);
    }
    keep(index, narrow);
    return null;
  }

  private void keep(int place, float value) {
    if (count == places.length) {
      int longer = (int) Math.min(Integer.MAX_VALUE - 8L, 2L * count);
      places = Arrays.copyOf(places, longer);
      values = Arrays.copyOf(values, longer);
    }
    places[count] = place;
    values[count] = value;
    count++;
  }

  /**
   * Appends a value to the last row, behind all others of it.
   *
   * @param column of the block, behind the elements
   */
  public void append(int column, float value) {
    keep(column, value);
    offsets[rows] = count;
  }

  /** How many columns blocks of such rows have. */
  public int columns() {
    return columns;
  }

  /** Where each row since the last {@link #clear} starts, and where the last ends; a copy. */
  public int[] offsets() {
    return Arrays.copyOf(offsets, rows + 1);
  }

  /** How many values there are since the last {@link #clear}. */
  public int count() {
    return count;
  }

  /** The columns of {@link #values}; borrowed until the next row. */
  public int[] places() {
    return places;
  }

  /** The values, the first {@link #count} of them; borrowed until the next row. */
  public float[] values() {
    return values;
  }
}
