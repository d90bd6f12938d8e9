package io.nightjar.spark.train.mlp;

import io.nightjar.spark.train.mlp.pass.Dropout;
import io.nightjar.spark.train.task.KeyHash;
import java.io.Serializable;

/**
 * Which rows a step looks at. A row falls to a batch by a hash of what it is known by and the
 * epoch, so that batches differ in size by chance, and hang neither on where rows lie nor on their
 * order.
 *
 * @param purpose the hash of seed and epoch
 * @param batch 0..batches − 1
 * @param batches of the epoch; 1: all rows
 * @param dropout what is left out
 */
record Step(long purpose, int batch, int batches, Dropout dropout) implements Serializable {
  private static final int PARTITION_SHIFT = 40;

  /** All rows, nothing left out. */
  static final Step ALL = new Step(0, 0, 1, Dropout.NONE);

  /** A batch of an epoch. */
  static Step of(MlpSpec spec, int epoch, int batch) {
    long purpose = KeyHash.mix(spec.seed(), epoch);
    Dropout dropout = new Dropout(spec.config().dropout(), KeyHash.mix(purpose));
    return new Step(purpose, batch, spec.batches(), dropout);
  }

  /** What a row is known by: its place among the rows that are dealt out by their keys. */
  static long id(int partition, long position) {
    return KeyHash.mix(((long) partition << PARTITION_SHIFT) + position);
  }

  /** The batch of a row. */
  int batchOf(long id) {
    return batches == 1 ? 0 : (int) (KeyHash.unit(KeyHash.mix(id, purpose)) * batches);
  }
}
