package io.nightjar.spark.train.block;

import io.nightjar.features.raw.RawBatch;
import org.apache.spark.util.KnownSizeEstimation;
import org.apache.spark.util.SizeEstimator;

/**
 * A batch in Spark's storage, whose size is found once: the storage asks for it again and again
 * while batches come in, and would otherwise walk through all arrays of all of them each time.
 */
final class KeptBatch implements KnownSizeEstimation {
  private final RawBatch batch;
  private final long bytes;

  /** A batch that is filled. */
  KeptBatch(RawBatch batch) {
    this.batch = batch;
    this.bytes = SizeEstimator.estimate(batch);
  }

  /** The batch. */
  RawBatch batch() {
    return batch;
  }

  @Override
  public long estimatedSize() {
    return bytes;
  }
}
