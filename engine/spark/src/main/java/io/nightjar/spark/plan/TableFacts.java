package io.nightjar.spark.plan;

import static org.apache.spark.sql.functions.approx_count_distinct;

import io.nightjar.NightjarException;
import io.nightjar.config.DataConfig;
import io.nightjar.config.JobConfig;
import io.nightjar.config.SplitConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.TreeDesign;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.contract.LabelCheck;
import io.nightjar.spark.train.FeatureFit;
import io.nightjar.spark.train.FeatureRules;
import io.nightjar.spark.train.Targets;
import io.nightjar.spark.train.als.AlsSize;
import io.nightjar.spark.train.block.KeptBatches;
import io.nightjar.spark.train.size.Cluster;
import io.nightjar.spark.train.size.FitShape;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;

/** What is known of a table without reading more of it than a few rows. */
final class TableFacts {
  /** Rows that encodings are fitted on to see what design columns there are. */
  static final int SAMPLE = 20_000;

  /** Spark's reader makes partitions of so many bytes. */
  private static final long PARTITION_BYTES = 128L << 20;

  private static final double KEYS_ERROR = 0.02;

  private final JobConfig config;
  private final Table table;
  private final RowCount count;
  private final Table sample;
  private final long sampled;
  private final Consumer<String> warnings;

  private TableFacts(
      JobConfig config, Table table, RowCount count, List<Row> first, Consumer<String> warnings) {
    this.config = config;
    this.table = table;
    this.count = count;
    this.sample =
        table.withRows(table.rows().sparkSession().createDataFrame(first, table.schema()));
    this.sampled = first.size();
    this.warnings = warnings;
  }

  static TableFacts of(JobConfig config, Table table, RowCount count, Consumer<String> warnings) {
    List<Row> first = ReadFailures.reading(table.origin(), () -> table.rows().takeAsList(SAMPLE));
    return new TableFacts(config, table, count, first, warnings);
  }

  RowCount count() {
    return count;
  }

  long sampled() {
    return sampled;
  }

  int tableColumns() {
    return table.schema().size();
  }

  /** The rows of a fit. */
  FitShape shape(Cluster cluster) {
    SplitConfig split = config.split();
    long validation = Math.round(count.rows() * split.validation());
    long rows = count.rows() - validation - Math.round(count.rows() * split.test());
    boolean factors = config.model() instanceof ModelConfig.Als;
    Columns columns = factors ? new Columns(0, 0) : columns();
    return new FitShape(
        rows,
        validation,
        partitions(),
        columns.designed(),
        columns.held(),
        factors ? 1 : outputs(),
        config.data().weight().isPresent() ? Double.BYTES : 0,
        fixedColumns(),
        isLinear() ? keptRowBytes(rows, cluster) : 0);
  }

  private boolean isLinear() {
    return FeatureRules.isLinear(config.model());
  }

  /** A logarithmic link has the offset in the design, as two float32 columns. */
  private int fixedColumns() {
    boolean offset = config.data().offset().isPresent();
    return offset && !(config.model() instanceof ModelConfig.Linear) ? 2 : 0;
  }

  private long keptRowBytes(long rows, Cluster cluster) {
    List<String> names = FeatureFit.columns(table, config.features(), config.data());
    return KeptBatches.rowBytes(table, names, rows, cluster);
  }

  /** Of the design, and of the blocks that hold it. */
  private record Columns(int designed, int held) {}

  private Columns columns() {
    FeatureSpec spec = FeatureFit.fit(sample, config.features(), config.data()).spec();
    FeatureRules.require(config.model(), spec);
    boolean trees =
        config.model() instanceof ModelConfig.Gbt
            || config.model() instanceof ModelConfig.Forest
            || config.model() instanceof ModelConfig.IsolationForest;
    if (trees) {
      int width = TreeDesign.of(spec).width();
      return new Columns(width, width);
    }
    LinearDesign design = LinearDesign.of(spec);
    return new Columns(design.width(), isLinear() ? design.heldWidth() : design.width());
  }

  private int outputs() {
    DataConfig data = config.data();
    try {
      int classes =
          Targets.of(
                  config.model(),
                  data,
                  LabelCheck.require(sample, data, Targets.kind(config.model())))
              .classes()
              .size();
      return classes > 2 ? classes : 1;
    } catch (NightjarException e) {
      warnings.accept(
          "the first %d rows don't tell what the label holds, so one margin a row is planned for: %s"
              .formatted(sampled(), e.getMessage()));
      return 1;
    }
  }

  /** As the table is read now; more where more rows make more bytes. */
  private int partitions() {
    int now = table.rows().javaRDD().getNumPartitions();
    long bytes = table.origin().bytes();
    if (!count.isAsked() || bytes == 0 || sampled() == 0) {
      return now;
    }
    long there = RowCount.of(table, config.data(), OptionalLong.empty()).rows();
    double grown = (double) bytes * count.rows() / Math.max(1, there);
    return (int) Math.max(config.compute().partitions(), Math.ceil(grown / PARTITION_BYTES));
  }

  /** Users and items: nothing but their columns tells how many there are. */
  AlsSize.Keys keys(ModelConfig.Als als) {
    Row counts =
        ReadFailures.reading(
            table.origin(),
            () ->
                table
                    .rows()
                    .agg(
                        approx_count_distinct(
                            Table.column(table.field(als.user()).name()), KEYS_ERROR),
                        approx_count_distinct(
                            Table.column(table.field(als.item()).name()), KEYS_ERROR))
                    .head());
    return new AlsSize.Keys(counts.getLong(0), counts.getLong(1));
  }
}
