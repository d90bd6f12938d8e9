package io.nightjar.spark.train.block;

import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.OneHotEncoder;
import io.nightjar.features.design.Precision;
import io.nightjar.features.design.RowEncoder;
import io.nightjar.features.design.SparseRowEncoder;
import io.nightjar.features.raw.NumberColumn;
import io.nightjar.features.raw.RawBatch;
import io.nightjar.features.raw.RawColumn;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.DoubleColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.block.OneHotBlock;
import io.nightjar.kernels.block.SparseBlock;
import io.nightjar.kernels.linear.GlmTarget;
import java.util.Arrays;
import java.util.Iterator;

/** Encodes one partition's batches as blocks, one for one. */
final class BlockIterator implements Iterator<LabelledBlock> {
  private final Iterator<RawBatch> batches;
  private final Batches how;
  private final BlockPlan plan;
  private final RowRole role;

  /** Null where rows are vectors. */
  private final RowEncoder encoder;

  /** Null where all columns are written. */
  private final OneHotEncoder oneHot;

  /** Null where rows are other columns. */
  private final SparseRowEncoder sparse;

  /** Null where rows are vectors. */
  private final EncodedRows encoded;

  private final LabelReader labels;
  private final int designWidth;

  /** How many of the design columns are written. */
  private final int width;

  private final int afterFeatures;
  private final int[] codes;

  /** What may be done with a batch. */
  enum Batches {
    /** They are to be copied. */
    BORROWED,
    /** Blocks may be made of their arrays. */
    GIVEN
  }

  /** Blocks of batches whose columns are {@link BlockPlan#columns}. */
  BlockIterator(Iterator<RawBatch> batches, Batches how, BlockPlan plan, RowRole role) {
    this.batches = batches;
    this.how = how;
    this.plan = plan;
    this.role = role;
    LinearDesign design = LinearDesign.of(plan.features());
    this.sparse =
        plan.layout() == BlockPlan.Layout.SPARSE
            ? design.sparseEncoder(plan.columns(), plan.fixedColumns())
            : null;
    if (sparse != null) {
      this.oneHot = null;
      this.encoder = null;
      this.encoded = null;
      this.width = 0;
    } else if (plan.layout() == BlockPlan.Layout.ONE_HOT) {
      this.oneHot = design.oneHotEncoder(plan.columns(), plan.precision());
      this.encoder = oneHot.others();
      this.encoded = new EncodedRows(oneHot, role);
      this.width = oneHot.places().length;
    } else {
      this.oneHot = null;
      this.encoder = design.encoder(plan.columns(), plan.precision());
      this.encoded = new EncodedRows(encoder, role);
      this.width = design.width();
    }
    this.labels = new LabelReader(plan.target(), role);
    this.designWidth = design.width();
    this.afterFeatures = plan.features().signature().names().size();
    this.codes = new int[plan.rows()];
  }

  @Override
  public boolean hasNext() {
    return batches.hasNext();
  }

  @Override
  public LabelledBlock next() {
    RawBatch batch = batches.next();
    if (sparse != null) {
      return new LabelledBlock(sparse(batch), target(batch));
    }
    FeatureBlock features = plan.precision() == Precision.FLOAT ? floats(batch) : doubles(batch);
    return new LabelledBlock(oneHot == null ? features : oneHot(batch, features), target(batch));
  }

  /** A vector's values, those of the offset last. */
  private FeatureBlock sparse(RawBatch batch) {
    sparse.clear();
    RawColumn vectors = batch.column(sparse.position());
    double[] offsets = plan.fixedColumns() == 0 ? null : offsets(batch);
    for (int row = 0; row < batch.rows(); row++) {
      String reason = sparse.add(vectors.value(row));
      if (reason != null) {
        throw EncodedRows.refused(role, reason);
      }
      if (offsets != null) {
        float rounded = (float) offsets[row];
        sparse.append(designWidth, rounded);
        sparse.append(designWidth + 1, (float) (offsets[row] - rounded));
      }
    }
    return new SparseBlock(
        sparse.columns(),
        sparse.offsets(),
        Arrays.copyOf(sparse.places(), sparse.count()),
        Arrays.copyOf(sparse.values(), sparse.count()));
  }

  /** The written columns, those of the offset last, with the categories' between them. */
  private FeatureBlock oneHot(RawBatch batch, FeatureBlock written) {
    int[] places = Arrays.copyOf(oneHot.places(), written.columns());
    for (int k = width; k < places.length; k++) {
      places[k] = designWidth + k - width;
    }
    int[] starts = oneHot.starts();
    int[][] ones = new int[starts.length][batch.rows()];
    encoded.require(oneHot.encode(batch, codes, ones), codes, batch);
    return new OneHotBlock(written, places, starts, oneHot.sizes(), ones);
  }

  private FeatureBlock floats(RawBatch batch) {
    float[][] columns = new float[width + plan.fixedColumns()][];
    if (how == Batches.GIVEN) {
      encoded.require(encoder.encodeInPlace(batch, codes, columns), codes, batch);
    } else {
      Arrays.setAll(columns, j -> new float[batch.rows()]);
      encoded.require(encoder.encode(batch, codes, columns), codes, batch);
    }
    if (columns.length == width) {
      return ColumnBlock.ofFinite(batch.rows(), columns); // the encoder lets nothing else pass
    }
    double[] offsets = offsets(batch);
    columns[width] = new float[batch.rows()];
    columns[width + 1] = new float[batch.rows()];
    for (int row = 0; row < batch.rows(); row++) {
      columns[width][row] = (float) offsets[row];
      columns[width + 1][row] = (float) (offsets[row] - columns[width][row]);
    }
    return new ColumnBlock(batch.rows(), columns);
  }

  private FeatureBlock doubles(RawBatch batch) {
    double[][] columns = new double[width + plan.fixedColumns()][batch.rows()];
    encoded.require(encoder.encode(batch, codes, columns), codes, batch);
    if (columns.length > width) {
      columns[width] = offsets(batch);
    }
    return new DoubleColumnBlock(batch.rows(), columns);
  }

  private GlmTarget target(RawBatch batch) {
    boolean labelled = plan.target().task().labelled();
    double[] values =
        labelled
            ? labels.read(batch.column(afterFeatures), batch.rows())
            : new double[batch.rows()];
    int weightAt = labelled ? afterFeatures + 1 : afterFeatures;
    if (plan.offset() != null && plan.offset().place() == OffsetPlan.Place.LABEL) {
      double[] offsets = offsets(batch);
      for (int row = 0; row < values.length; row++) {
        values[row] -= offsets[row];
      }
    }
    return new GlmTarget(
        values, plan.weight() == null ? null : numbers(batch, batch.column(weightAt)));
  }

  private double[] offsets(RawBatch batch) {
    return numbers(batch, batch.column(batch.columns().size() - 1));
  }

  private static double[] numbers(RawBatch batch, RawColumn column) {
    return Arrays.copyOf(((NumberColumn) column).values(), batch.rows());
  }
}
