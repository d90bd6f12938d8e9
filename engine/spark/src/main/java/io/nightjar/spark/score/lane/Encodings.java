package io.nightjar.spark.score.lane;

import io.nightjar.model.Model;
import java.util.ArrayList;
import java.util.List;

/** The encodings of a batch's rows: one for all models that read the same. */
final class Encodings {
  private final List<String> read;
  private final List<RawBlock> all = new ArrayList<>();

  /** {@code read} are the batches' columns. */
  Encodings(List<String> read) {
    this.read = List.copyOf(read);
  }

  RawBlock of(Model model) {
    for (RawBlock encoding : all) {
      if (encoding.serves(model)) {
        return encoding;
      }
    }
    all.add(new RawBlock(model, read));
    return all.get(all.size() - 1);
  }

  List<RawBlock> all() {
    return all;
  }
}
