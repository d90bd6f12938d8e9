/**
 * Models of other libraries as models of this house.
 *
 * <p>Entry type: {@link io.nightjar.model.exchange.ModelImport}. May depend on {@code
 * io.nightjar.model} and on the readers below it.
 */
package io.nightjar.model.exchange;
