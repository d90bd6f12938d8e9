package io.nightjar.spark.train.trees.grow;

import java.io.Serializable;
import java.util.List;

/**
 * All trees of a fit.
 *
 * @param base the margins that every row starts with
 * @param trees in the order in which they are added, those of a round beside each other
 * @param losses the validation rows' loss, or what else they are judged by, after each round that
 *     was grown, which may be more than are kept; empty without validation
 */
public record Boosted(double[] base, List<GrownTree> trees, List<Double> losses)
    implements Serializable {}
