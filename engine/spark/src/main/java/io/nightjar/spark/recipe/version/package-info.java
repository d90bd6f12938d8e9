/**
 * A model version in a recipe's hands: loaded, scoring, judged on held-out rows, profiled, told of.
 *
 * <p>Entry type: {@link io.nightjar.spark.recipe.version.LoadedVersion}. May depend on the engine
 * below the recipes.
 */
package io.nightjar.spark.recipe.version;
