package io.nightjar.spark.score.lane;

import io.nightjar.features.raw.RawBatch;
import io.nightjar.spark.data.parquet.chunk.BlockColumn;
import io.nightjar.spark.data.parquet.chunk.ComputedBlocks;
import java.util.Iterator;
import java.util.List;

/** One partition's scores by column; a row that the champion can't score may not stay. */
public final class LaneBlocks implements ComputedBlocks {
  private final Iterator<RawBatch> batches;
  private final ModelLanes lanes;
  private final List<LaneColumn> columns;
  private final Runnable atEnd;

  /**
   * Blocks of a partition.
   *
   * @param columns what is written, in order
   * @param atEnd called once all batches were scored
   */
  public LaneBlocks(
      Iterator<RawBatch> batches, ModelLanes lanes, List<LaneColumn> columns, Runnable atEnd) {
    this.batches = batches;
    this.lanes = lanes;
    this.columns = List.copyOf(columns);
    this.atEnd = atEnd;
  }

  @Override
  public int next() {
    while (batches.hasNext()) {
      RawBatch batch = batches.next();
      lanes.score(batch);
      if (batch.rows() > 0) {
        return batch.rows();
      }
    }
    atEnd.run();
    return 0;
  }

  @Override
  public boolean whole() {
    return lanes.champion().scoredAll();
  }

  @Override
  public BlockColumn column(int at) {
    return columns.get(at).of(lanes);
  }
}
