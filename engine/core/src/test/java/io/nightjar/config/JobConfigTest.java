package io.nightjar.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.GatesConfig.Part;
import io.nightjar.config.SplitConfig.By;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.config.model.ModelConfig.Loss;
import io.nightjar.config.model.ModelConfig.Monotone;
import io.nightjar.config.model.StandardErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobConfigTest {
  private static final Path ROOT = Path.of(System.getProperty("nightjar.root"));
  private static final String LEAST =
      """
      name = churn
      data { source = "churn.parquet", label = left }
      model { type = logistic }
      """;

  @Test
  void readsTheLeastConfigWithEveryDefault() {
    JobConfig config = parse(LEAST);

    assertThat(config.data().format()).isEqualTo(DataConfig.Format.GUESS);
    assertThat(config.data().csv().header()).isTrue();
    assertThat(config.split()).isEqualTo(new SplitConfig(By.CONTENT, 0.15, 0.15, 42));
    assertThat(config.model())
        .isEqualTo(
            new ModelConfig.Logistic(
                new ModelConfig.Glm(
                    1e-4,
                    0,
                    200,
                    1e-8,
                    true,
                    true,
                    ModelConfig.Precision.FLOAT,
                    StandardErrorKind.NONE,
                    null,
                    Map.of()),
                0.5,
                ModelConfig.Family.AUTO,
                0));
    assertThat(config.gates()).isEqualTo(new GatesConfig(List.of(), 100));
    assertThat(config.promote()).isEqualTo(JobConfig.Promote.MANUAL);
    assertThat(config.score()).isEmpty();
    assertThat(config.compute())
        .isEqualTo(new ComputeConfig(ComputeConfig.Backend.AUTO, false, 8, 4096));
    assertThat(config.registry()).isEqualTo("registry");
    assertThat(config.runs()).isEqualTo("runs");
  }

  /** Numbers may be written anew, such as 0 for 0.0; secrets aside nothing else is lost. */
  @ParameterizedTest
  @MethodSource("configs")
  void whatIsStatedResolvesToTheSameAgain(Path file) {
    JobConfig config = JobConfig.load(file, List.of("seed=7"), Map.of("NIGHTJAR_DATA", "/data"));

    JobConfig again = JobConfig.parse("again", config.provenance().stated(), List.of(), Map.of());

    assertThat(again.resolved()).isEqualTo(config.resolved());
    assertThat(again.configSha256()).isEqualTo(config.configSha256());
  }

  @ParameterizedTest
  @MethodSource("configs")
  void loadsEveryConfigOfTheRepository(Path file) {
    JobConfig config = JobConfig.load(file, List.of(), Map.of());

    assertThat(config.name()).startsWith(file.getFileName().toString().split("[-.]")[0]);
    assertThat(config.data().source()).matches("(\\.\\./shared/data|target/data)/.*");
  }

  static Stream<Path> configs() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("conf"))) {
      return files.filter(f -> f.toString().endsWith(".conf")).toList().stream()
          .filter(f -> !f.endsWith("spark-defaults.conf"))
          .sorted();
    }
  }

  @Test
  void readsBoostedTreesWithTheirDefaults() {
    JobConfig config = parse(LEAST, "model.type=gbt");

    assertThat(config.model())
        .isEqualTo(
            new ModelConfig.Gbt(
                new ModelConfig.Objective(Loss.AUTO, 1, 0.5, 1.5),
                100,
                0.1,
                OptionalInt.empty(),
                Optional.empty(),
                1,
                new ModelConfig.Growth(
                    6, OptionalInt.empty(), 255, 1, 0, 0, 1, 1, OptionalDouble.empty(), Map.of()),
                0.5,
                0,
                Optional.empty()));
    assertThat(config.resolved()).contains("\"depth\":6,").contains("\"lambda\":1.0,");
  }

  @Test
  void readsAForestWithItsDefaults() {
    assertThat(parse(LEAST, "model.type=forest").model())
        .isEqualTo(
            new ModelConfig.Forest(
                Loss.AUTO,
                100,
                new ModelConfig.Growth(
                    12, OptionalInt.empty(), 255, 0, 0, 0, 1, 1, OptionalDouble.empty(), Map.of()),
                0.5,
                0));
  }

  @Test
  void readsANetworkWithItsDefaults() {
    JobConfig config = parse(LEAST, "model.type=mlp");

    assertThat(config.model())
        .isEqualTo(
            new ModelConfig.Mlp(
                Loss.AUTO,
                List.of(64, 32),
                ModelConfig.HiddenActivation.RELU,
                0,
                1e-4,
                new ModelConfig.Descent(
                    ModelConfig.Optimizer.ADAM, 0.001, 1, 0.9, 256, 50, 0, 200, 1e-8),
                0.5,
                0));
    assertThat(config.resolved())
        .contains("\"learning-rate\":0.001", "\"hidden-layers\":[64,32]")
        .doesNotContain("momentum", "max-iterations");
  }

  @Test
  void readsANetworkThatGoesDownOverAllRows() {
    JobConfig config =
        parse(LEAST, "model={type=mlp, hidden-layers=[8], activation=tanh, optimizer=l-bfgs}");

    ModelConfig.Mlp mlp = (ModelConfig.Mlp) config.model();
    assertThat(mlp.descent().optimizer()).isEqualTo(ModelConfig.Optimizer.L_BFGS);
    assertThat(mlp.hiddenLayers()).containsExactly(8);
    assertThat(config.resolved()).contains("max-iterations").doesNotContain("batch-size");
  }

  @Test
  void readsEverySettingOfBoostedTrees() {
    JobConfig config =
        parse(
            """
            name = churn
            data { source = "churn.parquet", label = left }
            model {
              type = gbt, objective = tweedie, tweedie-power = 1.25, trees = 200, leaves = 31
              learning-rate = 0.05, early-stopping-rounds = 20, max-bins = 64, lambda = 2, alpha = 3
              gamma = 0.5, min-child-weight = 10, subsample = 0.8, column-subsample = 0.5
              monotone { age = increasing, "net.price" = decreasing }, checkpoint-rounds = 25,
              early-stopping-metric = mae, warm-start = "models:/adult@champion"
            }
            """);

    ModelConfig.Gbt gbt = (ModelConfig.Gbt) config.model();
    assertThat(gbt.objective()).isEqualTo(new ModelConfig.Objective(Loss.TWEEDIE, 1, 0.5, 1.25));
    assertThat(gbt.trees()).isEqualTo(200);
    assertThat(gbt.learningRate()).isEqualTo(0.05);
    assertThat(gbt.earlyStoppingRounds()).hasValue(20);
    assertThat(gbt.checkpointRounds()).isEqualTo(25);
    assertThat(gbt.earlyStoppingMetric()).hasValue("mae");
    assertThat(gbt.warmStart()).hasValue("models:/adult@champion");
    assertThat(gbt.growth())
        .isEqualTo(
            new ModelConfig.Growth(
                30,
                OptionalInt.of(31),
                64,
                2,
                3,
                0.5,
                10,
                0.8,
                OptionalDouble.of(0.5),
                Map.of("age", Monotone.INCREASING, "net.price", Monotone.DECREASING)));
  }

  @Test
  void readsAdult() {
    JobConfig config =
        JobConfig.load(
            ROOT.resolve("conf/adult.conf"), List.of(), Map.of("NIGHTJAR_DATA", "/data"));

    assertThat(config.data().source()).isEqualTo("/data/adult/adult.data");
    assertThat(config.data().testSource()).contains("/data/adult/adult.test");
    assertThat(config.data().csv().columns()).hasSize(15);
    assertThat(config.data().csv().stripSuffix()).isEqualTo(Map.of("income", "."));
    assertThat(config.data().contract().keySet())
        .containsExactly("age", "sex", "hours-per-week", "workclass", "occupation", "income");
    assertThat(config.split().test()).isZero();
    assertThat(config.gates().gates().get(0).on()).isEqualTo(Part.TEST);
    assertThat(config.gates().gates().get(1).metric()).isEqualTo("log_loss");
    assertThat(config.requireScore().keep()).containsExactly("age", "sex");
    assertThat(config.where("gates.auc.min")).isEqualTo(ROOT + "/conf/adult.conf:48");
    assertThat(config.where("data.source")).isEqualTo(ROOT + "/conf/adult.conf:17");
    assertThat(config.where("data.nights")).isEqualTo(ROOT + "/conf/adult.conf:16");
    assertThat(config.where("seed")).isEqualTo(ROOT + "/conf/adult.conf");
  }

  @Test
  void includedConfigsAreOverriddenByTheFile() {
    JobConfig config = JobConfig.load(ROOT.resolve("conf/adult-forest.conf"), List.of(), Map.of());

    assertThat(config.model())
        .isEqualTo(
            new ModelConfig.Mllib(
                "org.apache.spark.ml.classification.RandomForestClassifier",
                Map.of("numTrees", 50L, "maxDepth", 10L, "seed", 42L)));
    assertThat(config.where("model.class")).isEqualTo(ROOT + "/conf/adult-forest.conf:9");
    assertThat(config.where("data.label")).isEqualTo(ROOT + "/conf/adult.conf:30");
  }

  @Test
  void readsAModelOfAnotherLibraryInPlaceOfAnAlgorithm() {
    JobConfig config = JobConfig.load(ROOT.resolve("conf/adult-import.conf"), List.of(), Map.of());

    assertThat(config.model())
        .isEqualTo(
            new ModelConfig.Import(
                "adult.onnx",
                "auto",
                List.of("age", "education-num", "capital-gain", "capital-loss", "hours-per-week"),
                List.of(),
                ModelConfig.Precision.DOUBLE,
                ModelConfig.Predicts.OPEN,
                Optional.empty(),
                ModelConfig.Scale.IDENTITY,
                0.5));
  }

  @Test
  void readsSettingsOfSparkByTheirFullNames() {
    JobConfig config =
        parse(
            LEAST
                + """
                spark {
                  sql.shuffle.partitions = 64
                  "spark.executor.memory" = 4g
                  speculation = true
                  "speculation.quantile" = 0.9
                }
                """,
            "spark.sql.shuffle.partitions=8",
            "spark.hadoop.fs.s3a.endpoint=http://localhost:9000");

    assertThat(config.spark())
        .isEqualTo(
            Map.of(
                "spark.sql.shuffle.partitions", "8",
                "spark.executor.memory", "4g",
                "spark.speculation", "true",
                "spark.speculation.quantile", "0.9",
                "spark.hadoop.fs.s3a.endpoint", "http://localhost:9000"));
  }

  @Test
  void overridesTakePathsAndUrisWithoutQuotes() {
    JobConfig config =
        parse(
            LEAST,
            "data.source=s3a://bucket/*.csv",
            "registry=/var/nightjar=1",
            "features.exclude=[a, \"b c\"]",
            "data.positive=yes",
            "model.lambda=0.5",
            "model.lambda=0.25");

    assertThat(config.data().source()).isEqualTo("s3a://bucket/*.csv");
    assertThat(config.registry()).isEqualTo("/var/nightjar=1");
    assertThat(config.features().exclude()).containsExactly("a", "b c");
    assertThat(config.data().positive()).contains("yes");
    assertThat(((ModelConfig.Logistic) config.model()).glm().lambda()).isEqualTo(0.25);
    assertThat(config.where("model.lambda")).isEqualTo("--set model.lambda");
  }

  @Test
  void overridesReachSubstitutions() {
    JobConfig config =
        parse("vars.root = a\n" + LEAST + "registry = ${vars.root}\"/registry\"", "vars.root=/b");

    assertThat(config.registry()).isEqualTo("/b/registry");
    assertThat(config.where("registry")).isEqualTo("job.conf:5");
  }

  @Test
  void nullCountsAsNotGiven() {
    assertThat(parse(LEAST + "data.test-source = null, seed = null").data().testSource()).isEmpty();
  }

  @Test
  void numbersFromTheEnvironmentAreNumbers() {
    JobConfig config =
        JobConfig.parse("job.conf", LEAST + "seed = ${SEED}", List.of(), Map.of("SEED", "7"));

    assertThat(config.seed()).isEqualTo(7);
    assertThat(config.split().seed()).isEqualTo(7);
  }

  @Test
  void resolvesDefaultsIntoTheRecordAndMasksSecrets() {
    JobConfig config =
        parse(
            LEAST
                + """
                registry = "https://me:hunter2@store.example/models?token=abc&x=1"
                spark { hadoop.fs.s3a { access.key = AKIA, secret.key = "s3cr3t" }
                        driver.extraJavaOptions = "-Djdbc.password=hunter2 -Xmx1g" }
                vars { password = hunter2 }
                """);

    assertThat(config.resolved())
        .contains("\"https://***@store.example/models?token=***&x=1\"")
        .contains("\"access\":{\"key\":\"***\"}", "\"secret\":{\"key\":\"***\"}")
        .contains("\"-Djdbc.password=*** -Xmx1g\"", "\"password\":\"***\"")
        .contains("\"validation\":0.15", "\"by\":\"content\"", "\"backend\":\"auto\"")
        .doesNotContain("hunter2", "AKIA", "s3cr3t", "abc");
    assertThat(config.spark()).containsEntry("spark.hadoop.fs.s3a.secret.key", "s3cr3t");
  }

  @Test
  void theSameConfigHasTheSameHash() {
    String reordered =
        """
        model { type = logistic }
        data { label = left, source = "churn.parquet" }   # the same, in another order
        name = churn
        seed = 42
        """;

    assertThat(parse(reordered).configSha256())
        .isEqualTo(parse(LEAST).configSha256())
        .matches("[0-9a-f]{64}")
        .isNotEqualTo(parse(LEAST, "seed=43").configSha256());
  }

  private static JobConfig parse(String text, String... overrides) {
    return JobConfig.parse("job.conf", text, List.of(overrides), Map.of());
  }
}
