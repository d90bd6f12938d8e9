/**
 * Models of this house as PMML 4.4.
 *
 * <p>Entry type: {@link io.nightjar.model.exchange.pmml.PmmlWriter}. May depend on {@code
 * io.nightjar.model}.
 */
package io.nightjar.model.exchange.pmml;
