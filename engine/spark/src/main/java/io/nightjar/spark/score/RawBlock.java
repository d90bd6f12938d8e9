package io.nightjar.spark.score;

import io.nightjar.model.Model;
import io.nightjar.scorer.BlockEncoder;
import io.nightjar.scorer.EncodedBlock;
import io.nightjar.spark.data.RawRows;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of a block as raw values, and encoded: once for all models that read the same columns in
 * the same way.
 */
final class RawBlock {
  private final BlockEncoder encoder;
  private final RawRows reader;
  private final Object[][] raw;
  private EncodedBlock encoded;

  RawBlock(Model model, StructType schema, int blockRows) {
    this.encoder = BlockEncoder.of(model);
    this.reader = new RawRows(schema, encoder.signature().names());
    this.raw = new Object[blockRows][reader.width()];
  }

  boolean serves(Model model) {
    return encoder.serves(model);
  }

  void encode(Row[] rows, int count) {
    for (int i = 0; i < count; i++) {
      reader.read(rows[i], raw[i]);
    }
    encoded = encoder.encode(raw, count);
  }

  EncodedBlock encoded() {
    return encoded;
  }

  /** A row's raw value of one of the columns that are read. */
  Object value(int row, String column) {
    return raw[row][encoder.signature().names().indexOf(column)];
  }
}
