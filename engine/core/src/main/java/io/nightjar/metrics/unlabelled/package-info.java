/**
 * Sums of what clusters and components are worth on a table, where there is no label.
 *
 * <p>Entry types: {@link io.nightjar.metrics.unlabelled.ClusteringSums} and {@link
 * io.nightjar.metrics.unlabelled.ProjectionSums}. May depend on {@code io.nightjar.metrics}.
 */
package io.nightjar.metrics.unlabelled;
