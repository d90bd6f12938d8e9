package io.nightjar.spark.data;

import io.nightjar.config.DataConfig;
import io.nightjar.config.SplitConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Configs for tests, changed a field at a time. */
public final class TestConfigs {
  /** CSV with a header line. */
  public static final DataConfig.Csv CSV = csv(true, List.of(), Map.of());

  private TestConfigs() {}

  /** CSV settings with {@code ?} as missing. */
  public static DataConfig.Csv csv(
      boolean header, List<String> columns, Map<String, String> stripSuffix) {
    return new DataConfig.Csv(
        header,
        columns,
        ",",
        "\"",
        "\\",
        List.of("?"),
        true,
        Optional.empty(),
        stripSuffix,
        Optional.empty(),
        Optional.empty(),
        "UTF-8");
  }

  /** A table with a label and perhaps an id, in any format. */
  public static DataConfig data(String source, String label, String id) {
    return data(source, CSV, new Roles(label, Optional.empty(), Optional.ofNullable(id)));
  }

  /** The roles of columns. */
  public record Roles(String label, Optional<String> positive, Optional<String> id) {}

  /** A table with its CSV settings and roles. */
  public static DataConfig data(String source, DataConfig.Csv csv, Roles roles) {
    return new DataConfig(
        source,
        1,
        Optional.empty(),
        DataConfig.Format.GUESS,
        csv,
        Optional.of(roles.label()),
        roles.positive(),
        roles.id(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty());
  }

  /** The same with a time and a group column. */
  public static DataConfig withTimeAndGroup(DataConfig data, String time, String group) {
    return new DataConfig(
        data.source(),
        data.nights(),
        data.testSource(),
        data.format(),
        data.csv(),
        data.label(),
        data.positive(),
        data.id(),
        Optional.ofNullable(time),
        data.weight(),
        data.offset(),
        Optional.ofNullable(group),
        data.contract(),
        data.where());
  }

  /** The same with a weight column. */
  public static DataConfig withWeight(DataConfig data, String weight) {
    return new DataConfig(
        data.source(),
        data.nights(),
        data.testSource(),
        data.format(),
        data.csv(),
        data.label(),
        data.positive(),
        data.id(),
        data.time(),
        Optional.of(weight),
        data.offset(),
        data.group(),
        data.contract(),
        data.where());
  }

  /** A split with seed 7. */
  public static SplitConfig split(SplitConfig.By by, double validation, double test) {
    return new SplitConfig(by, validation, test, 7);
  }
}
