package io.nightjar.spark.train.block;

import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.OneHotEncoder;
import io.nightjar.features.design.Precision;
import io.nightjar.features.design.RowEncoder;
import io.nightjar.features.raw.RawBatch;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.DoubleColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.block.OneHotBlock;
import java.util.Arrays;
import java.util.Iterator;

/** Encodes one partition's batches as blocks, one for one. */
final class BlockIterator implements Iterator<LabelledBlock> {
  private final Iterator<RawBatch> batches;
  private final Batches how;
  private final BlockPlan plan;
  private final RowEncoder encoder;

  /** Null where all columns are written. */
  private final OneHotEncoder oneHot;

  private final EncodedRows encoded;
  private final BatchTargets targets;
  private final int designWidth;

  /** How many of the design columns are written. */
  private final int width;

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
    LinearDesign design = LinearDesign.of(plan.features());
    if (plan.layout() == BlockPlan.Layout.ONE_HOT) {
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
    this.targets = new BatchTargets(plan, role);
    this.designWidth = design.width();
    this.codes = new int[plan.rows()];
  }

  @Override
  public boolean hasNext() {
    return batches.hasNext();
  }

  @Override
  public LabelledBlock next() {
    RawBatch batch = batches.next();
    FeatureBlock features = plan.precision() == Precision.FLOAT ? floats(batch) : doubles(batch);
    return new LabelledBlock(
        oneHot == null ? features : oneHot(batch, features), targets.of(batch));
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
    double[] offsets = targets.offsets(batch);
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
      columns[width] = targets.offsets(batch);
    }
    return new DoubleColumnBlock(batch.rows(), columns);
  }
}
