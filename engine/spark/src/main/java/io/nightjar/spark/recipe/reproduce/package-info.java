/**
 * A registered version made again from what it remembers of its training, and what differs.
 *
 * <p>Entry type: {@link io.nightjar.spark.recipe.reproduce.ReproduceRecipe}. May depend on {@code
 * io.nightjar.spark.recipe.candidate} and {@code version}, and on the engine below the recipes.
 */
package io.nightjar.spark.recipe.reproduce;
