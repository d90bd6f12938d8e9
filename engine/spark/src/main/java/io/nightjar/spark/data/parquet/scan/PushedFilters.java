package io.nightjar.spark.data.parquet.scan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.DataSourceUtils;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFilters;
import org.apache.spark.sql.execution.datasources.parquet.ParquetOptions;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.sources.Filter;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/**
 * The filters that Spark pushes down to a scan, as it makes Parquet's of them for each file.
 *
 * @param filters all of which a row passes
 * @param settings of the session
 */
record PushedFilters(List<Filter> filters, Settings settings) implements Serializable {

  /**
   * What of the session decides which filters Parquet is given.
   *
   * @param most values of an IN that are compared one by one
   * @param rebase how dates of before 1582 are read
   */
  private record Settings(
      boolean dates,
      boolean timestamps,
      boolean decimals,
      boolean texts,
      int most,
      boolean caseSensitive,
      String rebase)
      implements Serializable {}

  PushedFilters {
    filters = new ArrayList<>(filters);
  }

  /** Those of a scan under a filter; none where the session has pushing down turned off. */
  static PushedFilters of(FileSourceScanExec scan) {
    SQLConf conf = scan.relation().sparkSession().sessionState().conf();
    Settings settings =
        new Settings(
            conf.parquetFilterPushDownDate(),
            conf.parquetFilterPushDownTimestamp(),
            conf.parquetFilterPushDownDecimal(),
            conf.parquetFilterPushDownStringPredicate(),
            conf.parquetFilterPushDownInFilterThreshold(),
            conf.caseSensitiveAnalysis(),
            new ParquetOptions(scan.relation().options(), conf).datetimeRebaseModeInRead());
    return new PushedFilters(
        conf.parquetFilterPushDown()
            ? CollectionConverters.asJava(scan.pushedDownFilters())
            : List.of(),
        settings);
  }

  /** What Parquet looks at a file's row groups by; empty where nothing is known by such filters. */
  Optional<FilterPredicate> of(FileMetaData file) {
    Map<String, String> metadata = file.getKeyValueMetaData();
    ParquetFilters parquet =
        new ParquetFilters(
            file.getSchema(),
            settings.dates(),
            settings.timestamps(),
            settings.decimals(),
            settings.texts(),
            settings.most(),
            settings.caseSensitive(),
            DataSourceUtils.datetimeRebaseSpec(metadata::get, settings.rebase()));
    return filters.stream()
        .flatMap(filter -> OptionConverters.toJava(parquet.createFilter(filter)).stream())
        .reduce(FilterApi::and);
  }
}
