/**
 * What a training will take, told from the table's schema, its row count and a few rows.
 *
 * <p>Entry type: {@link io.nightjar.spark.plan.PlanRecipe}. May depend on {@code
 * io.nightjar.spark.data}, {@code run}, {@code train} and its rooms, and the core.
 */
package io.nightjar.spark.plan;
