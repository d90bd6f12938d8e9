/**
 * What the verbs share: options, output, exit codes, and the frame in which a recipe is run.
 *
 * <p>Entry type: {@link io.nightjar.jobs.shell.JobRunner}. May depend on the engine and the report.
 */
package io.nightjar.jobs.shell;
