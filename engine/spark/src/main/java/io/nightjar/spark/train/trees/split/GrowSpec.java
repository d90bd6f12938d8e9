package io.nightjar.spark.train.trees.split;

import java.io.Serializable;

/**
 * How trees are grown.
 *
 * @param shape how large
 * @param penalty what leaves and splits cost
 * @param sampling of rows and columns
 * @param monotone per column 1 where predictions may not fall as it rises, −1 where they may not
 *     rise, else 0; borrowed
 */
public record GrowSpec(TreeShape shape, Penalty penalty, Sampling sampling, int[] monotone)
    implements Serializable {}
