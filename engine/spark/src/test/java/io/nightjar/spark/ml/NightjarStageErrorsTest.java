package io.nightjar.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.NightjarException;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** What a stage says of params and tables that it can't take. */
class NightjarStageErrorsTest {
  private static final StructType SCHEMA = StageRows.table().schema();

  private static String problem(NightjarEstimator stage) {
    return problem(stage, SCHEMA);
  }

  private static String problem(NightjarEstimator stage, StructType schema) {
    try {
      assertThat(stage.transformSchema(schema)).isNotNull();
    } catch (NightjarException e) {
      return e.getMessage().replace(stage.uid(), "STAGE");
    }
    throw new AssertionError("the stage takes it");
  }

  @Test
  void namesTheNearestOfAColumnThatIsMissing() {
    assertThat(problem(StageRows.stage("gbt").setInputCols("age", "hour")))
        .startsWith("STAGE: column hour is missing; did you mean hours?; the columns are id, age,");
    assertThat(problem(StageRows.stage("gbt").setting("labelCol", "churn")))
        .startsWith("STAGE: column churn is missing; did you mean churned?");
  }

  @Test
  void wantsAVectorInFeaturesColAndNoneInInputCols() {
    NightjarEstimator stage =
        NightjarEstimator.of("linear").setting("labelCol", "pay").setting("featuresCol", "age");
    assertThat(problem(stage))
        .isEqualTo(
            "STAGE: column age is double; featuresCol must be a vector: assemble one, or name"
                + " columns in inputCols");
    StructType vectors =
        new VectorAssembler()
            .setInputCols(new String[] {"age"})
            .setOutputCol("v")
            .transformSchema(SCHEMA);
    assertThat(problem(StageRows.stage("gbt").setInputCols("age", "v"), vectors))
        .contains("; inputCols must be numbers, texts, booleans, dates or timestamps: name a")
        .endsWith("vector in featuresCol");
  }

  @Test
  void refusesToWriteOverAColumn() {
    assertThat(problem(StageRows.stage("gbt").setting("predictionCol", "pay")))
        .isEqualTo(
            "STAGE: column pay is there already; drop it, or give the stage's column another name");
  }

  @Test
  void checksSettingsAsAConfigDoes() {
    assertThat(problem(StageRows.stage("gbt").setting("depth", 99).setting("learningRate", 7)))
        .contains("model.depth is 99; must be a whole number, 1..30.")
        .contains("model.learning-rate is 7; must be a number greater than 0, 1 at most.");
    assertThat(problem(StageRows.stage("logistic").setting("trees", 5)))
        .contains("model.trees does not apply to model.type = logistic; remove it.");
    assertThat(problem(new NightjarEstimator("untyped").setInputCols("age")))
        .contains("model.type is missing");
    assertThat(problem(NightjarEstimator.of("gbm").setInputCols("age")))
        .contains("model.type is gbm;")
        .contains("Did you mean gbt?");
  }

  @Test
  void leavesOtherLibrariesModelsToOtherStages() {
    assertThat(problem(NightjarEstimator.of("mllib").setInputCols("age")))
        .endsWith(
            "type is mllib; must be logistic, linear, poisson, gbt, forest, mlp, als, kmeans, pca or isolation-forest:"
                + " other stages stand in a pipeline themselves");
  }

  @Test
  void namesTheNearestOfAParamThatThereIsNot() {
    assertThatThrownBy(() -> StageRows.stage("gbt").setting("learningrate", 0.1))
        .hasMessageEndingWith("there is no param learningrate; did you mean learningRate?");
  }

  @Test
  void knowsThreeWaysWithInvalidRowsAndFourBackends() {
    assertThat(problem(StageRows.stage("gbt").setting("handleInvalid", "drop")))
        .isEqualTo("STAGE: handleInvalid is \"drop\"; must be error, skip or keep");
    assertThat(problem(StageRows.stage("gbt").setting("backend", "cuda")))
        .isEqualTo("STAGE: backend is \"cuda\"; must be auto, opencl, simd or scalar");
  }

  @Test
  void failsSkipsOrKeepsARowThatCannotBeScored() {
    Dataset<Row> table = StageRows.table();
    Dataset<Row> bad =
        table.selectExpr("id", "if(id = 5, double('Infinity'), age) as age", "hours", "kind");
    NightjarModel model = StageRows.stage("linear").fit(table);

    assertThatThrownBy(() -> model.transform(bad).collectAsList())
        .hasStackTraceContaining(
            ": a row can't be scored: age is Infinity; must be finite; mend it, or set"
                + " handleInvalid to skip or keep");
    assertThat(model.setting("handleInvalid", "skip").transform(bad).count()).isEqualTo(599);
    Dataset<Row> kept = model.setting("handleInvalid", "keep").transform(bad);
    assertThat(kept.count()).isEqualTo(600);
    assertThat(kept.filter("prediction is null").select("id").first().getLong(0)).isEqualTo(5);
    NightjarModel classes = StageRows.stage("gbt").fit(table).setting("handleInvalid", "keep");
    Row row = classes.transform(bad).filter("id = 5").first();
    assertThat(row.isNullAt(row.fieldIndex("probability"))).isTrue();
    assertThat(row.isNullAt(row.fieldIndex("prediction"))).isTrue();
  }

  @Test
  void refusesOtherColumnsBesideUsersAndItems() {
    NightjarEstimator als =
        StageRows.stage("als").setInputCols("age").setting("user", "age").setting("item", "kind");
    assertThat(problem(als))
        .isEqualTo(
            "STAGE: inputCols is [age], but als learns from its user and item, [age, kind], alone;"
                + " leave inputCols out");
    assertThat(problem(StageRows.stage("als").setting("item", "knd")))
        .startsWith("STAGE: column knd is missing; did you mean kind?");
    assertThat(problem(NightjarEstimator.of("als").setting("user", "age")))
        .contains("model.item is missing");
  }

  @Test
  void refusesVectorsOfAnotherLength() {
    Dataset<Row> table = StageRows.table();
    Dataset<Row> two = vectors(table, "age", "flag");
    NightjarModel model = NightjarEstimator.of("linear").setting("labelCol", "pay").fit(two);
    Dataset<Row> three = vectors(table, "age", "flag", "grade");
    assertThatThrownBy(() -> model.transform(three).collectAsList())
        .hasStackTraceContaining("features has 3 values; must have 2 as in training");
  }

  private static Dataset<Row> vectors(Dataset<Row> table, String... columns) {
    return new VectorAssembler().setInputCols(columns).setOutputCol("features").transform(table);
  }

  @Test
  void refusesAColumnThatChangedItsType() {
    NightjarModel model = StageRows.stage("gbt").fit(StageRows.table());
    StructType other =
        StageRows.table().selectExpr("id", "string(age) as age", "hours", "kind").schema();
    assertThatThrownBy(() -> model.transformSchema(other))
        .hasMessageContaining("column age is string; must be double or float, long, int");
  }
}
