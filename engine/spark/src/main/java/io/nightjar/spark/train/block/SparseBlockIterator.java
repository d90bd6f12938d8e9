package io.nightjar.spark.train.block;

import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.SparseRowEncoder;
import io.nightjar.features.raw.RawBatch;
import io.nightjar.features.raw.RawColumn;
import io.nightjar.kernels.block.SparseBlock;
import java.util.Arrays;
import java.util.Iterator;

/** Encodes one partition's batches of vectors as sparse blocks, one for one. */
final class SparseBlockIterator implements Iterator<LabelledBlock> {
  private final Iterator<RawBatch> batches;
  private final BlockPlan plan;
  private final RowRole role;
  private final SparseRowEncoder encoder;
  private final BatchTargets targets;

  /** The first column behind the vector's elements. */
  private final int appended;

  /** Blocks of batches whose columns are {@link BlockPlan#columns}; the batches are borrowed. */
  SparseBlockIterator(Iterator<RawBatch> batches, BlockPlan plan, RowRole role) {
    this.batches = batches;
    this.plan = plan;
    this.role = role;
    LinearDesign design = LinearDesign.of(plan.features());
    this.encoder = design.sparseEncoder(plan.columns(), plan.fixedColumns());
    this.targets = new BatchTargets(plan, role);
    this.appended = design.width();
  }

  @Override
  public boolean hasNext() {
    return batches.hasNext();
  }

  @Override
  public LabelledBlock next() {
    RawBatch batch = batches.next();
    return new LabelledBlock(features(batch), targets.of(batch));
  }

  /** A vector's values, those of the offset last: the float32 next to it, and what that lacks. */
  private SparseBlock features(RawBatch batch) {
    encoder.clear();
    RawColumn vectors = batch.column(encoder.position());
    double[] offsets = plan.fixedColumns() == 0 ? null : targets.offsets(batch);
    for (int row = 0; row < batch.rows(); row++) {
      require(encoder.add(vectors.value(row)));
      if (offsets != null) {
        float rounded = (float) offsets[row];
        encoder.append(appended, rounded);
        encoder.append(appended + 1, (float) (offsets[row] - rounded));
      }
    }
    return new SparseBlock(
        encoder.columns(),
        encoder.offsets(),
        Arrays.copyOf(encoder.places(), encoder.count()),
        Arrays.copyOf(encoder.values(), encoder.count()));
  }

  private void require(String reason) {
    if (reason != null) {
      throw EncodedRows.refused(role, reason);
    }
  }
}
