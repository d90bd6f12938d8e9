/**
 * The job config: typed, immutable records; every problem is reported together, with its file and
 * line.
 *
 * <p>Entry type: {@link io.nightjar.config.JobConfig}. May depend on {@code io.nightjar} alone.
 */
package io.nightjar.config;
