package io.nightjar.scorer;

import io.nightjar.NightjarException;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.InputSignature;
import io.nightjar.features.design.OneHotEncoder;
import io.nightjar.features.design.Precision;
import io.nightjar.features.design.RowEncoder;
import io.nightjar.features.design.SparseRowEncoder;
import io.nightjar.features.raw.RawBatch;
import io.nightjar.features.raw.RawColumn;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.DoubleColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.block.OneHotBlock;
import io.nightjar.kernels.block.SparseBlock;
import io.nightjar.model.FactorModel;
import io.nightjar.model.GraphModel;
import io.nightjar.model.Model;
import io.nightjar.model.TreeModel;
import io.nightjar.scorer.predict.Predictor;
import io.nightjar.scorer.predict.RowEncoding;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Encodes raw rows into blocks that every model with the same encoding can score. Buffers grow to
 * the largest block. Not safe for several threads: one each.
 */
public final class BlockEncoder {
  private final Encoding encoding;
  private final int width;

  /** Null where rows are vectors. */
  private final RowEncoder encoder;

  /** Null where all columns are written. */
  private final OneHotEncoder oneHot;

  /** Null where rows are other columns. */
  private final SparseRowEncoder sparse;

  private final OffsetValues offsets;
  private float[][] floats = new float[0][];
  private double[][] doubles = new double[0][];
  private int[][] ones = new int[0][];
  private int[] codes = new int[0];
  private int capacity = -1;

  private BlockEncoder(Predictor predictor) {
    RowEncoding rows = predictor.encoding();
    this.oneHot = rows.oneHotEncoders().map(Supplier::get).orElse(null);
    this.encoding = Encoding.of(predictor);
    this.sparse = rows.sparseEncoders().map(Supplier::get).orElse(null);
    this.encoder = sparse != null ? null : oneHot == null ? rows.encoders().get() : oneHot.others();
    this.width = oneHot == null ? rows.width() : oneHot.places().length;
    this.offsets = OffsetValues.of(predictor.model());
  }

  /**
   * What decides how rows are encoded; all models but trees, factors and graphs read the linear
   * design.
   *
   * @param ofTrees whether it is the design of trees
   * @param ofGraph whether it is that of ONNX graphs
   * @param oneHot whether 0/1 columns are left out, which linear models alone can read
   * @param keys the dictionaries of factors, and whether a key that isn't there is refused; empty
   *     elsewhere
   */
  private record Encoding(
      boolean ofTrees,
      boolean ofGraph,
      boolean oneHot,
      List<Object> keys,
      FeatureSpec features,
      Precision precision,
      InputSignature signature) {
    static Encoding of(Predictor predictor) {
      Model model = predictor.model();
      List<Object> keys =
          model instanceof FactorModel factors
              ? List.of(factors.users().keys(), factors.items().keys(), factors.coldStart())
              : List.of();
      return new Encoding(
          model instanceof TreeModel,
          model instanceof GraphModel,
          predictor.encoding().oneHotEncoders().isPresent(),
          keys,
          model.features(),
          predictor.encoding().precision(),
          model.signature());
    }
  }

  /**
   * The encoder of a model.
   *
   * @throws NightjarException CONFIG if only Spark can run it
   */
  public static BlockEncoder of(Model model) {
    return of(Predictor.require(model));
  }

  static BlockEncoder of(Predictor predictor) {
    return new BlockEncoder(predictor);
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
    if (sparse != null) {
      return sparse(rows, row -> raw[row][sparse.position()], row -> raw[row][offsets.at()]);
    }
    reserve(rows);
    for (int row = 0; row < rows; row++) {
      codes[row] =
          isFloat()
              ? encoder.encode(raw[row], row, floats)
              : encoder.encode(raw[row], row, doubles);
      if (oneHot != null) {
        int code = oneHot.encode(raw[row], row, ones);
        codes[row] = codes[row] == RowEncoder.ENCODED ? code : codes[row];
      }
    }
    return encoded(rows, row -> raw[row], row -> raw[row][offsets.at()]);
  }

  /**
   * Encodes a batch of raw rows, each as {@link #encode(Object[][], int)} does.
   *
   * @param batch with columns in the order of {@link #signature()}, borrowed for the call
   */
  public EncodedBlock encode(RawBatch batch) {
    if (sparse != null) {
      RawColumn vectors = batch.column(sparse.position());
      return sparse(batch.rows(), vectors::value, row -> batch.column(offsets.at()).value(row));
    }
    reserve(batch.rows());
    if (isFloat()) {
      encoder.encode(batch, codes, floats);
    } else {
      encoder.encode(batch, codes, doubles);
    }
    if (oneHot != null) {
      oneHot.encode(batch, codes, ones);
    }
    return encoded(batch.rows(), batch::row, row -> batch.column(offsets.at()).value(row));
  }

  private EncodedBlock sparse(int rows, IntFunction<Object> vector, IntFunction<Object> offset) {
    sparse.clear();
    String[] reasons = new String[rows];
    String[] columns = new String[rows];
    for (int row = 0; row < rows; row++) {
      reasons[row] = sparse.add(vector.apply(row));
      columns[row] = reasons[row] == null ? null : sparse.column();
    }
    return withOffsets(
        new SparseBlock(sparse.columns(), sparse.offsets(), sparse.places(), sparse.values()),
        reasons,
        columns,
        offset);
  }

  /** The block of the rows that were just encoded. */
  private EncodedBlock encoded(int rows, IntFunction<Object[]> raw, IntFunction<Object> offset) {
    String[] reasons = new String[rows];
    String[] columns = new String[rows];
    for (int row = 0; row < rows; row++) {
      if (codes[row] != RowEncoder.ENCODED) {
        reasons[row] = reason(codes[row], raw.apply(row));
        columns[row] = oneHot == null ? encoder.column(codes[row]) : oneHot.column(codes[row]);
      }
    }
    return withOffsets(block(rows), reasons, columns, offset);
  }

  private EncodedBlock withOffsets(
      FeatureBlock block, String[] reasons, String[] columns, IntFunction<Object> offset) {
    double[] added = new double[offsets.column() == null ? 0 : block.rows()];
    for (int row = 0; row < added.length; row++) {
      if (reasons[row] == null) {
        Object value = offset.apply(row);
        reasons[row] = offsets.reason(value);
        columns[row] = reasons[row] == null ? null : offsets.column();
        added[row] = reasons[row] == null ? ((Number) value).doubleValue() : 0;
      }
    }
    return new EncodedBlock(block, added, reasons, columns);
  }

  private String reason(int code, Object[] raw) {
    return oneHot == null ? encoder.reason(code, raw) : oneHot.reason(code, raw);
  }

  private boolean isFloat() {
    return encoding.precision() == Precision.FLOAT;
  }

  private void reserve(int rows) {
    if (rows <= capacity) {
      return;
    }
    capacity = rows;
    codes = new int[rows];
    ones = new int[oneHot == null ? 0 : oneHot.starts().length][rows];
    if (isFloat()) {
      floats = new float[width][rows];
    } else {
      doubles = new double[width][rows];
    }
  }

  private FeatureBlock block(int rows) {
    FeatureBlock written =
        isFloat() ? new ColumnBlock(rows, floats) : new DoubleColumnBlock(rows, doubles);
    return oneHot == null
        ? written
        : new OneHotBlock(written, oneHot.places(), oneHot.starts(), oneHot.sizes(), ones);
  }
}
