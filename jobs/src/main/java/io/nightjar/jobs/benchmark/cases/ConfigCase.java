package io.nightjar.jobs.benchmark.cases;

import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.udf;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.config.JobConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.config.model.ModelConfig.Growth;
import io.nightjar.config.model.ModelConfig.Loss;
import io.nightjar.features.ColumnType;
import io.nightjar.features.InputColumn;
import io.nightjar.features.fit.FeatureFitter;
import io.nightjar.features.fit.FeatureOptions;
import io.nightjar.jobs.benchmark.cases.TrainCase.BoostedTrees;
import io.nightjar.model.Target;
import io.nightjar.model.Task;
import io.nightjar.spark.data.RawRows;
import io.nightjar.spark.data.Split;
import io.nightjar.spark.data.Splits;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.contract.LabelCheck;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.train.FeatureFit;
import io.nightjar.spark.train.Targets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Boosted trees of two classes that a job's config describes, on its own table, split as it says.
 * All libraries get the same columns (numbers, dates as days and true or false as float32, texts as
 * categories), the training part, and what {@link BoostedTrees} holds; none stops early.
 */
public final class ConfigCase {
  private final JobConfig config;
  private final ModelConfig.Gbt model;

  /**
   * A case.
   *
   * @throws NightjarException (config) with all that the libraries would not do alike
   */
  public ConfigCase(JobConfig config) {
    if (!(config.model() instanceof ModelConfig.Gbt gbt)) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          "model.type",
          "is %s; bench train --config compares boosted trees: give a config with model.type = gbt"
              .formatted(config.model().type()));
    }
    this.config = config;
    this.model = gbt;
    List<Problem> problems = unlike();
    if (!problems.isEmpty()) {
      throw new NightjarException(FailureKind.CONFIG, problems, null);
    }
  }

  private List<Problem> unlike() {
    Growth growth = model.growth();
    List<Problem> problems = new ArrayList<>();
    refuse(problems, "data.weight", config.data().weight().isPresent());
    refuse(problems, "data.offset", config.data().offset().isPresent());
    refuse(problems, "model.warm-start", model.warmStart().isPresent());
    refuse(problems, "model.scale-pos-weight", model.scalePosWeight() != 1);
    refuse(problems, "model.leaves", growth.leaves().isPresent());
    refuse(problems, "model.gamma", growth.gamma() != 0);
    refuse(problems, "model.alpha", growth.alpha() != 0);
    refuse(problems, "model.monotone", !growth.monotone().isEmpty());
    boolean binary = Set.of(Loss.AUTO, Loss.BINARY).contains(model.objective().objective());
    refuse(problems, "model.objective", !binary);
    return problems;
  }

  private static void refuse(List<Problem> problems, String key, boolean unlike) {
    if (unlike) {
      problems.add(
          new Problem(
              key,
              "is not done alike by all libraries; drop it, such as by --set " + key + "=null"));
    }
  }

  /** What is fitted, by us and by peers. */
  public TrainCase bench() {
    Growth growth = model.growth();
    BoostedTrees trees =
        new BoostedTrees(
            model.trees(),
            growth.depth(),
            model.learningRate(),
            growth.minChildWeight(),
            growth.lambda(),
            growth.subsample(),
            growth.columnSubsample().orElse(1));
    return new TrainCase(
        config.name(),
        "%d boosted trees of depth %d on the table of a config"
            .formatted(trees.trees(), trees.depth()),
        null,
        TrainCase.Rows.CACHED,
        TrainCase.Measure.AUC,
        ("type = gbt, trees = %d, depth = %d, learning-rate = %s, min-child-weight = %s, lambda ="
                + " %s, subsample = %s, column-subsample = %s, max-bins = %d")
            .formatted(
                trees.trees(),
                trees.depth(),
                trees.learningRate(),
                trees.minChildWeight(),
                trees.lambda(),
                trees.subsample(),
                trees.columnSubsample(),
                growth.maxBins()),
        List.of(),
        trees);
  }

  /**
   * Reads and splits the table, and keeps the training and the test part below a folder.
   *
   * @throws NightjarException (data) when the label is not of two classes
   */
  public BenchTable table(SparkSession spark, Path folder) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Table table = Tables.training(spark, config.data(), today);
    Target target =
        Targets.of(
            model, config.data(), LabelCheck.require(table, config.data(), Targets.kind(model)));
    if (target.task() != Task.BINARY) {
      throw NightjarException.of(
          FailureKind.DATA,
          target.column(),
          "has %d classes; bench train --config is for two: name one in data.positive"
              .formatted(target.classes().size()));
    }
    Split split =
        Splits.of(table, Tables.test(spark, config.data(), today), config.data(), config.split());
    return keep(split, target, folder);
  }

  private BenchTable keep(Split split, Target target, Path folder) {
    FeatureOptions options =
        FeatureOptions.of(config.features(), FeatureFit.reserved(config.data()));
    List<String> numbers = new ArrayList<>();
    List<String> categories = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    columns.add(monotonically_increasing_id().as(MadeRows.ID));
    for (InputColumn input :
        FeatureFitter.candidates(options, RawRows.columns(split.train().schema()))) {
      boolean category = isCategory(input);
      (category ? categories : numbers).add(input.name());
      columns.add(feature(input, category).as(input.name()));
    }
    UDF1<Object, Integer> code = target::code;
    Column label = udf(code, DataTypes.IntegerType).apply(Table.column(target.column()));
    columns.add(label.as(MadeRows.CLASS));
    return BenchTable.of(
        new FeatureColumns(numbers, categories, true),
        rows(split.train(), columns),
        rows(split.test(), columns),
        folder.resolve("config"));
  }

  private static Dataset<Row> rows(Table part, List<Column> columns) {
    return part.rows().select(columns.toArray(Column[]::new));
  }

  private boolean isCategory(InputColumn input) {
    List<String> numeric = config.features().numeric();
    List<String> categorical = config.features().categorical();
    boolean text = input.type() == ColumnType.STRING;
    return categorical.contains(input.name()) || text && !numeric.contains(input.name());
  }

  private static Column feature(InputColumn input, boolean category) {
    Column column = Table.column(input.name());
    if (category) {
      return column.cast(DataTypes.StringType);
    }
    Column number = input.type().isDate() ? datediff(column, lit("1970-01-01")) : column;
    return number.cast(DataTypes.FloatType);
  }
}
