package io.nightjar.spark.score.lane;

import io.nightjar.features.raw.RawBatch;
import io.nightjar.kernels.Kernels;
import io.nightjar.model.Model;
import java.util.List;

/** A champion and its challengers on one partition, block by block. */
public final class ModelLanes {
  private final Kernels kernels;
  private final Encodings encodings;
  private final ModelLane champion;
  private final List<ModelLane> challengers;

  /**
   * Lanes of some models.
   *
   * @param explainTop how many reasons a row gets of the champion
   * @param read the columns of the batches, with all that the models read
   */
  public ModelLanes(
      Kernels kernels, Model champion, int explainTop, List<Model> challengers, List<String> read) {
    this.kernels = kernels;
    this.encodings = new Encodings(read);
    this.champion = lane(champion, explainTop);
    this.challengers = challengers.stream().map(model -> lane(model, 0)).toList();
  }

  private ModelLane lane(Model model, int explainTop) {
    return new ModelLane(model, kernels, encodings.of(model), explainTop);
  }

  /** Scores a block by all models; the batch is borrowed until the next one. */
  public void score(RawBatch batch) {
    encodings.all().forEach(encoding -> encoding.encode(batch));
    champion.score();
    challengers.forEach(ModelLane::score);
  }

  /** The model whose scores count. */
  public ModelLane champion() {
    return champion;
  }

  /** The models beside it, in the order in which they were given. */
  public List<ModelLane> challengers() {
    return challengers;
  }
}
