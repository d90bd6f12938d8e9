package io.nightjar.spark.score.lane;

import io.nightjar.spark.data.batch.RowBlock;
import io.nightjar.spark.data.parquet.chunk.BlockColumn;
import io.nightjar.spark.data.parquet.chunk.ComputedBlocks;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

/** One partition's scores by column, and which of its rows don't stay among them. */
public final class LaneBlocks implements ComputedBlocks {
  private final Iterator<RowBlock> blocks;
  private final ModelLanes lanes;
  private final List<LaneColumn> columns;
  private final RowJudge.Session judge;
  private final Runnable atEnd;
  private InternalRow[] leftOut = NONE;
  private boolean[] filtered = ALL_PASS;

  /**
   * Blocks of a partition.
   *
   * @param columns what is written, in order
   * @param judge says which rows don't stay
   * @param atEnd called once all blocks were scored
   */
  public LaneBlocks(
      Iterator<RowBlock> blocks,
      ModelLanes lanes,
      List<LaneColumn> columns,
      RowJudge judge,
      Runnable atEnd) {
    this.blocks = blocks;
    this.lanes = lanes;
    this.columns = List.copyOf(columns);
    this.judge = judge.open();
    this.atEnd = atEnd;
  }

  @Override
  public int next() {
    while (blocks.hasNext()) {
      RowBlock block = blocks.next();
      int passing = block.raw().rows();
      filtered = block.filtered();
      leftOut = NONE;
      if (passing > 0) {
        lanes.score(block.raw());
        leftOut = judge.leftOut(block, lanes.champion());
      }
      int rows = Math.max(passing, filtered.length);
      if (rows > 0) {
        return rows;
      }
    }
    atEnd.run();
    return 0;
  }

  @Override
  public boolean[] filtered() {
    return filtered;
  }

  @Override
  public InternalRow[] leftOut() {
    return leftOut;
  }

  @Override
  public BlockColumn column(int at) {
    return columns.get(at).of(lanes);
  }
}
