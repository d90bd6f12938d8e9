package io.nightjar.spark.train.trees;

import io.nightjar.features.design.RowEncoder;
import io.nightjar.features.design.TreeDesign;
import io.nightjar.features.raw.NumberColumn;
import io.nightjar.features.raw.RawBatch;
import io.nightjar.spark.train.block.EncodedRows;
import io.nightjar.spark.train.block.LabelReader;
import io.nightjar.spark.train.block.RowRole;
import java.util.Arrays;
import java.util.Iterator;

/** Encodes one partition's batches as blocks, one for one. */
final class TreeBlockIterator implements Iterator<TreeBlock> {
  private final Iterator<RawBatch> batches;
  private final TreePlan plan;
  private final RowRole role;
  private final RowEncoder encoder;
  private final EncodedRows encoded;
  private final LabelReader labels;
  private final int width;
  private final int labelAt;
  private final int[] codes;

  /** Blocks of batches whose columns are {@link TreePlan#read}. */
  TreeBlockIterator(Iterator<RawBatch> batches, TreePlan plan, RowRole role) {
    this.batches = batches;
    this.plan = plan;
    this.role = role;
    TreeDesign design = TreeDesign.of(plan.features());
    this.encoder = design.encoder(plan.read());
    this.encoded = new EncodedRows(encoder, role);
    this.labels = new LabelReader(plan.target(), role);
    this.width = design.width();
    this.labelAt = plan.features().signature().names().size();
    this.codes = new int[plan.blockRows()];
  }

  @Override
  public boolean hasNext() {
    return batches.hasNext();
  }

  @Override
  public TreeBlock next() {
    RawBatch batch = batches.next();
    int rows = batch.rows();
    float[][] columns = new float[width][rows];
    encoded.require(encoder.encode(batch, codes, columns), codes, batch);
    double[] values = labels.read(batch.column(labelAt), rows);
    long[] keys = Arrays.copyOf(((NumberColumn) batch.column(labelAt + 1)).longs(), rows);
    return new TreeBlock(role, columns, values, weights(batch, values), keys);
  }

  /**
   * Null where all weigh 1. The positive class's extra weight is for training; losses are told
   * without it.
   */
  private double[] weights(RawBatch batch, double[] labels) {
    boolean scaled = plan.positiveWeight() != 1 && role == RowRole.TRAINING;
    if (plan.weight() == null && !scaled) {
      return null;
    }
    double[] weights = new double[labels.length];
    Arrays.fill(weights, 1);
    if (plan.weight() != null) {
      NumberColumn given = (NumberColumn) batch.column(labelAt + 2);
      System.arraycopy(given.values(), 0, weights, 0, weights.length);
    }
    for (int row = 0; row < weights.length && scaled; row++) {
      weights[row] *= labels[row] == 1 ? plan.positiveWeight() : 1;
    }
    return weights;
  }
}
