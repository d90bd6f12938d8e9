package io.nightjar.scorer;

import io.nightjar.scorer.explain.Contributions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a row got its prediction: base + Σ contributions = margin, but for rounding.
 *
 * @param base the margin where no column is known, the row's offset included
 * @param margin of the prediction, before link and calibration
 * @param contributions what each input column added, in the order of the model's features
 */
public record Explanation(double base, double margin, Map<String, Double> contributions) {
  public Explanation {
    contributions = Collections.unmodifiableMap(new LinkedHashMap<>(contributions));
  }

  /** The explanation of one row of a block. */
  static Explanation of(Contributions block, int row, double margin) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (int column = 0; column < block.columns().size(); column++) {
      values.put(block.columns().get(column), block.value(column, row));
    }
    return new Explanation(block.base(row), margin, values);
  }
}
