package io.nightjar.spark.score.lane;

import io.nightjar.spark.data.parquet.chunk.BlockColumn;
import java.io.Serializable;

/** Where a written column comes from; it travels to the tasks. */
@FunctionalInterface
public interface LaneColumn extends Serializable {

  /** Its values in the block that was scored last, borrowed until the next. */
  BlockColumn of(ModelLanes lanes);

  /** The same value in every row, as in a {@link org.apache.spark.sql.Row}. */
  static LaneColumn constant(Object value) {
    return lanes -> new BlockColumn.Constant(value);
  }
}
