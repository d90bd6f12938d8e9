/**
 * Models of other libraries as models of this house, and the way back.
 *
 * <p>Entry types: {@link io.nightjar.model.exchange.ModelImport} and {@link
 * io.nightjar.model.exchange.ModelExport}. May depend on {@code io.nightjar.model} and on the
 * readers and writers below it.
 */
package io.nightjar.model.exchange;
