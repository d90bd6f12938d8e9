/**
 * What a run is and leaves behind: its identity, its timed stages, its record and where that lies.
 *
 * <p>Entry type: {@link io.nightjar.spark.run.RunContext}. May depend on config, metrics, kernels,
 * the registry and the versions of tables; no trainer, no scorer.
 */
package io.nightjar.spark.run;
