package io.nightjar.config;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import java.util.List;
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
public record NightlyConfig(Optional<String> retrainSource, OptionalInt window, int lagNights) {

  static final Property<String> RETRAIN_SOURCE =
      Property.optional(
          "nightly.retrain-source",
          Kind.text(),
          "data.source",
          "the table that a nightly retrain reads, with {run-date} for a night");
  static final Property<Integer> WINDOW =
      Property.optional(
          "nightly.window",
          Kind.integer(1, 3660),
          "data.nights",
          "how many nights a nightly retrain reads");
  static final Property<Integer> LAG_NIGHTS =
      Property.of(
          "nightly.lag-nights",
          Kind.integer(0, 3660),
          0,
          "how many nights it takes until labels are there; the window ends that much earlier");

  static List<Property<?>> properties() {
    return List.of(RETRAIN_SOURCE, WINDOW, LAG_NIGHTS);
  }

  static NightlyConfig read(Settings settings) {
    OptionalInt window = settings.find(WINDOW).map(OptionalInt::of).orElseGet(OptionalInt::empty);
    return new NightlyConfig(settings.find(RETRAIN_SOURCE), window, settings.read(LAG_NIGHTS));
  }
}
