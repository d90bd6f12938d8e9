/**
 * The verbs on what runs have left: the registry's models, its journal, a version made again, the
 * report of a run.
 *
 * <p>Entry types: {@link io.nightjar.jobs.registry.ModelsVerb} and its kin. May depend on {@code
 * io.nightjar.jobs.shell} and {@code report}, and on the engine.
 */
package io.nightjar.jobs.registry;
