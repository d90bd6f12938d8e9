/**
 * Turns raw rows into the numeric design columns of linear models, by one code path for training,
 * batch and single rows.
 *
 * <p>Entry type: {@link io.nightjar.features.design.LinearDesign}. May depend on {@code
 * io.nightjar.features}.
 */
package io.nightjar.features.design;
