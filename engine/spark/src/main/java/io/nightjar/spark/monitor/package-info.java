/**
 * Drift of the rows of today against a frozen profile, and decay of a model.
 *
 * <p>Entry types: {@link io.nightjar.spark.monitor.Monitor} and {@link
 * io.nightjar.spark.monitor.Decay}. May depend on {@code io.nightjar.spark.monitor.profile}, {@code
 * io.nightjar.drift}, {@code io.nightjar.metrics}, {@code io.nightjar.config} and Spark.
 */
package io.nightjar.spark.monitor;
