package io.nightjar.spark.train.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.features.CategoricalFeature;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.ensemble.TreeNodes;
import io.nightjar.model.TreeModel;
import io.nightjar.scorer.Explanation;
import io.nightjar.scorer.Score;
import io.nightjar.scorer.Scorer;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.train.TrainedModel;
import io.nightjar.spark.train.TrainingRuns;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolationTrainingTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("x", DataTypes.DoubleType)
          .add("y", DataTypes.DoubleType)
          .add("kind", DataTypes.StringType);

  @TempDir Path folder;

  private TrainedModel trained(String view, Dataset<Row> table, String model) {
    table.createOrReplaceTempView(view);
    JobConfig config =
        TrainingRuns.parse(
            """
            name = odd
            data { source = %s }
            split { validation = 0, test = 0 }
            model { type = isolation-forest%s }
            """
                .formatted(view, model));
    return TrainingRuns.train(config, folder.resolve(view)).trained();
  }

  private TreeModel train(String view, Dataset<Row> table, String model) {
    return (TreeModel) trained(view, table, model).model();
  }

  private static Dataset<Row> table(List<Row> rows) {
    return SparkFixture.session().createDataFrame(rows, SCHEMA);
  }

  /** Two clouds with some values missing; the last 10 rows lie far from both. */
  private static List<Row> planted() {
    Random random = new Random(11);
    return IntStream.range(0, 1010)
        .mapToObj(
            i -> {
              double angle = i * 0.7;
              double x = i < 1000 ? random.nextGaussian() + i % 2 * 6 : 3 + 12 * Math.cos(angle);
              double y = i < 1000 ? random.nextGaussian() : 12 * Math.sin(angle);
              Double given = i % 29 == 0 && i < 1000 ? null : Double.valueOf(y);
              return RowFactory.create(x, given, i < 1000 ? (i % 2 == 0 ? "a" : "b") : "c");
            })
        .toList();
  }

  private static Map<String, Object> values(Row row) {
    Map<String, Object> values = new HashMap<>();
    Arrays.stream(SCHEMA.fieldNames())
        .forEach(name -> values.put(name, row.get(SCHEMA.fieldIndex(name))));
    return values;
  }

  private static double[] scores(TreeModel model, List<Row> rows) {
    Scorer scorer = Scorer.of(model, Kernels.of(BackendPreference.SCALAR));
    return rows.stream().mapToDouble(row -> scorer.score(values(row)).prediction()).toArray();
  }

  /** The share of pairs of an outlier and another row in which the outlier scores higher. */
  private static double auc(double[] scores, int outliers) {
    int others = scores.length - outliers;
    double higher = 0;
    for (int i = others; i < scores.length; i++) {
      for (int j = 0; j < others; j++) {
        higher += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
      }
    }
    return higher / outliers / others;
  }

  @Test
  void plantedOutliersScoreHighest() {
    List<Row> rows = planted();
    TreeModel model = train("planted", table(rows), "");
    double[] scores = scores(model, rows);

    assertThat(auc(scores, 10)).isGreaterThanOrEqualTo(0.99);
    assertThat(model.ensemble().trees()).isEqualTo(100);
    assertThat(model.threshold()).isEqualTo(0.5);
    assertThat(model.provenance().fit()).containsEntry("rows-per-tree", "256");
  }

  /** h is counted anew from the trees' shapes and covers, c(n) from its equation. */
  @Test
  void aScoreIsTwoToTheMinusMeanPathLengthOverThatOfTheSample() {
    List<Row> rows = planted().subList(900, 1010);
    TreeModel model = train("tiny", table(rows), ", trees = 7, sample-size = 20");
    TreeNodes nodes = model.ensemble().nodes();
    List<String> kinds = List.of("a", "b", "c");
    List<String> order = ((CategoricalFeature) model.features().features().get(2)).values();
    assertThat(order).containsExactlyInAnyOrderElementsOf(kinds);
    double[] scores = scores(model, rows);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      double[] design = {
        row.getDouble(0), row.isNullAt(1) ? Double.NaN : row.getDouble(1), order.indexOf(row.get(2))
      };
      double sum = 0;
      for (int tree = 0; tree < 7; tree++) {
        sum += path(nodes, nodes.starts()[tree], 0, 0, design);
      }
      assertThat(scores[i]).isCloseTo(Math.pow(2, -sum / 7 / average(20)), within(1e-12));
    }
  }

  private static double path(TreeNodes nodes, int start, int node, int depth, double[] row) {
    int at = start + node;
    if (nodes.lefts()[at] < 0) {
      return depth + average((int) nodes.covers()[at]);
    }
    double value = row[nodes.features()[at]];
    boolean left =
        Double.isNaN(value)
            ? nodes.missingLeft()[at]
            : nodes.set(at) == null
                ? (float) value <= nodes.thresholds()[at]
                : (nodes.set(at)[0] >> (int) value & 1) == 1;
    int next = left ? nodes.lefts()[at] : nodes.rights()[at];
    return path(nodes, start, next, depth + 1, row);
  }

  private static double average(int n) {
    return n < 2 ? 0 : n == 2 ? 1 : 2 * (Math.log(n - 1) + 0.5772156649015329) - 2.0 * (n - 1) / n;
  }

  @Test
  void theForestHasTheSameBitsInWhateverOrderAndPartitionsRowsComeCopiesIncluded() {
    Dataset<Row> rows = table(planted()).unionAll(table(planted().subList(0, 300)));
    String model = ", trees = 20, sample-size = 64, contamination = 0.05";
    TreeModel first = train("together", rows.coalesce(1), model);
    TreeModel second = train("apart", rows.orderBy("y").repartition(7), model);

    assertThat(second.ensemble().nodes())
        .usingRecursiveComparison()
        .isEqualTo(first.ensemble().nodes());
    assertThat(second.threshold()).isEqualTo(first.threshold()).isNotEqualTo(0.5);
  }

  @Test
  void whatSetsARowApartAddsUpToTheMarginOfItsScore() {
    List<Row> rows = planted();
    TreeModel model = train("explained", table(rows), ", trees = 50");
    Scorer scorer = Scorer.of(model, Kernels.of(BackendPreference.SCALAR));
    Map<String, Object> odd = values(rows.get(100));
    odd.put("x", 25.0);
    Explanation why = scorer.explain(odd);

    double sum = why.contributions().values().stream().mapToDouble(v -> v).sum();
    assertThat(why.base() + sum).isCloseTo(why.margin(), within(1e-12));
    assertThat(Math.pow(2, why.margin())).isCloseTo(scorer.score(odd).prediction(), within(1e-12));
    assertThat(why.contributions().get("x"))
        .isGreaterThan(0.1)
        .isGreaterThan(why.contributions().get("y"))
        .isGreaterThan(why.contributions().get("kind"));
  }

  @Test
  void contaminationSetsTheShareOfTrainingRowsThatAreAnomalies() {
    List<Row> rows = planted();
    TreeModel model = train("share", table(rows), ", contamination = 0.03");
    Scorer scorer = Scorer.of(model, Kernels.of(BackendPreference.SCALAR));
    long anomalies =
        rows.stream()
            .map(row -> scorer.score(values(row)))
            .map(Score::outputs)
            .filter(List.of(1.0)::equals)
            .count();

    assertThat(anomalies).isBetween(25L, 30L);
  }

  @Test
  void rowsThatNoSampleTellsApartScoreAHalfAndNoneIsAnAnomaly() {
    List<Row> rows =
        IntStream.range(0, 3000)
            .mapToObj(i -> RowFactory.create(i == 7 ? 2.5 : 1.5, null, "a"))
            .toList();
    TrainedModel trained = trained("same", table(rows), ", trees = 2, sample-size = 16");
    TreeModel model = (TreeModel) trained.model();
    Scorer scorer = Scorer.of(model, Kernels.of(BackendPreference.SCALAR));

    for (Row row : rows.subList(6, 8)) {
      Score score = scorer.score(values(row));
      assertThat(score.prediction()).isEqualTo(0.5);
      assertThat(score.outputs()).containsExactly(0.0);
    }
    assertThat(trained.warnings())
        .contains(
            "no column has two values among the rows of a tree, so that every row scores 0.5; give the model columns that vary");
  }

  @Test
  void fewerRowsThanASampleAreAllTakenAndARowThatMissesEverythingIsScored() {
    TrainedModel trained = trained("few", table(planted().subList(0, 40)), "");
    TreeModel model = (TreeModel) trained.model();

    assertThat(trained.warnings())
        .contains(
            "the training part has 40 rows, fewer than model.sample-size = 256; each tree is grown on all of them");
    assertThat(model.ensemble().nodes().covers()[0]).isEqualTo(40);
    assertThat(scores(model, List.of(RowFactory.create(null, null, null)))[0]).isBetween(0.2, 0.6);
  }

  @Test
  void refusesARowAloneAndSamplesThatTheDriverCannotHold() {
    assertThatThrownBy(() -> train("one", table(planted().subList(0, 1)), ""))
        .isInstanceOf(NightjarException.class)
        .hasMessage(
            "no feature is left of 3 columns; must be at least 1: x is dropped: all its values are 1.6270071762169862; y is dropped: all its values are missing; kind is dropped: all its values are a");
    assertThatThrownBy(() -> train("huge", table(planted()), ", trees = 7000, sample-size = 1010"))
        .isInstanceOf(NightjarException.class)
        .hasMessage(
            "model.sample-size: is 1010, and model.trees 7000: with 3 columns the samples take 134330000 values, keys included; must be 134217728 at most: lower one of the two");
  }
}
