/**
 * The training rows as ratings between places in dictionaries of users and items.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.als.ratings.RatingTable}. May depend on {@code
 * io.nightjar.spark.data}, {@code io.nightjar.spark.train.task} and the core.
 */
package io.nightjar.spark.train.als.ratings;
