/**
 * The job config: typed, immutable records; every problem is reported together, with its file and
 * line.
 *
 * <p>Entry type: {@link io.nightjar.config.JobConfig}. May depend on {@code io.nightjar} and on the
 * names that {@code io.nightjar.features} and {@code io.nightjar.metrics} give to things.
 */
package io.nightjar.config;
