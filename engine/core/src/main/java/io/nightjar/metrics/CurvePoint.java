package io.nightjar.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * A point of a curve that is drawn.
 *
 * @param x false positive rate (ROC) or recall (PR)
 * @param y true positive rate (ROC) or precision (PR)
 * @param threshold rows with at least this score are predicted positive; null where none are
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CurvePoint(double x, double y, Double threshold) {}
