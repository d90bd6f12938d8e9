package io.nightjar.spark.train.trees.grow;

import io.nightjar.spark.train.trees.split.OpenNode;
import io.nightjar.spark.train.trees.split.Split;
import java.io.Serializable;

/**
 * A node whose rows are parted by a split.
 *
 * @param node its number
 * @param split how
 * @param left where rows that go left are from now on
 * @param right where the others are
 */
public record Division(int node, Split split, OpenNode left, OpenNode right)
    implements Serializable {}
