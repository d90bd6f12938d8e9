/**
 * A first config for a table: its schema and a profile of it, as a commented JOB.conf.
 *
 * <p>Entry type: {@link io.nightjar.jobs.init.ConfigDraft}. May depend on the engine's data.
 */
package io.nightjar.jobs.init;
