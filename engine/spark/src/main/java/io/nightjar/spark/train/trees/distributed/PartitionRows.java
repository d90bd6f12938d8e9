package io.nightjar.spark.train.trees.distributed;

import io.nightjar.spark.train.trees.local.Part;
import java.io.Serializable;

/** The binned rows of one partition. */
public final class PartitionRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Part train;
  private final Part validation;

  /**
   * Rows.
   *
   * @param train may have none
   * @param validation null where there are none
   */
  public PartitionRows(Part train, Part validation) {
    this.train = train;
    this.validation = validation;
  }

  Part train() {
    return train;
  }

  Part validation() {
    return validation;
  }
}
