package io.nightjar.spark.score;

import io.nightjar.config.JobConfig;
import io.nightjar.config.ScoreConfig;
import io.nightjar.config.output.OutputColumn;
import io.nightjar.config.output.OutputNames;
import io.nightjar.features.BooleanFeature;
import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.ColumnType;
import io.nightjar.features.Feature;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.Missing;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.NumericRange;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.ensemble.Decision;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeNodes;
import io.nightjar.model.Coefficients;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Link;
import io.nightjar.model.Model;
import io.nightjar.model.ModelHeader;
import io.nightjar.model.Provenance;
import io.nightjar.model.Target;
import io.nightjar.model.Task;
import io.nightjar.model.TreeModel;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.contract.RowRules;
import io.nightjar.spark.score.ScoringModel.Challenger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A table of every kind of value, good and bad, and models with made coefficients over it. */
public final class ScoreBench {
  public static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("extra", DataTypes.StringType)
          .add("age", DataTypes.IntegerType)
          .add("pay", DataTypes.DoubleType)
          .add("sex", DataTypes.StringType)
          .add("member", DataTypes.BooleanType);

  private static final List<Feature> FEATURES =
      List.of(
          new NumericFeature(
              "pay", ColumnType.DOUBLE, 12.5, new Missing(1, 1), new NumericRange(12.5, 3, 0, 90)),
          new NumericFeature(
              "age", ColumnType.LONG, 38.5, Missing.NONE, new NumericRange(38.5, 13.25, 17, 90)),
          new CategoricalFeature(
              "sex", ColumnType.STRING, List.of("Male", "Female"), new Missing(3, 0)),
          new BooleanFeature("member", 0.25, Missing.NONE));

  static final OutputNames NAMES =
      new OutputNames(
          "prediction",
          "probability",
          "margin",
          "model",
          "model_version",
          "run_id",
          "scored_at",
          "reason");

  private ScoreBench() {}

  /** Rows with ids 0, 1, …; of each hundred about five have an infinite pay. */
  static List<Row> rows(int count, long seed) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    for (long id = 0; id < count; id++) {
      rows.add(
          RowFactory.create(
              id,
              "extra " + id,
              random.nextInt(10) == 0 ? null : Integer.valueOf(random.nextInt(100)),
              pay(random),
              random.nextInt(5) == 0 ? null : List.of("Male", "Female", "?").get(random.nextInt(3)),
              random.nextInt(6) == 0 ? null : Boolean.valueOf(random.nextBoolean())));
    }
    return rows;
  }

  private static Double pay(Random random) {
    return switch (random.nextInt(20)) {
      case 0 -> Double.POSITIVE_INFINITY;
      case 1 -> Double.NaN;
      case 2 -> null;
      case 3 -> -0.0;
      case 4 -> Double.MIN_VALUE;
      default -> random.nextGaussian() * 20;
    };
  }

  /** A row's values by column. */
  static Map<String, Object> values(Row row) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < SCHEMA.size(); i++) {
      values.put(SCHEMA.fieldNames()[i], row.get(i));
    }
    return values;
  }

  /** The same without a row that can't be scored. */
  static List<Row> goodRows(int count, long seed) {
    return rows(2 * count, seed).stream()
        .filter(row -> row.isNullAt(3) || !Double.isInfinite(row.getDouble(3)))
        .limit(count)
        .toList();
  }

  static Dataset<Row> table(List<Row> rows) {
    return SparkFixture.session().createDataFrame(rows, SCHEMA);
  }

  private static Target target(Task task) {
    return switch (task) {
      case BINARY -> Target.binary("income", List.of("low"), "high");
      case MULTICLASS -> Target.multiclass("kind", List.of("a", "b", "c"));
      case REGRESSION -> Target.regression("cost");
      case PREFERENCE -> Target.preference("plays");
      case CLUSTERING -> Target.clustering();
      case PROJECTION -> Target.projection();
      case ANOMALY -> Target.anomaly();
    };
  }

  /** Sixty stumps over every column in turn, sets of categories and learnt ways for missing. */
  public static TreeModel trees(Task task) {
    Target target = target(task);
    ModelHeader header =
        new ModelHeader(target, new FeatureSpec(FEATURES), Precision.FLOAT, provenance());
    int outputs = task == Task.MULTICLASS ? 3 : 1;
    int trees = 60;
    Random random = new Random(11);
    int[] starts = new int[trees + 1];
    int[] outputOf = new int[trees];
    int[] features = new int[3 * trees];
    float[] thresholds = new float[3 * trees];
    long[][] sets = new long[3 * trees][];
    int[] lefts = new int[3 * trees];
    int[] rights = new int[3 * trees];
    boolean[] missingLeft = new boolean[3 * trees];
    double[] values = new double[3 * trees];
    double[] covers = new double[3 * trees];
    Arrays.fill(lefts, TreeNodes.LEAF);
    Arrays.fill(rights, TreeNodes.LEAF);
    for (int t = 0; t < trees; t++) {
      int root = 3 * t;
      starts[t + 1] = root + 3;
      outputOf[t] = t % outputs;
      features[root] = random.nextInt(4);
      boolean sex = features[root] == 2;
      sets[root] = sex ? new long[] {1 + random.nextInt(3)} : null;
      thresholds[root] = features[root] == 3 ? 0 : 60 * random.nextFloat();
      lefts[root] = 1;
      rights[root] = 2;
      missingLeft[root] = random.nextBoolean();
      values[root + 1] = random.nextGaussian() / 10;
      values[root + 2] = random.nextGaussian() / 10;
      covers[root + 1] = 1 + t % 7;
      covers[root + 2] = 2 + t % 5;
      covers[root] = covers[root + 1] + covers[root + 2];
    }
    TreeNodes nodes =
        new TreeNodes(
            starts, features, thresholds, sets, lefts, rights, missingLeft, values, covers);
    TreeEnsemble ensemble =
        TreeEnsemble.of(Decision.AT_MOST, 4, nodes, outputOf, new double[outputs]);
    return new TreeModel(header, Link.of(task), ensemble, List.of(), 0.5);
  }

  public static LinearModel model(Task task) {
    return model(task, 7);
  }

  /** Models of the same features with other coefficients. */
  public static LinearModel model(Task task, long seed) {
    Target target = target(task);
    FeatureSpec spec = new FeatureSpec(FEATURES);
    int classes = task == Task.MULTICLASS ? 3 : 1;
    int width = LinearDesign.of(spec).width();
    double[] values = new double[classes * (width + 1)];
    Random random = new Random(seed);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian() / 10;
    }
    double[] means = random.doubles(width).toArray();
    ModelHeader header = new ModelHeader(target, spec, Precision.FLOAT, provenance());
    return LinearModel.of(header, new Coefficients(classes, values).withMeans(means), 0.5);
  }

  /** Version 7, and challengers from 8 on, each by its selector. */
  static ScoringModel model(ScoreConfig config, Model champion, Map<String, Model> others) {
    List<Challenger> challengers = new ArrayList<>();
    others.forEach(
        (name, model) ->
            challengers.add(new Challenger(name, name + "_", 8 + challengers.size(), model)));
    ScoringPlan plan =
        new ScoringPlan(
            champion,
            config.explainTop(),
            config.columns().contains(OutputColumn.MARGIN),
            challengers.stream().map(Challenger::model).toList());
    TableScorer scorer =
        new KernelTableScorer(SparkFixture.session(), plan, BackendPreference.SCALAR, 64);
    return new ScoringModel("churn", 7, "ab12", champion, scorer, challengers);
  }

  /** Names, columns and extras as a config without them has. */
  static ScoreConfig config(Path folder, List<String> keep, Optional<String> quarantine) {
    return MadeScoreConfig.in(folder, keep, quarantine).made();
  }

  /** The rules of a contract whose broken rows go to the quarantine. */
  static RowRules rules(Path folder, String contract) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("job.conf"),
            """
            name = churn
            data { source = made, label = income, id = id, contract { %s } }
            model { type = logistic }
            """
                .formatted(contract));
    return RowRules.of(JobConfig.load(file, List.of(), Map.of()).data());
  }

  static Provenance provenance() {
    return new Provenance(
        "bench",
        new Provenance.Algorithm("logistic", new TreeMap<>(), 7),
        new Provenance.Snapshot("made", 100, "00ff", "none"),
        "c0ffee",
        "0.1.0",
        new TreeMap<>());
  }
}
