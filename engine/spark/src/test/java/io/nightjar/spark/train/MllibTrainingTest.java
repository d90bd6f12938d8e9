package io.nightjar.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.config.JobConfig;
import io.nightjar.model.MllibModel;
import io.nightjar.model.calibration.Isotonic;
import io.nightjar.model.calibration.OneVsRest;
import io.nightjar.model.calibration.ScoreMap;
import io.nightjar.model.calibration.Sigmoid;
import io.nightjar.model.files.LoadedModel;
import io.nightjar.model.files.ModelDirectory;
import io.nightjar.model.files.ModelFiles;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.score.ScoredColumns;
import io.nightjar.spark.score.mllib.MllibTableScorer;
import io.nightjar.spark.train.mllib.DesignRows;
import io.nightjar.spark.train.mllib.MllibFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Model;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MllibTrainingTest {
  private static final SparkSession SPARK = SparkFixture.session();

  @TempDir Path folder;

  private static JobConfig forest(String... overrides) {
    String[] small = {
      "model.params.numTrees=3", "model.params.maxDepth=4", "data.where=\"age < 30\""
    };
    String[] all = new String[small.length + overrides.length];
    System.arraycopy(small, 0, all, 0, small.length);
    System.arraycopy(overrides, 0, all, small.length, overrides.length);
    return TrainingRuns.config("adult-forest.conf", all);
  }

  private Model<?> loaded(Path directory) {
    LoadedModel loaded = ModelDirectory.read(ModelFiles.local(directory));
    return new MllibFiles(SPARK, new org.apache.hadoop.fs.Path(directory.toString()))
        .read((MllibModel) loaded.model());
  }

  @Test
  void trainsSavesAndLoadsARandomForestThatPredictsTheSame() {
    TrainingRuns.Run run = TrainingRuns.train(forest(), folder.resolve("a"));
    String identity = run.trained().write(Map.of());
    MllibModel model = (MllibModel) run.trained().model();
    assertThat(model.modelClass())
        .isEqualTo("org.apache.spark.ml.classification.RandomForestClassificationModel");
    Dataset<Row> rows = new DesignRows(model.features()).add(run.split().test().rows().limit(500));
    List<Row> once = predictions(loaded(folder.resolve("a")), rows);
    assertThat(once).hasSize(500);
    TrainingRuns.Run again = TrainingRuns.train(forest(), folder.resolve("b"));
    assertThat(again.trained().write(Map.of())).isEqualTo(identity);
    assertThat(predictions(loaded(folder.resolve("b")), rows)).isEqualTo(once);
  }

  @Test
  void calibratesTheProbabilitiesOfASparkModelAsOurOwn() {
    TrainingRuns.Run run = TrainingRuns.train(forest(), folder.resolve("a"));
    run.trained().write(Map.of());
    Model<?> fitted = loaded(folder.resolve("a"));
    MllibModel model = (MllibModel) run.trained().model();
    Sigmoid sigmoid = new Sigmoid(-1.3, 0.2);
    List<Row> own = scored(new MllibTableScorer(model, fitted), run);
    List<Row> calibrated =
        scored(new MllibTableScorer((MllibModel) model.withCalibration(sigmoid), fitted), run);
    for (int i = 0; i < own.size(); i++) {
      double expected = sigmoid.apply(own.get(i).getDouble(0));
      assertThat(calibrated.get(i).getDouble(0)).isEqualTo(expected);
      assertThat(calibrated.get(i).<Double>getList(1)).containsExactly(1 - expected, expected);
      assertThat(calibrated.get(i).getString(2))
          .isEqualTo(model.target().classes().get(expected >= 0.5 ? 1 : 0));
    }
  }

  @Test
  void calibratesTheProbabilitiesOfSeveralClassesAndNamesTheLikeliest() {
    TrainingRuns.Run run =
        TrainingRuns.train(
            forest("data.label=race", "data.positive=null", "gates=null", "promote=manual"),
            folder.resolve("a"));
    run.trained().write(Map.of());
    Model<?> fitted = loaded(folder.resolve("a"));
    MllibModel model = (MllibModel) run.trained().model();
    int classes = model.target().classes().size();
    List<ScoreMap> maps = new ArrayList<>();
    for (int k = 0; k < classes; k++) {
      maps.add(new Isotonic(List.of(0.0, 1.0), List.of(0.0, 1.0 / (1 + (k + 3) % classes))));
    }
    OneVsRest calibration = new OneVsRest(maps);
    List<Row> own = scored(new MllibTableScorer(model, fitted), run);
    List<Row> calibrated =
        scored(new MllibTableScorer((MllibModel) model.withCalibration(calibration), fitted), run);
    for (int i = 0; i < own.size(); i++) {
      double[] expected =
          own.get(i).<Double>getList(1).stream().mapToDouble(Double::doubleValue).toArray();
      calibration.apply(expected);
      int likeliest = 0;
      for (int k = 1; k < classes; k++) {
        likeliest = expected[k] > expected[likeliest] ? k : likeliest;
      }
      assertThat(calibrated.get(i).<Double>getList(1))
          .isEqualTo(Arrays.stream(expected).boxed().toList());
      assertThat(calibrated.get(i).getDouble(0)).isEqualTo(likeliest);
      assertThat(calibrated.get(i).getString(2)).isEqualTo(model.target().classes().get(likeliest));
    }
  }

  private static List<Row> scored(MllibTableScorer scorer, TrainingRuns.Run run) {
    return scorer
        .score(run.split().test().rows().limit(200))
        .select(ScoredColumns.PREDICTION, ScoredColumns.PROBABILITIES, ScoredColumns.LABEL)
        .collectAsList();
  }

  private static List<Row> predictions(Model<?> model, Dataset<Row> rows) {
    return model.transform(rows).select("probability", "prediction").collectAsList();
  }

  @Test
  void namesTheNearestParam() {
    JobConfig config = forest("model.params.numTres=7");
    assertThatThrownBy(() -> TrainingRuns.train(config, folder.resolve("c")))
        .hasMessage(
            "model.params.numTres: is no param of RandomForestClassifier; did you mean"
                + " 'numTrees'?");
  }
}
