/**
 * What a trained model is, and its directory of data: written byte for byte the same for the same
 * model, every byte checked when it is read.
 *
 * <p>Entry type: {@link io.nightjar.model.ModelDirectory}. May depend on {@code
 * io.nightjar.features}.
 */
package io.nightjar.model;
