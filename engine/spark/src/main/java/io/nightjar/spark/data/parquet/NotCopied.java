package io.nightjar.spark.data.parquet;

/** Why columns can't be copied as they lie on disk; the rows can still be written one by one. */
final class NotCopied extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotCopied(String reason) {
    super(reason);
  }
}
