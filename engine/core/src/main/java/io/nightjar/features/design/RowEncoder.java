package io.nightjar.features.design;

import io.nightjar.features.Feature;
import io.nightjar.features.raw.NumberColumn;
import io.nightjar.features.raw.RawBatch;
import io.nightjar.features.raw.RawColumn;
import java.util.Arrays;
import java.util.List;

/**
 * Encodes raw rows into design columns, one by one or a batch at once with the same result. A row
 * that can't be encoded gives a code, not an exception, and its design columns hold zeros. Not safe
 * for several threads.
 */
public final class RowEncoder {
  /** What {@code encode} returns for a row that was encoded. */
  public static final int ENCODED = 0;

  private static final Unscorable[] REASONS = Unscorable.values();

  private final FeatureEncoder[] encoders;
  private final int[] positions;

  /** Each encoder's first design column. */
  private final int[] starts;

  private final double[] design;
  private final Precision precision;
  private double[][] numbers = new double[NumericEncoder.MOST_COLUMNS][0];
  private byte[] reasons = new byte[0];

  private RowEncoder(
      List<FeatureEncoder> encoders, int[] positions, int width, Precision precision) {
    this.encoders = encoders.toArray(FeatureEncoder[]::new);
    this.positions = positions;
    this.design = new double[width];
    this.starts = new int[positions.length];
    for (int i = 1; i < starts.length; i++) {
      starts[i] = starts[i - 1] + this.encoders[i - 1].names().size();
    }
    this.precision = precision;
  }

  /** An encoder of raw rows with these values, in this order; there may be more than are read. */
  static RowEncoder of(
      List<FeatureEncoder> encoders, List<String> rawColumns, int width, Precision precision) {
    int[] positions = new int[encoders.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = position(encoders.get(i), rawColumns);
    }
    return new RowEncoder(encoders, positions, width, precision);
  }

  /** Where the raw value of a feature is. */
  static int position(FeatureEncoder encoder, List<String> rawColumns) {
    String column = encoder.feature().column();
    int position = rawColumns.indexOf(column);
    if (position < 0) {
      throw new IllegalArgumentException(
          "raw rows have columns " + rawColumns + "; must hold " + column);
    }
    return position;
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

  /**
   * Encodes a batch into the first rows of float32 columns.
   *
   * @param codes by row, what {@link #encode(Object[], int, float[][])} would return: written
   * @param out one array per design column
   * @return how many rows were not encoded
   */
  public int encode(RawBatch batch, int[] codes, float[][] out) {
    return encode(batch, codes, new DesignWriter.Floats(out));
  }

  /**
   * Encodes a batch that is given away: where a raw column is its own design column it becomes that
   * and isn't copied, so that neither may be changed any more.
   *
   * @param out one null per design column: the arrays, of the batch's rows at least, are written
   */
  public int encodeInPlace(RawBatch batch, int[] codes, float[][] out) {
    DesignWriter.Floats floats = new DesignWriter.Floats(out);
    int refused = encode(batch, codes, new DesignWriter.Sharing(floats, batch.rows()));
    for (int j = 0; j < design.length; j++) {
      if (out[j] == null) { // nothing is written of no rows
        out[j] = new float[batch.rows()];
      }
    }
    return refused;
  }

  /** Encodes a batch into the first rows of float64 columns, as the float32 form does. */
  public int encode(RawBatch batch, int[] codes, double[][] out) {
    return encode(batch, codes, new DesignWriter.Doubles(out, precision));
  }

  private int encode(RawBatch batch, int[] codes, DesignWriter out) {
    Arrays.fill(codes, 0, batch.rows(), ENCODED);
    int refused = 0;
    for (int i = 0; i < encoders.length; i++) {
      refused += encode(i, batch, codes, out);
    }
    for (int row = 0; row < batch.rows() && refused > 0; row++) {
      for (int j = 0; j < design.length && codes[row] != ENCODED; j++) {
        out.write(j, row, 0);
      }
    }
    return refused;
  }

  /** Encodes one feature of a batch; the first feature that can't be encoded gives a row's code. */
  private int encode(int i, RawBatch batch, int[] codes, DesignWriter out) {
    int rows = batch.rows();
    RawColumn column = batch.column(positions[i]);
    if (isCopied(i, column, rows, out)) {
      return 0;
    }
    reserve(rows);
    if (column instanceof NumberColumn given && encoders[i] instanceof NumericEncoder numeric) {
      numbers(numeric, given, rows);
      for (int k = 0; k < numeric.names().size(); k++) {
        out.write(starts[i] + k, numbers[k], rows);
      }
    } else {
      values(i, column, rows, out);
    }
    int refused = 0;
    for (int row = 0; row < rows; row++) {
      if (reasons[row] != 0 && codes[row] == ENCODED) {
        codes[row] = i * REASONS.length + reasons[row];
        refused++;
      }
    }
    return refused;
  }

  /** Whether a feature's numbers were written as they are: none is missing or can't be encoded. */
  private boolean isCopied(int i, RawColumn column, int rows, DesignWriter out) {
    if (!(column instanceof NumberColumn given)
        || !(encoders[i] instanceof NumericEncoder numeric)
        || !numeric.keepsFinite(given)
        || !out.copyFinite(starts[i], given, rows)) {
      return false;
    }
    for (int k = 1; k < numeric.names().size(); k++) {
      out.fill(starts[i] + k, 0, rows);
    }
    return true;
  }

  private void numbers(NumericEncoder encoder, NumberColumn given, int rows) {
    encoder.encode(given, rows, numbers, reasons);
    double[] values = numbers[0];
    boolean narrowed = precision == Precision.FLOAT && encoder.valueAt() >= 0;
    for (int row = 0; row < rows && narrowed; row++) {
      if (isBeyondFloat(values[row]) && reasons[row] == 0) {
        reasons[row] = (byte) encoder.tooLarge().ordinal();
      }
    }
  }

  private void values(int i, RawColumn column, int rows, DesignWriter out) {
    int size = encoders[i].names().size();
    for (int row = 0; row < rows; row++) {
      Unscorable reason = encoded(encoders[i], column.value(row));
      reasons[row] = (byte) reason.ordinal();
      for (int j = starts[i]; j < starts[i] + size; j++) {
        out.write(j, row, design[j]);
      }
    }
  }

  private void reserve(int rows) {
    if (reasons.length < rows) {
      reasons = new byte[rows];
      numbers = new double[NumericEncoder.MOST_COLUMNS][rows];
    }
    Arrays.fill(reasons, 0, rows, (byte) 0);
  }

  /**
   * Encodes one raw row into {@link #design()}.
   *
   * @param raw the raw values, borrowed for the call
   * @return {@link #ENCODED}, or a code for {@link #reason}
   */
  public int encodeRow(Object[] raw) {
    int code = encode(raw);
    narrow();
    return code;
  }

  /**
   * The same of a row of numbers alone.
   *
   * @param raw the raw values, NaN where missing; columns that are read are of numbers
   */
  public int encodeRow(double[] raw) {
    int code = ENCODED;
    for (int i = 0; i < encoders.length && code == ENCODED; i++) {
      FeatureEncoder encoder = encoders[i];
      code = code(i, checked(encoder, encoder.encodeNumber(raw[positions[i]], design)));
    }
    clear(code);
    narrow();
    return code;
  }

  /**
   * The design columns of the row that {@code encodeRow} took last, float32 numbers where that is
   * the precision; borrowed.
   */
  public double[] design() {
    return design;
  }

  private void narrow() {
    for (int j = 0; j < design.length && precision == Precision.FLOAT; j++) {
      design[j] = (float) design[j];
    }
  }

  private int encode(Object[] raw) {
    int code = ENCODED;
    for (int i = 0; i < encoders.length && code == ENCODED; i++) {
      code = code(i, encoded(encoders[i], raw[positions[i]]));
    }
    clear(code);
    return code;
  }

  private static int code(int encoder, Unscorable reason) {
    return reason == Unscorable.NONE ? ENCODED : encoder * REASONS.length + reason.ordinal();
  }

  private void clear(int code) {
    if (code != ENCODED) {
      Arrays.fill(design, 0);
    }
  }

  private Unscorable encoded(FeatureEncoder encoder, Object raw) {
    return checked(encoder, encoder.encode(raw, design));
  }

  private Unscorable checked(FeatureEncoder encoder, Unscorable reason) {
    int at = encoder.valueAt();
    boolean narrowed = reason == Unscorable.NONE && precision == Precision.FLOAT && at >= 0;
    return narrowed && isBeyondFloat(design[at]) ? encoder.tooLarge() : reason;
  }

  private static boolean isBeyondFloat(double value) {
    return Float.isInfinite((float) value);
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
    return reason(encoders[i].feature(), raw[positions[i]], REASONS[code % REASONS.length]);
  }

  static String reason(Feature feature, Object value, Unscorable why) {
    String shown = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    String allowed = why.allowed(feature.type().text());
    return feature.column() + " is " + shown + "; " + allowed;
  }
}
