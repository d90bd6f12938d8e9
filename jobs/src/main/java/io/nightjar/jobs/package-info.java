/**
 * The command line: {@code main()} and one class per verb; each is a thin shell round a recipe.
 *
 * <p>Entry type: {@link io.nightjar.jobs.Nightjar}. May depend on everything; nothing on it.
 */
package io.nightjar.jobs;
