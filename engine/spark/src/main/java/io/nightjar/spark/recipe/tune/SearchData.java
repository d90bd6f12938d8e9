package io.nightjar.spark.recipe.tune;

import io.nightjar.spark.data.Snapshot;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.contract.LabelFacts;

/**
 * What a search works on.
 *
 * @param train the training rows, which alone are cut into folds
 * @param labels what the label holds over all parts
 * @param snapshot the table before the split
 */
public record SearchData(Table train, LabelFacts labels, Snapshot snapshot) {}
