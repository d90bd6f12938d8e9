/**
 * Exact distributions of a table's columns, frozen with a model.
 *
 * <p>Entry types: {@link io.nightjar.spark.monitor.profile.Profiler} and {@link
 * io.nightjar.spark.monitor.profile.Profile}. May depend on {@code io.nightjar.drift}, {@code
 * io.nightjar.metrics} and Spark.
 */
package io.nightjar.spark.monitor.profile;
