package io.nightjar.spark.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.metrics.BinaryEvaluation;
import io.nightjar.metrics.ClassWeights;
import io.nightjar.metrics.CurvePoint;
import io.nightjar.metrics.Evaluation;
import io.nightjar.metrics.Metric;
import io.nightjar.metrics.RankingSums;
import io.nightjar.spark.SparkFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

class EvaluatorTest {
  private static final double[] SCORES = {.9, .8, .8, .6, .6, .4, .4, .1};
  private static final double[] LABELS = {1, 1, 0, 1, 0, 0, 1, 0};
  private static final double[] WEIGHTS = {1, 2, 1, 1, 3, 1, 1, 2};
  private static final EvaluationSpec BINARY = EvaluationSpec.binary("score", "label");

  private static Dataset<Row> table(double[] scores, double[] labels, double[] weights) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      rows.add(RowFactory.create(scores[i], labels[i], weights[i]));
    }
    return table(rows);
  }

  private static Dataset<Row> table(List<Row> rows) {
    StructType schema =
        new StructType()
            .add("score", DataTypes.DoubleType)
            .add("label", DataTypes.DoubleType)
            .add("weight", DataTypes.DoubleType);
    return SparkFixture.session().createDataFrame(rows, schema);
  }

  private static double value(Evaluation evaluation, Metric metric) {
    return evaluation.metric(metric).value();
  }

  /** 4,000 rows with many ties, labels that follow the score, and weights that are not whole. */
  private static Dataset<Row> made() {
    return SparkFixture.session()
        .range(0, 4000, 1, 3)
        .select(
            expr("pmod(hash(id, 1), 900) / 900D").as("score"),
            expr("CAST(pmod(hash(id, 2), 900) < pmod(hash(id, 1), 900) AS INT)").as("label"),
            expr("pmod(hash(id, 3), 7) / 10D").as("weight"),
            expr("pmod(hash(id, 4), 100) / 100D").as("noise"));
  }

  @Test
  void givesTheReferenceValues() {
    Evaluation s = Evaluator.evaluate(table(SCORES, LABELS, WEIGHTS), BINARY);
    assertThat(value(s, Metric.AUC)).isEqualTo(0.71875);
    assertThat(value(s, Metric.AUC_PR)).isCloseTo(0.7095238095, within(1e-10));
    assertThat(value(s, Metric.LOG_LOSS)).isCloseTo(0.6121919008, within(1e-10));
    assertThat(value(s, Metric.ECE)).isCloseTo(0.15, within(1e-10));
    assertThat(s.roc()).startsWith(new CurvePoint(0, 0, null)).endsWith(new CurvePoint(1, 1, .1));
    EvaluationSpec weighted = BINARY.withWeight(Optional.of("weight"));
    Evaluation w = Evaluator.evaluate(table(SCORES, LABELS, WEIGHTS), weighted);
    assertThat(value(w, Metric.AUC)).isCloseTo(0.7714285714, within(1e-10));
    assertThat(value(w, Metric.AUC_PR)).isCloseTo(0.7, within(1e-10));
    assertThat(value(w, Metric.LOG_LOSS)).isCloseTo(0.5882183948, within(1e-10));
  }

  @Test
  void doesNotDependOnPartitions() {
    for (EvaluationSpec spec : List.of(BINARY, BINARY.withWeight(Optional.of("weight")))) {
      Evaluation one = Evaluator.evaluate(made().coalesce(1), spec.withPartitions(1));
      for (int partitions : new int[] {2, 7, 64}) {
        Dataset<Row> rows = made().repartition(partitions);
        assertThat(Evaluator.evaluate(rows, spec.withPartitions(partitions))).isEqualTo(one);
      }
      assertThat(Evaluator.evaluate(made(), spec)).isEqualTo(one);
    }
  }

  @Test
  void agreesWithTheNaiveLoopOverPairs() {
    List<Row> rows = made().limit(1500).collectAsList();
    double won = 0;
    double pairs = 0;
    for (Row p : rows) {
      for (Row n : rows) {
        if (p.getInt(1) == 1 && n.getInt(1) == 0) {
          double pair = p.getDouble(2) * n.getDouble(2);
          pairs += pair;
          int order = Double.compare(p.getDouble(0), n.getDouble(0));
          won += order > 0 ? pair : order == 0 ? pair / 2 : 0;
        }
      }
    }
    Dataset<Row> same =
        SparkFixture.session().createDataFrame(rows, made().schema()).repartition(5);
    Evaluation e = Evaluator.evaluate(same, BINARY.withWeight(Optional.of("weight")));
    assertThat(value(e, Metric.AUC)).isCloseTo(won / pairs, within(1e-12));
  }

  @Test
  void givesOneMetricTheBitsThatItHasAmongAll() {
    Dataset<Row> rows = made();
    EvaluationSpec binary = BINARY.withWeight(Optional.of("weight"));
    givesEachMetricTheSameBits(rows, binary);
    givesEachMetricTheSameBits(rows, EvaluationSpec.regression("score", "noise"));
    Dataset<Row> several =
        rows.select(
            expr("array(score / 2, noise / 2, 1 - score / 2 - noise / 2)").as("scores"),
            expr("pmod(hash(noise), 3)").as("class"));
    givesEachMetricTheSameBits(
        several, EvaluationSpec.multiclass("scores", "class", List.of("a", "b", "c")));
  }

  private static void givesEachMetricTheSameBits(Dataset<Row> rows, EvaluationSpec spec) {
    Evaluation all = Evaluator.evaluate(rows, spec);
    for (String key : Metric.keysFor(spec.task())) {
      Metric metric = Metric.named(key).orElseThrow();
      assertThat(Evaluator.metric(rows, spec, metric)).as(key).isEqualTo(all.metric(metric));
    }
  }

  @Test
  void ranksRowsForAMetricAloneThatHangsOnTheirOrder() {
    SparkContext spark = SparkFixture.session().sparkContext();
    Dataset<Row> rows = made();
    spark.setJobGroup("one metric", "log loss", false);
    try {
      Evaluator.metric(rows, BINARY, Metric.LOG_LOSS);
      assertThat(spark.statusTracker().getJobIdsForGroup("one metric")).hasSize(1);
      Evaluator.metric(rows, BINARY, Metric.AUC);
      assertThat(spark.statusTracker().getJobIdsForGroup("one metric")).hasSizeGreaterThan(3);
    } finally {
      spark.clearJobGroup();
    }
  }

  @Test
  void refusesRowsThatCannotBeJudgedForOneMetricToo() {
    Dataset<Row> rows = table(new double[] {.5}, new double[] {2}, new double[] {1});
    assertThatThrownBy(() -> Evaluator.metric(rows, BINARY, Metric.LOG_LOSS))
        .isInstanceOf(NightjarException.class)
        .hasMessageContaining("label");
  }

  @Test
  void comparesTwoModelsOnTheSameRows() {
    Evaluation mine = Evaluator.evaluate(made(), BINARY);
    Evaluation its = Evaluator.evaluate(made(), BINARY.withScore("noise"));
    assertThat(its.rows()).isEqualTo(mine.rows()).isEqualTo(4000);
    assertThat(value(mine, Metric.AUC) - value(its, Metric.AUC)).isGreaterThan(0.2);
  }

  @Test
  void keepsTheAreaWhileItThinsTheCurve() {
    Dataset<Row> rows =
        SparkFixture.session()
            .range(0, 20_000, 1, 4)
            .select(
                expr("hash(id) / 4294967296D + 0.5D").as("score"),
                expr("CAST(hash(id, 9) < hash(id) AS INT)").as("label"));
    Evaluation e = Evaluator.evaluate(rows, BINARY.withPartitions(5));
    assertThat(e.roc()).hasSizeBetween(100, 601);
    double area = 0;
    for (int i = 1; i < e.roc().size(); i++) {
      CurvePoint a = e.roc().get(i - 1);
      CurvePoint b = e.roc().get(i);
      area += (b.x() - a.x()) * (a.y() + b.y()) / 2;
    }
    assertThat(value(e, Metric.AUC)).isCloseTo(area, within(1e-3));
    assertThat(Evaluator.evaluate(rows, BINARY.withPartitions(2))).isEqualTo(e);
  }

  @Test
  void saysWhyOneClassIsNotEnough() {
    Evaluation e = Evaluator.evaluate(made().filter("label = 0"), BINARY);
    assertThat(e.metric(Metric.AUC).reason())
        .isEqualTo("there is no positive row of weight above 0");
    Evaluation empty = Evaluator.evaluate(made().limit(0), BINARY);
    assertThat(empty.rows()).isZero();
    assertThat(empty.metric(Metric.LOG_LOSS).isPresent()).isFalse();
  }

  @Test
  void takesNegativeZeroForZero() {
    double[] scores = {0.0, -0.0, 0.0, -0.0};
    Evaluation e =
        Evaluator.evaluate(
            table(scores, new double[] {1, 0, 0, 1}, new double[4]), BINARY.withPartitions(3));
    assertThat(value(e, Metric.AUC)).isEqualTo(0.5);
  }

  @Test
  void rejectsRowsThatCannotBeEvaluated() {
    List<Row> rows =
        List.of(
            RowFactory.create(0.5, 1.0, 1.0),
            RowFactory.create(null, 1.0, 1.0),
            RowFactory.create(Double.NaN, 0.0, 1.0),
            RowFactory.create(0.5, 2.0, 1.0),
            RowFactory.create(0.5, null, 1.0),
            RowFactory.create(0.5, 0.0, -1.0));
    assertThatThrownBy(
            () -> Evaluator.evaluate(table(rows), BINARY.withWeight(Optional.of("weight"))))
        .isInstanceOf(NightjarException.class)
        .hasMessage(
            """
            score: 2 of 6 rows can't be evaluated; score must be a finite number. \
            Leave those rows out or mend them.
            label: 2 of 6 rows can't be evaluated; label must be 0 or 1. \
            Leave those rows out or mend them.
            weight: 1 of 6 rows can't be evaluated; weight must be finite and at least 0. \
            Leave those rows out or mend them.""")
        .extracting(e -> ((NightjarException) e).kind())
        .isEqualTo(FailureKind.DATA);
  }

  @Test
  void evaluatesARegressionWhateverThePartitions() {
    EvaluationSpec spec = EvaluationSpec.regression("score", "noise");
    Evaluation one = Evaluator.evaluate(made().coalesce(1), spec);
    assertThat(Evaluator.evaluate(made().repartition(13), spec)).isEqualTo(one);
    List<Row> rows = made().collectAsList();
    double squares =
        rows.stream().mapToDouble(r -> Math.pow(r.getDouble(0) - r.getDouble(3), 2)).sum();
    assertThat(value(one, Metric.RMSE)).isCloseTo(Math.sqrt(squares / 4000), within(1e-12));
    assertThat(value(one, Metric.R2)).isNegative();
  }

  @Test
  void evaluatesManyClassesEachAgainstTheRest() {
    Dataset<Row> rows =
        made()
            .withColumn(
                "class", when(col("score").lt(0.3), 0).when(col("noise").lt(0.5), 1).otherwise(2))
            .withColumn("scores", expr("array((1 - score) * 0.5D, score * 0.5D, 0.5D)"));
    EvaluationSpec spec =
        EvaluationSpec.multiclass("scores", "class", List.of("a", "b", "c")).withPartitions(3);
    Evaluation e = Evaluator.evaluate(rows, spec);
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      Dataset<Row> against =
          rows.select(
              col("scores").getItem(c).as("score"),
              col("class").equalTo(c).cast("int").as("label"));
      sum += value(Evaluator.evaluate(against, BINARY), Metric.AUC);
    }
    assertThat(value(e, Metric.AUC)).isEqualTo(sum / 3);
    assertThat(e.confusion().labels()).containsExactly("a", "b", "c");
    assertThat(Evaluator.evaluate(rows.repartition(7), spec.withPartitions(11))).isEqualTo(e);
    assertThatThrownBy(() -> Evaluator.evaluate(rows.withColumn("class", lit(3)), spec))
        .hasMessageStartingWith(
            "class: 4000 of 4000 rows can't be evaluated; class must be a whole number 0..2.");
  }

  @Test
  void takesTheVectorsOfMllib() {
    Dataset<Row> rows = made().withColumn("scores", expr("array(1 - score, score)"));
    EvaluationSpec spec = EvaluationSpec.multiclass("scores", "label", List.of("no", "yes"));
    Evaluation vectors =
        Evaluator.evaluate(
            rows.withColumn("scores", org.apache.spark.ml.functions.array_to_vector(col("scores"))),
            spec);
    assertThat(vectors).isEqualTo(Evaluator.evaluate(rows, spec));
    assertThat(vectors.metric(Metric.AUC))
        .isEqualTo(Evaluator.evaluate(made(), BINARY).metric(Metric.AUC));
  }

  @Test
  void partialSumsTravelByKryoToo() {
    SerializerInstance kryo = new KryoSerializer(new SparkConf()).newInstance();
    ClassTag<Object> any = ClassTag$.MODULE$.Object();
    PointwiseSums sums = new PointwiseSums(BINARY);
    for (int i = 0; i < SCORES.length; i++) {
      sums.add(RowFactory.create(SCORES[i], LABELS[i], 1.0));
    }
    PointwiseSums back = (PointwiseSums) kryo.deserialize(kryo.serialize(sums, any), any);
    RankingSums ranking = new RankingSums(new ClassWeights(), back.against()[0], 10);
    for (int i = 0; i < SCORES.length; i++) {
      ranking.add(SCORES[i], LABELS[i], 1);
    }
    RankingSums ranked = (RankingSums) kryo.deserialize(kryo.serialize(ranking.finish(), any), any);
    Evaluation direct = Evaluator.evaluate(table(SCORES, LABELS, WEIGHTS), BINARY);
    assertThat(BinaryEvaluation.of(back.binary(), ranked, back.against()[0], List.of("0", "1")))
        .isEqualTo(direct);
  }
}
