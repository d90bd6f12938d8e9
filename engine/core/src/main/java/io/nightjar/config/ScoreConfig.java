package io.nightjar.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Batch scoring of one night.
 *
 * @param source the table to score; {@code {run-date}} stands for the logical date
 * @param output folder of the published scores, one folder a logical date
 * @param keep columns of the source that are written beside the scores
 * @param quarantine folder of rows that can't be scored
 * @param maxQuarantineShare more rows than this share in quarantine stop the publish, 0..1
 * @param threshold probability from which a row is called positive; empty: the model's own
 * @param names names of the columns written
 */
public record ScoreConfig(
    String source,
    String output,
    List<String> keep,
    Optional<String> quarantine,
    double maxQuarantineShare,
    OptionalDouble threshold,
    Names names) {

  /**
   * Names of the columns that scoring writes.
   *
   * @param prediction the predicted class or number
   * @param probability the probability of the positive class, or of each class
   */
  public record Names(String prediction, String probability) {}

  public ScoreConfig {
    keep = List.copyOf(keep);
  }
}
