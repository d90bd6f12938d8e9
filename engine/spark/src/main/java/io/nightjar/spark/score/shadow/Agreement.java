package io.nightjar.spark.score.shadow;

import io.nightjar.metrics.MetricValue;

/**
 * How one challenger's scores compare with the champion's.
 *
 * @param challenger the version, such as churn@8
 * @param selector what the config calls it
 * @param rows that both scored
 * @param unscored rows that the champion scored and the challenger can't
 * @param changedShare of the rows, those that get another label, each model at its own threshold;
 *     null for a regression
 * @param toPositive rows that only the challenger calls positive; null but for two classes
 * @param toNegative rows that only the champion calls positive; null but for two classes
 * @param meanAbsoluteDifference of the probabilities of the positive class, or of the numbers; null
 *     for more classes than two
 * @param spearman exact rank correlation of the same, ties by their mean rank; null for more
 *     classes than two
 */
public record Agreement(
    String challenger,
    String selector,
    long rows,
    long unscored,
    MetricValue changedShare,
    Long toPositive,
    Long toNegative,
    MetricValue meanAbsoluteDifference,
    MetricValue spearman) {}
