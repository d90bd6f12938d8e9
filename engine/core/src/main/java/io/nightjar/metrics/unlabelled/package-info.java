/**
 * Sums of what clusters, components and anomalies are worth on a table, where there is no label.
 *
 * <p>Entry types: {@link io.nightjar.metrics.unlabelled.ClusteringSums}, {@link
 * io.nightjar.metrics.unlabelled.ProjectionSums} and {@link
 * io.nightjar.metrics.unlabelled.AnomalySums}. May depend on {@code io.nightjar.metrics}.
 */
package io.nightjar.metrics.unlabelled;
