/**
 * A model that is not yet a version: the data that it is trained on, checked and split, the fit and
 * what is settled after it, and the folder where its files lie meanwhile.
 *
 * <p>Entry type: {@link io.nightjar.spark.recipe.candidate.Candidate}. May depend on {@code
 * io.nightjar.spark.recipe.version} and on the engine below the recipes.
 */
package io.nightjar.spark.recipe.candidate;
