package io.nightjar.features.design;

import io.nightjar.features.Feature;
import java.util.Arrays;
import java.util.List;

/**
 * Encodes raw rows into design columns. A row that can't be encoded gives a code, not an exception,
 * and its design columns hold zeros. Not safe for several threads.
 */
public final class RowEncoder {
  /** What {@code encode} returns for a row that was encoded. */
  public static final int ENCODED = 0;

  private static final Unscorable[] REASONS = Unscorable.values();

  private final FeatureEncoder[] encoders;
  private final int[] positions;
  private final double[] design;
  private final Precision precision;

  private RowEncoder(
      List<FeatureEncoder> encoders, int[] positions, int width, Precision precision) {
    this.encoders = encoders.toArray(FeatureEncoder[]::new);
    this.positions = positions;
    this.design = new double[width];
    this.precision = precision;
  }

  /** An encoder of raw rows with these values, in this order; there may be more than are read. */
  static RowEncoder of(
      List<FeatureEncoder> encoders, List<String> rawColumns, int width, Precision precision) {
    int[] positions = new int[encoders.size()];
    for (int i = 0; i < positions.length; i++) {
      String column = encoders.get(i).feature().column();
      positions[i] = rawColumns.indexOf(column);
      if (positions[i] < 0) {
        throw new IllegalArgumentException(
            "raw rows have columns " + rawColumns + "; must hold " + column);
      }
    }
    return new RowEncoder(encoders, positions, width, precision);
  }

  /**
   * Encodes one raw row into row {@code row} of float32 columns.
   *
   * @param raw the raw values, borrowed for the call
   * @param out one array per design column
   * @return {@link #ENCODED}, or a code for {@link #reason}
   */
  public int encode(Object[] raw, int row, float[][] out) {
    int code = encode(raw);
    for (int j = 0; j < design.length; j++) {
      out[j][row] = (float) design[j];
    }
    return code;
  }

  /** Encodes one raw row into row {@code row} of float64 columns, as the float32 form does. */
  public int encode(Object[] raw, int row, double[][] out) {
    int code = encode(raw);
    for (int j = 0; j < design.length; j++) {
      out[j][row] = precision == Precision.FLOAT ? (float) design[j] : design[j];
    }
    return code;
  }

  private int encode(Object[] raw) {
    int code = ENCODED;
    for (int i = 0; i < encoders.length && code == ENCODED; i++) {
      Unscorable reason = encoders[i].encode(raw[positions[i]], design);
      if (reason == Unscorable.NONE && precision == Precision.FLOAT && beyondFloat(encoders[i])) {
        reason = encoders[i].tooLarge();
      }
      code = reason == Unscorable.NONE ? ENCODED : i * REASONS.length + reason.ordinal();
    }
    if (code != ENCODED) {
      Arrays.fill(design, 0);
    }
    return code;
  }

  private boolean beyondFloat(FeatureEncoder encoder) {
    int at = encoder.valueAt();
    return at >= 0 && Float.isInfinite((float) design[at]);
  }

  /** The input column whose value kept a row from being encoded; not for {@link #ENCODED}. */
  public String column(int code) {
    return encoders[code / REASONS.length].feature().column();
  }

  /**
   * Why a row wasn't encoded: {@code age is Infinity; must be finite}.
   *
   * @param code what {@code encode} returned for it
   * @param raw the same raw row
   */
  public String reason(int code, Object[] raw) {
    if (code == ENCODED) {
      throw new IllegalArgumentException("the row was encoded; there is no reason");
    }
    int i = code / REASONS.length;
    Feature feature = encoders[i].feature();
    Object value = raw[positions[i]];
    String shown = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    String allowed = REASONS[code % REASONS.length].allowed(feature.type().text());
    return feature.column() + " is " + shown + "; " + allowed;
  }
}
