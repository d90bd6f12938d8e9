/**
 * A search over settings: combinations are drawn, fitted on folds of the training rows, compared by
 * their mean, and the best one is named.
 *
 * <p>Entry type: {@link io.nightjar.spark.recipe.tune.Search}. May depend on {@code
 * io.nightjar.spark.recipe.version} and the rooms below the recipes.
 */
package io.nightjar.spark.recipe.tune;
