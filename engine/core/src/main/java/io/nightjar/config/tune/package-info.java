/**
 * What a search tries: its method, its folds and the ranges of the settings that it draws from.
 *
 * <p>Entry type: {@link io.nightjar.config.tune.TuneConfig}. May depend on {@code
 * io.nightjar.config.hocon} and {@code io.nightjar.config.model}.
 */
package io.nightjar.config.tune;
