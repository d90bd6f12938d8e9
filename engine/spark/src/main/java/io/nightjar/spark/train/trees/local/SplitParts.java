package io.nightjar.spark.train.trees.local;

import java.io.Serializable;

/**
 * The binned rows of a split, or those of them that lie in one partition. No record, because Kryo
 * takes none to disk.
 */
public final class SplitParts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Part train;
  private final Part validation;

  /**
   * Rows.
   *
   * @param train may have none
   * @param validation null where there are none
   */
  public SplitParts(Part train, Part validation) {
    this.train = train;
    this.validation = validation;
  }

  /** The rows to learn from. */
  public Part train() {
    return train;
  }

  /** The rows that say how good a round is; null where there are none. */
  public Part validation() {
    return validation;
  }
}
