package io.nightjar.spark.train.size;

/**
 * The rows of a fit, as far as their sizes go.
 *
 * @param rows of the training part
 * @param validationRows of the validation part
 * @param partitions that training rows lie in
 * @param columns design columns
 * @param heldColumns numbers that a row takes in their place: fewer where 0/1 columns aren't
 *     written
 * @param outputs margins a row: classes where there are several, else 1
 * @param weightBytes of a row's weight: 8, or 0 where rows aren't weighted
 * @param fixedColumns columns of the offset behind the design columns
 * @param keptRowBytes of a row's columns as they are read, where a fit may keep them from the pass
 *     over the encodings to the blocks; 0 where it may not
 */
public record FitShape(
    long rows,
    long validationRows,
    int partitions,
    int columns,
    int heldColumns,
    int outputs,
    int weightBytes,
    int fixedColumns,
    long keptRowBytes) {

  /** Rows whose design columns are all written. */
  public FitShape(
      long rows,
      long validationRows,
      int partitions,
      int columns,
      int outputs,
      int weightBytes,
      int fixedColumns,
      long keptRowBytes) {
    this(
        rows,
        validationRows,
        partitions,
        columns,
        columns,
        outputs,
        weightBytes,
        fixedColumns,
        keptRowBytes);
  }

  /** Training and validation rows. */
  public long allRows() {
    return rows + validationRows;
  }
}
