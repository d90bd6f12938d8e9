/**
 * Gathers statistics of a training table and fits its {@link io.nightjar.features.FeatureSpec}; the
 * result doesn't depend on the order or partitioning of the rows.
 *
 * <p>Entry types: {@link io.nightjar.features.fit.FeatureGatherer}, {@link
 * io.nightjar.features.fit.FeatureFitter}. May depend on {@code io.nightjar.features} and {@code
 * io.nightjar.config}.
 */
package io.nightjar.features.fit;
