package io.nightjar.spark.train.mlp;

import io.nightjar.spark.data.Split;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.train.block.LabelledBlocks;
import io.nightjar.spark.train.block.RowRole;
import java.util.Optional;
import org.apache.spark.sql.Column;

/**
 * The encoded rows of a split, for one fit or for several that differ in their network or in how
 * its weights are found. Training rows come first, dealt by their keys where batches are taken of
 * them; closing frees them all.
 */
public final class DealtRows implements AutoCloseable {
  private final LabelledBlocks blocks;
  private final int trainPartitions;

  private DealtRows(LabelledBlocks blocks, int trainPartitions) {
    this.blocks = blocks;
    this.trainPartitions = trainPartitions;
  }

  static DealtRows of(Split split, MlpTraining.Dealing dealing) {
    LabelledBlocks train = LabelledBlocks.of(dealt(split.train(), dealing), dealing.plan());
    if (!dealing.validated()) {
      return new DealtRows(train, train.partitions());
    }
    LabelledBlocks validation =
        LabelledBlocks.of(split.validation(), dealing.plan(), RowRole.VALIDATION);
    return new DealtRows(train.followedBy(validation), train.partitions());
  }

  private static Table dealt(Table train, MlpTraining.Dealing dealing) {
    if (dealing.partitions() == 0) {
      return train;
    }
    Column key = train.rowKey(dealing.id(), dealing.seed());
    Column content = train.rowKey(Optional.empty(), dealing.seed());
    return train.withRows(
        train.rows().repartition(dealing.partitions(), key).sortWithinPartitions(key, content));
  }

  /** The same for several fits, perhaps at once: the rows are encoded once, and stay. */
  public DealtRows kept() {
    blocks.kept();
    return this;
  }

  LabelledBlocks blocks() {
    return blocks;
  }

  /** How many of the blocks' partitions hold training rows; those behind hold validation rows. */
  int trainPartitions() {
    return trainPartitions;
  }

  @Override
  public void close() {
    blocks.close();
  }
}
