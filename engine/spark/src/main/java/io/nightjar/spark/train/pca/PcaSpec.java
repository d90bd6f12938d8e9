package io.nightjar.spark.train.pca;

import java.io.Serializable;

/**
 * What is fitted.
 *
 * @param columns d, the design columns
 * @param components m, how many components are kept
 * @param standardize whether they are those of standardised columns
 */
record PcaSpec(int columns, int components, boolean standardize) implements Serializable {}
