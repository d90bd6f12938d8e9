/**
 * What each verb does, step by step: every step is one call with a name, timed, its result in the
 * run's record.
 *
 * <p>Entry types: {@code TrainRecipe}, {@code ScoreRecipe}, {@code NightlyRecipe} and their kin.
 * May depend on everything in the engine; nothing in the engine on it.
 */
package io.nightjar.spark.recipe;
