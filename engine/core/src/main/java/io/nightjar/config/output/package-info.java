/**
 * The columns that scoring writes.
 *
 * <p>Entry types: {@link io.nightjar.config.output.OutputColumn} and {@link
 * io.nightjar.config.output.OutputNames}. May depend on {@code config.hocon}.
 */
package io.nightjar.config.output;
