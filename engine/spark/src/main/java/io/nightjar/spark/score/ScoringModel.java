package io.nightjar.spark.score;

import io.nightjar.model.Model;

/**
 * The registered model that scores.
 *
 * @param name in the registry
 * @param version 1, 2, …
 * @param sha256 over its files
 * @param model its signature, target and encodings
 * @param scorer what runs it, at the threshold that is wanted
 */
public record ScoringModel(
    String name, int version, String sha256, Model model, TableScorer scorer) {}
