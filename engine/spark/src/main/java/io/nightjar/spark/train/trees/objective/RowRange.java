package io.nightjar.spark.train.trees.objective;

/**
 * Some rows of a part of the table.
 *
 * @param from the first
 * @param to behind the last
 */
public record RowRange(int from, int to) {}
