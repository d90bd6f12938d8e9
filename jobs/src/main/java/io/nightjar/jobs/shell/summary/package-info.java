/**
 * A run's result for a person: lines from the same object that {@code --json} prints.
 *
 * <p>Entry type: {@link io.nightjar.jobs.shell.summary.Summary}. May depend on Jackson alone.
 */
package io.nightjar.jobs.shell.summary;
