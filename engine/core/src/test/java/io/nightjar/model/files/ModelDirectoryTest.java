package io.nightjar.model.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.features.BooleanFeature;
import io.nightjar.features.ColumnType;
import io.nightjar.features.DateFeature;
import io.nightjar.features.DatePart;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.Missing;
import io.nightjar.features.design.Precision;
import io.nightjar.model.Coefficients;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Link;
import io.nightjar.model.MllibModel;
import io.nightjar.model.Model;
import io.nightjar.model.ModelExamples;
import io.nightjar.model.ModelHeader;
import io.nightjar.model.Target;
import io.nightjar.model.calibration.Isotonic;
import io.nightjar.model.calibration.OneVsRest;
import io.nightjar.model.calibration.Sigmoid;
import io.nightjar.model.calibration.Temperature;
import io.nightjar.model.files.format.ModelJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDirectoryTest {
  private static final Isotonic ONE_KNOT = new Isotonic(List.of(0.5), List.of(0.4));
  private static final String REMEDY =
      "; restore the model's directory from a backup, or register the model again";
  private static final byte[] PROFILE = "{}".getBytes(StandardCharsets.UTF_8);

  private static final RecursiveComparisonConfiguration EXACTLY =
      RecursiveComparisonConfiguration.builder().withStrictTypeChecking(true).build();

  @TempDir private Path root;

  private static LinearModel withErrors(LinearModel model) {
    double[] errors = {0.5, 0.25, 1e-9, 0};
    Coefficients coefficients = model.coefficients().withStandardErrors(errors);
    return LinearModel.of(model.header(), coefficients, model.threshold());
  }

  private static LinearModel withMeans(LinearModel model) {
    Coefficients coefficients = model.coefficients().withMeans(new double[] {38.5, 0.25, -1e-9});
    return LinearModel.of(model.header(), coefficients, model.threshold());
  }

  @Test
  void readsEachKindOfModelAsItWasWritten() {
    for (Model model :
        List.of(
            ModelExamples.binary(),
            ModelExamples.binary().withCalibration(new Sigmoid(-0.7, 0.1)),
            ModelExamples.trees()
                .withCalibration(new Isotonic(List.of(0.1, 0.9), List.of(0.0, 1.0))),
            ModelExamples.multiclass(),
            ModelExamples.regression(),
            ModelExamples.counts(),
            ModelExamples.exposedCounts(),
            withErrors(ModelExamples.regression()),
            withMeans(ModelExamples.multiclass()),
            withMeans(withErrors(ModelExamples.regression())),
            everyFeature(),
            ModelExamples.trees(),
            ModelExamples.multiclassTrees(Link.SOFTMAX),
            ModelExamples.multiclass().withCalibration(new Temperature(1.7)),
            ModelExamples.multiclass()
                .withCalibration(
                    new OneVsRest(
                        List.of(new Sigmoid(-1, 0), new Sigmoid(-2, 0.5), new Sigmoid(-1, 1)))),
            ModelExamples.multiclass()
                .withCalibration(new OneVsRest(Collections.nCopies(3, ONE_KNOT))),
            ModelExamples.network().withCalibration(new Sigmoid(-0.7, 0.1)),
            ModelExamples.multiclassNetwork(),
            ModelExamples.numberNetwork(),
            ModelExamples.clusters(),
            ModelExamples.projection(),
            ModelExamples.stump(Target.anomaly(), Link.LOG2, -0.5, -1.5).withThreshold(0.6),
            new MllibModel(ModelExamples.binary().header(), "org.apache.spark.ml.X", 0.25))) {
      Path directory = root.resolve("m" + model.hashCode());
      String sha256 = write(directory, model);
      LoadedModel loaded = ModelDirectory.read(ModelFiles.local(directory), sha256);
      assertThat(loaded.model())
          .usingRecursiveComparison(EXACTLY)
          .ignoringFields("ensemble.plans")
          .isEqualTo(model);
      assertThat(loaded.sha256()).isEqualTo(sha256);
      assertThat(loaded.bytes("profile.json")).isEqualTo(PROFILE);
    }
  }

  @Test
  void refusesACalibrationOfAnotherNumberOfClasses() {
    Model model = ModelExamples.multiclass();
    assertThatThrownBy(() -> model.withCalibration(new Sigmoid(-1, 0)))
        .hasMessage(
            "calibration is platt for a multiclass target of 3 classes; must be one for as many, or none");
  }

  @Test
  void writesTheSameBytesForTheSameModel() throws IOException {
    String first = write(root.resolve("a"), ModelExamples.binary());
    String second = write(root.resolve("b"), ModelExamples.binary());
    assertThat(first).isEqualTo(second);
    List<String> names = List.of("manifest.json", "model.json", "tensors.safetensors");
    for (String name : names) {
      assertThat(root.resolve("a").resolve(name)).hasSameBinaryContentAs(root.resolve("b/" + name));
    }
  }

  @Test
  void keepsTheModelsIdentityWithTheFormatsVersion() {
    assertThat(write(root, ModelExamples.binary()))
        .as("a change of these bytes is a new format version")
        .isEqualTo("70935f8b68cd479e7ff12b5ff19376f16c705205531b67bb2052273c3872eebb");
  }

  @Test
  void saysInTheModelHowOddValuesWereTreated() throws IOException {
    write(root, ModelExamples.binary());
    assertThat(Files.readString(root.resolve("model.json")))
        .contains(
            "\"age\" : \"null (0 in training) and NaN (0) are missing: takes the training mean"
                + " 38.5; 0 is a value; an infinite value can't be scored\"")
        .contains(
            "\"sex\" : \"null (3 in training) is missing: category 3, with a column of its own for"
                + " missing\"");
  }

  @Test
  void findsAFlippedBitInEveryFile() throws IOException {
    findsFlippedBits(ModelExamples.binary(), root.resolve("linear"));
    findsFlippedBits(ModelExamples.trees(), root.resolve("trees"));
  }

  private static void findsFlippedBits(Model model, Path directory) throws IOException {
    write(directory, model);
    for (Path file : files(directory)) {
      byte[] bytes = Files.readAllBytes(file);
      int step = bytes.length > 1_000 ? 13 : 1; // the large one is guarded by its hash alone
      for (int i = 0; i < bytes.length; i += step) {
        byte[] flipped = bytes.clone();
        flipped[i] ^= (byte) (1 << (i % 8));
        Files.write(file, flipped);
        assertThatThrownBy(() -> ModelDirectory.read(ModelFiles.local(directory)))
            .as("byte %d of %s", i, file)
            .isInstanceOfSatisfying(
                NightjarException.class,
                failure -> assertThat(failure.kind()).isEqualTo(FailureKind.STORAGE));
      }
      Files.write(file, bytes);
    }
    assertThat(ModelDirectory.read(ModelFiles.local(directory)).model().header())
        .isEqualTo(model.header());
  }

  @Test
  void namesTheChangedFileAndBothHashes() throws IOException {
    write(root, ModelExamples.binary());
    byte[] bytes = Files.readAllBytes(root.resolve("tensors.safetensors"));
    String expected = Sha256.of(bytes);
    bytes[bytes.length - 1] ^= 1;
    Files.write(root.resolve("tensors.safetensors"), bytes);
    refuses(
        "tensors.safetensors: has %d bytes with SHA-256 %s; must be %d bytes with SHA-256 %s as"
                .formatted(bytes.length, Sha256.of(bytes), bytes.length, expected)
            + " manifest.json says"
            + REMEDY);
  }

  @Test
  void refusesAMissingAndAnUnknownFile() throws IOException {
    write(root, ModelExamples.binary());
    Files.createDirectories(root.resolve("mllib"));
    Files.writeString(root.resolve("mllib/part-0"), "x");
    refuses(
        "mllib/part-0: isn't in manifest.json; a model's directory must hold nothing else"
            + REMEDY);
    Files.delete(root.resolve("mllib/part-0"));
    Files.delete(root.resolve("profile.json"));
    refuses("profile.json: is missing, though manifest.json lists it" + REMEDY);
  }

  @Test
  void refusesADirectoryThatIsNotThere() {
    assertThatThrownBy(() -> ModelDirectory.read(ModelFiles.local(root.resolve("none"))))
        .hasMessage(
            "%s/none/manifest.json: can't be read (%s/none/manifest.json is not a file)"
                    .formatted(root, root)
                + REMEDY);
  }

  @Test
  void refusesPathsThatLeaveTheDirectory() throws IOException {
    for (String path : List.of("../x", "/etc/passwd", "a/../../x", "a//b", ".hidden", "a\\\\b")) {
      Files.writeString(
          root.resolve("manifest.json"),
          """
          {"format": "nightjar-model", "version": 1,
           "files": {"%s": {"bytes": 1, "sha256": "%s"}}}"""
              .formatted(path, "0".repeat(64)));
      refuses(
          "manifest.json: isn't readable: path is \"%s\"; must be relative names of letters, digits"
                  .formatted(path.replace("\\\\", "\\"))
              + " and . _ - + = ,"
              + REMEDY);
    }
  }

  @Test
  void followsNoLinkOutOfTheDirectory() throws IOException {
    write(root.resolve("m"), ModelExamples.binary());
    Path model = root.resolve("m/model.json");
    Files.move(model, root.resolve("elsewhere.json"));
    Files.createSymbolicLink(model, root.resolve("elsewhere.json"));
    assertThatThrownBy(() -> ModelDirectory.read(ModelFiles.local(root.resolve("m"))))
        .hasMessage("%s: can't be read (%s is not a file)".formatted(model, model) + REMEDY);
  }

  @Test
  void refusesAnotherFormatAndVersion() throws IOException {
    Files.writeString(
        root.resolve("manifest.json"),
        "{\"format\":\"nightjar-model\",\"version\":2,\"files\":{}}");
    refuses(
        "manifest.json: isn't readable: version is 2; must be 1, the one that this Nightjar reads"
            + REMEDY);
    Files.writeString(
        root.resolve("manifest.json"), "{\"format\":\"mlflow\",\"version\":1,\"files\":{}}");
    refuses(
        "manifest.json: isn't readable: format is \"mlflow\"; must be \"nightjar-model\"" + REMEDY);
  }

  @Test
  void refusesJsonThatIsDeepDoubledOrUnknown() {
    byte[] deep = ("[".repeat(100) + "]".repeat(100)).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> ModelJson.read(deep, JsonNode.class, "f"))
        .hasMessageStartingWith("f: isn't readable: Document nesting depth (33) exceeds");
    assertThatThrownBy(() -> read("{\"version\":1,\"version\":1}"))
        .hasMessageStartingWith("f: isn't readable: Duplicate field 'version'");
    assertThatThrownBy(
            () ->
                read(
                    "{\"format\":\"nightjar-model\",\"version\":1,\"files\":{},"
                        + "\"class\":\"java.lang.Runtime\"}"))
        .hasMessageStartingWith("f: isn't readable: Unrecognized field \"class\"");
    assertThatThrownBy(() -> read("null")).hasMessage("f: holds null" + REMEDY);
    assertThatThrownBy(() -> read("{} {}")).hasMessageStartingWith("f: isn't readable: ");
  }

  @Test
  void refusesAnotherVersionThanTheRegistryHas() {
    String sha256 = write(root, ModelExamples.binary());
    assertThatThrownBy(() -> ModelDirectory.read(ModelFiles.local(root), "00"))
        .hasMessage(
            "%s/manifest.json: has SHA-256 %s; must be 00 as the registry says"
                    .formatted(root, sha256)
                + REMEDY);
  }

  @Test
  void writesADirectoryOnce() {
    write(root, ModelExamples.binary());
    assertThatThrownBy(() -> write(root, ModelExamples.binary()))
        .hasMessage(
            root
                + "/manifest.json: is there already; a model's directory is written once: write to"
                + " an empty one");
  }

  @Test
  void sealsWhatSparkWrote() throws IOException {
    Files.createDirectories(root.resolve("mllib/data"));
    Files.writeString(root.resolve("mllib/data/part-0.parquet"), "rows");
    Files.writeString(root.resolve("mllib/data/.part-0.parquet.crc"), "crc");
    write(root, new MllibModel(ModelExamples.binary().header(), "org.apache.spark.ml.X", 0.5));
    assertThat(ModelDirectory.read(ModelFiles.local(root)).manifest().files())
        .containsOnlyKeys("mllib/data/part-0.parquet", "model.json", "profile.json");
  }

  private void refuses(String message) {
    assertThatThrownBy(() -> ModelDirectory.read(ModelFiles.local(root)))
        .isInstanceOf(NightjarException.class)
        .hasMessage(root + "/" + message);
  }

  private static ModelManifest read(String json) {
    return ModelJson.read(json.getBytes(StandardCharsets.UTF_8), ModelManifest.class, "f");
  }

  private static String write(Path directory, Model model) {
    return ModelDirectory.write(
        ModelFiles.local(directory), model, Map.of("profile.json", PROFILE));
  }

  private static List<Path> files(Path directory) throws IOException {
    try (var paths = Files.list(directory)) {
      return paths.sorted().toList();
    }
  }

  private static LinearModel everyFeature() {
    FeatureSpec spec =
        new FeatureSpec(
            List.of(
                new BooleanFeature("flag", 0.25, new Missing(0, 0)),
                new DateFeature(
                    "since",
                    ColumnType.TIMESTAMP,
                    List.of(
                        new DateFeature.Part(DatePart.YEAR, 2011.5, List.of()),
                        new DateFeature.Part(DatePart.HOUR, 1e-7, List.of(3, 1))),
                    new Missing(7, 0))));
    ModelHeader header =
        new ModelHeader(
            Target.regression("y"), spec, Precision.DOUBLE, ModelExamples.binary().provenance());
    return LinearModel.of(header, new Coefficients(1, new double[] {1, 2, 3, 4, 5e-324}), 0.5);
  }
}
