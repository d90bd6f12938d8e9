package io.nightjar.spark.score.lane;

import io.nightjar.features.CategoryText;
import io.nightjar.features.raw.RawBatch;
import io.nightjar.model.Model;
import io.nightjar.scorer.BlockEncoder;
import io.nightjar.scorer.EncodedBlock;
import java.util.List;

/**
 * The rows of a block as raw values, and encoded: once for all models that read the same columns in
 * the same way.
 */
final class RawBlock {
  private final BlockEncoder encoder;
  private final List<String> names;
  private final int[] places;
  private RawBatch raw;
  private EncodedBlock encoded;

  /**
   * A block of the rows that a model reads.
   *
   * @param read the columns of the batches, with all of the model's
   */
  RawBlock(Model model, List<String> read) {
    this.encoder = BlockEncoder.of(model);
    this.names = encoder.signature().names();
    this.places = names.stream().mapToInt(read::indexOf).toArray();
  }

  boolean serves(Model model) {
    return encoder.serves(model);
  }

  void encode(RawBatch batch) {
    raw = batch.select(places);
    encoded = encoder.encode(raw);
  }

  EncodedBlock encoded() {
    return encoded;
  }

  /** A row's raw value of one of the columns that are read, as text; null for none. */
  String text(int row, String column) {
    return CategoryText.of(raw.column(names.indexOf(column)).value(row));
  }
}
