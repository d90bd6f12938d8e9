/**
 * Turns raw rows into the numeric columns that models read, by one code path for training, batch
 * and single rows.
 *
 * <p>Entry types: {@link io.nightjar.features.design.LinearDesign} and {@link
 * io.nightjar.features.design.TreeDesign}. May depend on {@code io.nightjar.features}.
 */
package io.nightjar.features.design;
