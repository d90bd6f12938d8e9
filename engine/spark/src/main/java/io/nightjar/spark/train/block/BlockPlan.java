package io.nightjar.spark.train.block;

import io.nightjar.features.FeatureSpec;
import io.nightjar.features.design.Precision;
import io.nightjar.model.Target;
import java.io.Serializable;

/**
 * How rows become blocks.
 *
 * @param features the fitted encodings
 * @param precision of the design columns
 * @param target the label
 * @param weight the weight's column; null where rows aren't weighted
 * @param rows most rows of a block, 1 or more
 */
public record BlockPlan(
    FeatureSpec features, Precision precision, Target target, String weight, int rows)
    implements Serializable {}
