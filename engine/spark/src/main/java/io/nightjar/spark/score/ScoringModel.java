package io.nightjar.spark.score;

import io.nightjar.model.Model;
import io.nightjar.spark.score.recommend.Recommendations;
import java.util.List;
import java.util.Optional;

/**
 * The registered model that scores, and those that score beside it.
 *
 * @param name in the registry
 * @param version 1, 2, …
 * @param sha256 over its files
 * @param model its signature, target and encodings
 * @param scorer what runs them all, at the threshold that is wanted
 * @param challengers in the order of the scorer's plan
 * @param recommendations that are published with the scores, of a model of factors; empty: none
 */
public record ScoringModel(
    String name,
    int version,
    String sha256,
    Model model,
    TableScorer scorer,
    List<Challenger> challengers,
    Optional<Recommendations> recommendations) {

  /** A model that recommends nothing. */
  public ScoringModel(
      String name,
      int version,
      String sha256,
      Model model,
      TableScorer scorer,
      List<Challenger> challengers) {
    this(name, version, sha256, model, scorer, challengers, Optional.empty());
  }

  /**
   * A version that scores the same rows.
   *
   * @param selector what the config calls it
   * @param prefix what comes before the names of its columns, such as challenger_
   * @param version 1, 2, …
   * @param model predicts the same as the champion
   */
  public record Challenger(String selector, String prefix, int version, Model model) {}

  /** Copies the list. */
  public ScoringModel {
    challengers = List.copyOf(challengers);
  }
}
