package io.nightjar.metrics;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * One equal-width bin of the calibration table; empty bins are left out of the table.
 *
 * @param lower lower edge of the probability, belongs to the bin
 * @param upper upper edge, belongs to the next bin (the last bin is closed)
 * @param rows rows in the bin
 * @param weight their summed weight, above 0
 * @param meanScore their mean predicted probability
 * @param observed their share of positives
 */
@JsonNaming(SnakeCaseStrategy.class)
public record CalibrationBin(
    double lower, double upper, long rows, double weight, double meanScore, double observed) {}
