package io.nightjar.scorer;

import io.nightjar.NightjarException;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.InputSignature;
import io.nightjar.features.design.Precision;
import io.nightjar.features.design.RowEncoder;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.DoubleColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.model.Model;

/**
 * Encodes raw rows into blocks that every model with the same encoding can score. Buffers grow to
 * the largest block. Not safe for several threads: one each.
 */
public final class BlockEncoder {
  private final Encoding encoding;
  private final int width;
  private final RowEncoder encoder;
  private final OffsetValues offsets;
  private float[][] floats = new float[0][];
  private double[][] doubles = new double[0][];
  private int capacity = -1;

  private BlockEncoder(Predictor predictor) {
    this.encoding = Encoding.of(predictor);
    this.width = predictor.width();
    this.encoder = predictor.encoder();
    this.offsets = OffsetValues.of(predictor.model());
  }

  /** What decides how rows are encoded. */
  private record Encoding(
      Class<?> design, FeatureSpec features, Precision precision, InputSignature signature) {
    static Encoding of(Predictor predictor) {
      Model model = predictor.model();
      return new Encoding(
          predictor.getClass(), model.features(), predictor.precision(), model.signature());
    }
  }

  /**
   * The encoder of a model.
   *
   * @throws NightjarException CONFIG if only Spark can run it
   */
  public static BlockEncoder of(Model model) {
    return new BlockEncoder(Predictor.require(model));
  }

  /** Whether another model reads the very same blocks. */
  public boolean serves(Model other) {
    return Predictor.of(other).map(Encoding::of).filter(encoding::equals).isPresent();
  }

  /** The columns that are read, in the order of the raw rows. */
  public InputSignature signature() {
    return encoding.signature();
  }

  /**
   * Encodes the first {@code rows} of some raw rows; one that can't be encoded has a reason.
   *
   * @param raw values in the order of {@link #signature()}, borrowed for the call
   * @param rows 0..{@link FeatureBlock#MAX_ROWS}
   */
  public EncodedBlock encode(Object[][] raw, int rows) {
    reserve(rows);
    double[] added = new double[offsets.column() == null ? 0 : rows];
    String[] reasons = new String[rows];
    String[] columns = new String[rows];
    for (int row = 0; row < rows; row++) {
      int code = encode(raw[row], row);
      if (code != RowEncoder.ENCODED) {
        reasons[row] = encoder.reason(code, raw[row]);
        columns[row] = encoder.column(code);
      } else if (offsets.reason(raw[row]) != null) {
        reasons[row] = offsets.reason(raw[row]);
        columns[row] = offsets.column();
      } else if (added.length > 0) {
        added[row] = offsets.value(raw[row]);
      }
    }
    return new EncodedBlock(block(rows), added, reasons, columns);
  }

  private boolean isFloat() {
    return encoding.precision() == Precision.FLOAT;
  }

  private void reserve(int rows) {
    if (rows <= capacity) {
      return;
    }
    capacity = rows;
    if (isFloat()) {
      floats = new float[width][rows];
    } else {
      doubles = new double[width][rows];
    }
  }

  private int encode(Object[] raw, int row) {
    return isFloat() ? encoder.encode(raw, row, floats) : encoder.encode(raw, row, doubles);
  }

  private FeatureBlock block(int rows) {
    return isFloat() ? new ColumnBlock(rows, floats) : new DoubleColumnBlock(rows, doubles);
  }
}
