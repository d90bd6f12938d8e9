package io.nightjar.spark.train;

import io.nightjar.config.DataConfig;
import io.nightjar.config.FeaturesConfig;
import io.nightjar.features.InputColumn;
import io.nightjar.features.fit.FeatureFitter;
import io.nightjar.features.fit.FeatureGatherer;
import io.nightjar.features.fit.FeatureOptions;
import io.nightjar.features.fit.FittedFeatures;
import io.nightjar.features.raw.RawBatch;
import io.nightjar.spark.data.OrderedReduce;
import io.nightjar.spark.data.RawRows;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.batch.RawBatches;
import io.nightjar.spark.train.block.KeptBatches;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Fits encodings on a table's rows in one pass. Counts are exact and sums are exact, so that the
 * result hangs on the rows alone, not on their order or partitioning.
 */
public final class FeatureFit {
  /** Rows that are gathered together; nothing hangs on it. */
  private static final int BATCH_ROWS = 4096;

  private FeatureFit() {}

  /** The columns with a role of their own, which never become features. */
  public static List<String> reserved(DataConfig data) {
    List<String> reserved = new ArrayList<>();
    data.label().ifPresent(reserved::add);
    data.id().ifPresent(reserved::add);
    data.time().ifPresent(reserved::add);
    data.weight().ifPresent(reserved::add);
    data.offset().ifPresent(reserved::add);
    data.group().ifPresent(reserved::add);
    return List.copyOf(reserved);
  }

  /**
   * Gathers statistics over the rows and fits.
   *
   * @throws io.nightjar.NightjarException of kind CONFIG or DATA with every column that can't be
   *     used
   */
  public static FittedFeatures fit(Table train, FeaturesConfig features, DataConfig data) {
    return fit(train, features, data, Optional.empty());
  }

  /** The same, from columns that are kept where there are such. */
  static FittedFeatures fit(
      Table train, FeaturesConfig features, DataConfig data, Optional<KeptBatches> kept) {
    FeatureOptions options = FeatureOptions.of(features, reserved(data));
    List<InputColumn> columns = FeatureFitter.candidates(options, RawRows.columns(train.schema()));
    List<String> names = columns.stream().map(InputColumn::name).toList();
    FeatureGatherer gatherer =
        ReadFailures.reading(
            train.origin(),
            () ->
                OrderedReduce.reduce(
                    kept.flatMap(batches -> batches.select(names))
                        .orElseGet(() -> new RawBatches(train.rows(), names).of(BATCH_ROWS)),
                    (partition, part) -> gathered(new FeatureGatherer(options, columns), part),
                    FeatureGatherer::merge));
    return FeatureFitter.fit(options, columns, gatherer.statistics());
  }

  /** The columns that a linear model is fitted on, those included that may be dropped. */
  public static List<String> columns(Table train, FeaturesConfig features, DataConfig data) {
    FeatureOptions options = FeatureOptions.of(features, reserved(data));
    List<String> names = new ArrayList<>();
    FeatureFitter.candidates(options, RawRows.columns(train.schema()))
        .forEach(column -> names.add(column.name()));
    data.label().ifPresent(names::add);
    data.weight().ifPresent(names::add);
    data.offset().ifPresent(names::add);
    return List.copyOf(names);
  }

  private static FeatureGatherer gathered(FeatureGatherer gatherer, Iterator<RawBatch> batches) {
    batches.forEachRemaining(gatherer::add);
    return gatherer;
  }
}
