package io.nightjar.config;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a nightly retrain reads. With one file or folder a night, say {@code
 * data/churn/{run-date}.parquet}, a retrain on run date D reads the {@code window} nights that end
 * at D − {@code lagNights}.
 *
 * @param retrainSource the table, with {@code {run-date}}; empty: {@code data.source}
 * @param window nights read; empty: {@code data.nights}
 * @param lagNights nights until labels are there
 */
public record NightlyConfig(Optional<String> retrainSource, OptionalInt window, int lagNights) {}
