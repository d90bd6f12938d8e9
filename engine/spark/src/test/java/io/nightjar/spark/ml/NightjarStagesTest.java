package io.nightjar.spark.ml;

import static org.apache.spark.ml.functions.array_to_vector;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.TreeModel;
import io.nightjar.scorer.Score;
import io.nightjar.scorer.Scorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house's stages among Spark ML's own. */
class NightjarStagesTest {
  @TempDir Path folder;

  static List<String> types() {
    return StageRows.TYPES;
  }

  private static List<Row> rows(Dataset<Row> table) {
    return table.orderBy("id").collectAsList();
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyTypeTrainsInAPipelineAndScoresAlikeOnceItIsLoaded(String type) throws IOException {
    Dataset<Row> table = StageRows.table();
    NightjarEstimator stage = StageRows.stage(type);
    PipelineModel trained = new Pipeline().setStages(new PipelineStage[] {stage}).fit(table);
    List<Row> scored = rows(trained.transform(table));

    assertThat(scored).hasSize(600).allMatch(row -> !row.isNullAt(row.fieldIndex("prediction")));
    assertThat(trained.transform(table).schema())
        .isEqualTo(trained.transformSchema(table.schema()));
    String path = folder.resolve("pipeline").toString();
    trained.save(path);
    assertThat(rows(PipelineModel.load(path).transform(table))).isEqualTo(scored);
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).contains("model.json");
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void aStageKeepsItsParamsThroughTheDiskAndACopy(String type) throws IOException {
    NightjarEstimator stage = StageRows.stage(type).setting("predictionCol", "said");
    String path = folder.resolve("stage").toString();
    stage.save(path);

    assertThat(texts(NightjarEstimator.load(path))).isEqualTo(texts(stage));
    assertThat(texts(stage.copy(ParamMap.empty()))).isEqualTo(texts(stage));
  }

  private static Map<String, String> texts(NightjarEstimator stage) {
    Map<String, String> texts = new HashMap<>();
    for (Param<?> param : stage.params()) {
      if (stage.isDefined(param)) {
        Object value = stage.getOrDefault(param);
        texts.put(
            param.name(),
            value instanceof String[] names ? Arrays.toString(names) : value.toString());
      }
    }
    return texts;
  }

  @Test
  void scoresWithTheBitsOfTheScorerWithoutSpark() throws IOException {
    Dataset<Row> table = StageRows.table();
    NightjarModel model = StageRows.stage("gbt").fit(table);
    String path = folder.resolve("model").toString();
    model.save(path);
    Scorer service = Scorer.load(Path.of(path, "model"));

    for (Row row : rows(model.transform(table))) {
      Map<String, Object> raw = new HashMap<>();
      List.of("age", "hours", "kind").forEach(name -> raw.put(name, row.getAs(name)));
      Score score = service.score(raw);
      Vector probability = row.getAs("probability");
      assertThat(probability.apply(1)).isEqualTo(score.prediction());
      Vector margins = row.getAs("rawPrediction");
      assertThat(margins.apply(0)).isEqualTo(-margins.apply(1));
      assertThat(row.<Double>getAs("prediction"))
          .isEqualTo(score.label().orElseThrow().equals("yes") ? 1.0 : 0.0);
    }
  }

  @Test
  void readsTheVectorThatOtherStagesAssemble() throws IOException {
    Dataset<Row> table = StageRows.table();
    PipelineStage[] stages = {
      new StringIndexer().setInputCol("kind").setOutputCol("kindIndex"),
      new VectorAssembler()
          .setInputCols(new String[] {"age", "hours", "kindIndex"})
          .setOutputCol("features")
          .setHandleInvalid("keep"),
      NightjarEstimator.of("gbt").setting("labelCol", "flag").setting("trees", 20)
    };
    PipelineModel trained = new Pipeline().setStages(stages).fit(table);
    Dataset<Row> scored = trained.transform(table);

    assertThat(scored.columns()).doesNotContain("features[0]").contains("features", "prediction");
    double auc = new BinaryClassificationEvaluator().setLabelCol("flag").evaluate(scored);
    assertThat(auc).isGreaterThan(0.95);
    NightjarModel model = (NightjarModel) trained.stages()[2];
    assertThat(model.model().signature().names())
        .containsExactly("features[0]", "features[1]", "features[2]");
    // A vector column without its size is asked for it; its elements are the same.
    Dataset<Row> bare =
        StageRows.table()
            .selectExpr("*", "cast(kind = 'a' as double) as k")
            .selectExpr("*", "array(age, k) as numbers")
            .withColumn("features", array_to_vector(new Column("numbers")));
    NightjarModel ofBare = NightjarEstimator.of("logistic").setting("labelCol", "flag").fit(bare);
    Scorer alone = Scorer.of(ofBare.model(), Kernels.of(BackendPreference.SCALAR));
    for (Row row : rows(ofBare.transform(bare))) {
      Vector probability = row.getAs("probability");
      double[] features = row.<Vector>getAs("features").toArray();
      assertThat(probability.apply(1)).isEqualTo(alone.score(features).prediction());
    }
  }

  @Test
  void aCrossValidatorPicksTheDeeperTreesAndIsSaved() throws IOException {
    Dataset<Row> table = StageRows.table();
    NightjarEstimator stage = StageRows.stage("gbt").setting("labelCol", "flag");
    ParamMap[] grid =
        IntStream.of(1, 4)
            .mapToObj(depth -> new ParamMap().put(stage.getParam("depth").w(depth)))
            .toArray(ParamMap[]::new);
    CrossValidatorModel found =
        new CrossValidator()
            .setEstimator(stage)
            .setEstimatorParamMaps(grid)
            .setEvaluator(new BinaryClassificationEvaluator().setLabelCol("flag"))
            .setNumFolds(2)
            .setSeed(3)
            .fit(table);

    assertThat(found.avgMetrics()[1]).isGreaterThan(found.avgMetrics()[0]);
    NightjarModel best = (NightjarModel) found.bestModel();
    assertThat(best.model()).isInstanceOf(TreeModel.class);
    assertThat(best.model().provenance().algorithm().parameters()).containsEntry("depth", "4");
    String path = folder.resolve("search").toString();
    found.save(path);
    assertThat(rows(CrossValidatorModel.load(path).transform(table)))
        .isEqualTo(rows(found.transform(table)));
  }

  @Test
  void saysTheLabelsOwnNumbersWhereClassesAreNumbers() {
    Dataset<Row> table = StageRows.table();
    Dataset<Row> scored = StageRows.stage("forest").fit(table).transform(table);
    double accuracy =
        new MulticlassClassificationEvaluator()
            .setLabelCol("grade")
            .setMetricName("accuracy")
            .evaluate(scored);
    assertThat(accuracy).isGreaterThan(0.95);
    assertThat(scored.select("prediction").distinct().as(Encoders.DOUBLE()).collectAsList())
        .containsExactlyInAnyOrder(10.0, 20.0, 30.0);
  }

  @Test
  void weighsAndStopsEarlyAsAConfigSays() {
    Dataset<Row> table = StageRows.table().selectExpr("*", "1.0 + id % 3 as w");
    NightjarModel model =
        StageRows.stage("gbt")
            .setting("weightCol", "w")
            .setting("validation", 0.3)
            .setting("trees", 300)
            .setting("earlyStoppingRounds", 3)
            .fit(table);
    assertThat(((TreeModel) model.model()).ensemble().trees()).isLessThan(300);
    assertThat(model.model().signature().names()).containsExactly("age", "hours", "kind");
  }
}
