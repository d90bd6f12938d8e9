package io.nightjar.spark.train;

import io.nightjar.config.DataConfig;
import io.nightjar.config.FeaturesConfig;
import io.nightjar.features.InputColumn;
import io.nightjar.features.fit.FeatureFitter;
import io.nightjar.features.fit.FeatureGatherer;
import io.nightjar.features.fit.FeatureOptions;
import io.nightjar.features.fit.FittedFeatures;
import io.nightjar.spark.data.OrderedReduce;
import io.nightjar.spark.data.RawRows;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Fits encodings on a table's rows in one pass. Counts are exact and sums are exact, so that the
 * result hangs on the rows alone, not on their order or partitioning.
 */
public final class FeatureFit {
  private FeatureFit() {}

  /** The columns with a role of their own, which never become features. */
  public static List<String> reserved(DataConfig data) {
    List<String> reserved = new ArrayList<>();
    reserved.add(data.label());
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
    FeatureOptions options = FeatureOptions.of(features, reserved(data));
    List<InputColumn> columns = FeatureFitter.candidates(options, RawRows.columns(train.schema()));
    List<String> names = columns.stream().map(InputColumn::name).toList();
    Dataset<Row> rows =
        train.rows().select(names.stream().map(Table::column).toArray(Column[]::new));
    StructType schema = rows.schema();
    FeatureGatherer gatherer =
        ReadFailures.reading(
            train.origin(),
            () ->
                OrderedReduce.reduce(
                    rows.javaRDD(),
                    (partition, part) ->
                        gathered(
                            new FeatureGatherer(options, columns),
                            new RawRows(schema, names),
                            part),
                    FeatureGatherer::merge));
    return FeatureFitter.fit(options, columns, gatherer.statistics());
  }

  private static FeatureGatherer gathered(
      FeatureGatherer gatherer, RawRows reader, Iterator<Row> rows) {
    Object[] raw = new Object[reader.width()];
    while (rows.hasNext()) {
      reader.read(rows.next(), raw);
      gatherer.add(raw);
    }
    return gatherer;
  }
}
