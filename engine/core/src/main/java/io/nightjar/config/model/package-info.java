/**
 * The algorithm of a job and its settings: which there are depends on {@code model.type}.
 *
 * <p>Entry type: {@link io.nightjar.config.model.ModelConfig}. May depend on {@code
 * io.nightjar.config.hocon}.
 */
package io.nightjar.config.model;
