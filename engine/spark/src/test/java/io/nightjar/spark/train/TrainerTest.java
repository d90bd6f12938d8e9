package io.nightjar.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Link;
import io.nightjar.model.TreeModel;
import io.nightjar.scorer.BatchScorer;
import io.nightjar.scorer.ScoreBatch;
import io.nightjar.scorer.Scorer;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.CatalogTable;
import io.nightjar.spark.data.RawRows;
import io.nightjar.spark.data.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The census: six numeric columns for speed, all of them for quality. */
class TrainerTest {
  @TempDir static Path folder;
  private static TrainedModel plain;

  private static TrainedModel six(String name, String backend) {
    JobConfig config =
        TrainingRuns.config(
            "adult-numeric6.conf", "compute.backend=" + backend, "model.precision=float");
    return TrainingRuns.train(config, folder.resolve(name)).trained();
  }

  /** One model on plain loops that several tests look at. */
  private static synchronized TrainedModel plain() {
    if (plain == null) {
      plain = six("plain", "scalar");
      assertThat(plain.write(Map.of())).hasSize(64);
    }
    return plain;
  }

  private static Map<String, String> bytes(Path directory) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(directory.relativize(file).toString(), Arrays.toString(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  @Test
  void writesTheSameBytesTwice() throws IOException {
    assertThat(plain()).isNotNull();
    assertThat(six("again", "scalar").write(Map.of())).hasSize(64);
    assertThat(bytes(folder.resolve("again"))).isEqualTo(bytes(folder.resolve("plain")));
    assertThat(bytes(folder.resolve("again")))
        .containsOnlyKeys("manifest.json", "model.json", "tensors.safetensors");
  }

  @Test
  void scoresTheTestRowsWellAndAsTheFilesSay() {
    JobConfig config = TrainingRuns.config("adult.conf");
    TrainingRuns.Run run = TrainingRuns.train(config, folder.resolve("adult"));
    assertThat(run.trained().write(Map.of())).hasSize(64);
    Scorer loaded = Scorer.load(folder.resolve("adult"));
    Scorer trained = Scorer.of(run.trained().model(), Kernels.of(BackendPreference.SCALAR));
    double[] scores = scores(loaded, run.split().test());
    assertThat(scores).isEqualTo(scores(trained, run.split().test()));
    assertThat(auc(scores, labels(run.split().test()))).isGreaterThanOrEqualTo(0.900);
    assertThat(run.trained().timingsMillis()).containsOnlyKeys("features", "fit");
  }

  @Test
  void growsTreesThatRankBetterAndScoreAsTheFilesSay() {
    JobConfig config =
        TrainingRuns.config(
            "adult-gbt.conf", "model.trees=40", "model.monotone={education-num=increasing}");
    TrainingRuns.Run run = TrainingRuns.train(config, folder.resolve("trees"));
    assertThat(run.trained().write(Map.of())).hasSize(64);
    Scorer loaded = Scorer.load(folder.resolve("trees"));
    TreeModel model = (TreeModel) run.trained().model();
    double[] scores = scores(loaded, run.split().test());
    assertThat(scores)
        .isEqualTo(
            scores(Scorer.of(model, Kernels.of(BackendPreference.SCALAR)), run.split().test()));
    assertThat(auc(scores, labels(run.split().test()))).isGreaterThanOrEqualTo(0.915);
    assertThat(model.link()).isEqualTo(Link.LOGIT);
    assertThat(model.importance().get(0).gain()).isPositive();
    assertThat(model.provenance().algorithm().parameters())
        .containsEntry("trees", "40")
        .containsEntry("early-stopping-rounds", "20")
        .containsEntry("monotone.education-num", "increasing");
    assertThat(model.provenance().fit()).containsKeys("rounds", "validation-loss");
  }

  @Test
  void sendsACategoryThatTrainingNeverMetWithTheMostRows() {
    for (String label : List.of("if(id % 10 < 7, 1, 5)", "if(id % 10 < 7, 5, 1)")) {
      Table table =
          CatalogTable.of(
              "made",
              SparkFixture.session()
                  .range(0, 1000, 1, 3)
                  .selectExpr(
                      "id", "if(id % 10 < 7, 'most', 'few') as kind", label + " + id % 3 as y"));
      JobConfig config =
          TrainingRuns.parse(
              "name = made\ndata { source = made, label = y, id = id }\n"
                  + "model { type = gbt, trees = 1, depth = 1, learning-rate = 1 }\n");
      Scorer scorer =
          Scorer.of(
              TrainingRuns.train(config, table, folder.resolve("made")).trained().model(),
              Kernels.of(BackendPreference.SCALAR));
      double most = scorer.score(Map.of("kind", "most")).prediction();
      assertThat(scorer.score(Map.of("kind", "few")).prediction()).isNotEqualTo(most);
      assertThat(scorer.score(Map.of("kind", "new")).prediction()).isEqualTo(most);
    }
  }

  @Test
  void refusesWaysForColumnsThatAreNoFeatures() {
    JobConfig config =
        TrainingRuns.config("adult-gbt.conf", "model.monotone={agee=increasing, sex=decreasing}");
    assertThatThrownBy(() -> TrainingRuns.train(config, folder.resolve("ways")))
        .isInstanceOfSatisfying(
            NightjarException.class,
            failure -> assertThat(failure.kind()).isEqualTo(FailureKind.CONFIG))
        .hasMessage(
            "model.monotone: column agee is not a feature; the nearest feature is age; mend the"
                + " name or drop it\n"
                + "model.monotone: column sex holds categories, which have no order; drop it");
  }

  private static double[] scores(Scorer scorer, Table table) {
    RawRows reader = new RawRows(table.schema(), scorer.signature().names());
    List<Row> rows = table.rows().collectAsList();
    Object[][] raw = new Object[rows.size()][reader.width()];
    IntStream.range(0, raw.length).forEach(i -> reader.read(rows.get(i), raw[i]));
    BatchScorer batch = scorer.batch();
    ScoreBatch scored = batch.score(raw, raw.length);
    return IntStream.range(0, raw.length).mapToDouble(scored::prediction).toArray();
  }

  private static boolean[] labels(Table table) {
    List<Row> rows = table.rows().select("income").collectAsList();
    boolean[] labels = new boolean[rows.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = rows.get(i).getString(0).equals(">50K");
    }
    return labels;
  }

  /** The rank sum, ties at their mean rank. */
  private static double auc(double[] scores, boolean[] labels) {
    Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
    double rankSum = 0;
    long positives = 0;
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && scores[order[to]] == scores[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        if (labels[order[i]]) {
          positives++;
          rankSum += (from + 1 + to) / 2.0;
        }
      }
      from = to;
    }
    double pairs = (double) positives * (order.length - positives);
    return (rankSum - positives * (positives + 1) / 2.0) / pairs;
  }

  @Test
  void saysWhereTheKernelsRan() {
    assertThat(plain().placement()).hasSize(1);
    KernelUse use = plain().placement().get(0);
    assertThat(use.kernel()).isEqualTo("glm-gradient");
    assertThat(use.backend()).isEqualTo("scalar");
    assertThat(use.calls()).isGreaterThan(8);
  }

  @Test
  void reachesTheSameObjectiveOnADevice() {
    TrainedModel onDevice = six("device", "opencl");
    boolean ran = onDevice.placement().stream().anyMatch(use -> use.backend().equals("opencl"));
    boolean required = "required".equals(System.getProperty("nightjar.opencl"));
    assumeTrue(ran || required, "no OpenCL device: " + onDevice.placement());
    assertThat(ran).as("kernels ran on a device: " + onDevice.placement()).isTrue();
    assertThat(objective(onDevice)).isCloseTo(objective(plain()), within(1e-6));
  }

  private static double objective(TrainedModel trained) {
    return Double.parseDouble(trained.model().provenance().fit().get("objective"));
  }

  @Test
  void remembersItsOrigin() {
    LinearModel model = (LinearModel) plain().model();
    assertThat(model.provenance().snapshot().rows()).isEqualTo(32_561);
    assertThat(model.provenance().algorithm().parameters()).containsEntry("lambda", "0.01");
    assertThat(model.target().classes()).containsExactly("<=50K", ">50K");
    assertThat(LinearDesign.of(model.features()).width()).isEqualTo(6);
  }
}
