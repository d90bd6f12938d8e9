package io.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.jobs.bench.Run;
import io.nightjar.spark.SparkFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of LightGBM through the command line: registered, promoted, scored by Spark. */
class ImportTest {
  private static final Path CASE =
      Path.of("../engine/core/src/test/resources/exchange/lgb-binary").toAbsolutePath().normalize();
  private static final String DATE = "2026-11-02";
  private static final String CONF =
      """
      name = foreign
      data { source = "FOLDER/in/{run-date}.csv", label = left, positive = yes, id = id }
      split { by = id, validation = 0.2 }
      model { type = gbt }
      registry = "FOLDER/registry"
      runs = "FOLDER/runs"
      score { source = "FOLDER/in/{run-date}.csv", output = "FOLDER/scores", keep = [id] }
      monitor { ks { max = 0.2 } }
      compute { partitions = 2, backend = scalar }
      """;

  @TempDir Path folder;
  private Path conf;

  @BeforeEach
  void writeTheJob() throws IOException {
    conf = folder.resolve("job.conf");
    Files.writeString(conf, CONF.replace("FOLDER", folder.toString()));
    List<String> rows = new ArrayList<>(List.of("id,left,x0,x1,x2,x3,x4,x5"));
    List<String> given = Files.readAllLines(CASE.resolve("rows.csv"));
    List<String> expected = Files.readAllLines(CASE.resolve("expected.csv"));
    for (int row = 1; row < given.size(); row++) {
      String label = Double.parseDouble(expected.get(row - 1)) >= 0.5 ? "yes" : "no";
      String values = given.get(row).replaceFirst("\\.0$", "");
      rows.add(row - 1 + "," + label + "," + values);
    }
    Path in = Files.createDirectories(folder.resolve("in")).resolve(DATE + ".csv");
    Files.write(in, rows);
  }

  @Test
  void scoresWithWhatLightGbmTrained() throws IOException {
    Run imported =
        register("--features", "x0,x1,x2,x3,x4,x5", "--label", "left", "--classes", "no,yes");
    Run shown = registry("show", "foreign@1");
    Run promoted = registry("promote", "foreign@1");
    Run scored = Run.of("score", conf.toString(), "--run-date", DATE, "--quiet");

    assertThat(imported.code()).as(imported.err()).isZero();
    assertThat(shown.out())
        .contains("foreign@1  candidate")
        .containsPattern(
            "  origin      imported from .*lgb-binary/model.txt \\(lightgbm, lightgbm, text v4\\),"
                + " SHA-256 [0-9a-f]{64}");
    assertThat(promoted.out()).contains("foreign@1 is the champion now");
    assertThat(scored.code()).as(scored.err()).isZero();
    assertScores();

    Run judged = Run.of("evaluate", conf.toString(), "--run-date", DATE, "--quiet", "--json");
    assertThat(judged.json().findPath("accuracy").asDouble()).as(judged.err()).isEqualTo(1);
  }

  @Test
  void importsTheSameFileOnce() {
    register();
    Run again = register();

    assertThat(again.out()).contains("foreign@1 ");
    assertThat(registry("list").out().lines()).hasSize(1);
  }

  @Test
  void exportsWhatItImportedOnceAndLeavesNothingElse() throws IOException {
    register("--features", "x0,x1,x2,x3,x4,x5");
    Path out = Files.createDirectories(folder.resolve("out"));
    String file = out.resolve("foreign.json").toString();
    Run exported = registry("export", "foreign@1", "--output", file);
    byte[] written = Files.readAllBytes(Path.of(file));
    Run again = registry("export", "foreign@1", "--output", file);
    Run format = registry("export", "foreign@1", "--output", file, "--format", "csv");

    assertThat(exported.code()).as(exported.err()).isZero();
    assertThat(exported.out())
        .contains("foreign@1 is in " + file + " (" + written.length + " bytes)");
    assertThat(new String(written, StandardCharsets.UTF_8))
        .contains("\"feature_names\":[\"x0\",\"x1\"");
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.problems())
        .containsExactly(file + ": is there already; remove it, or name another file.");
    assertThat(format.problems())
        .containsExactly("--format: is 'csv'; must be xgboost-json, onnx, pmml.");
    assertThat(Path.of(file)).hasBinaryContent(written);
    try (var left = Files.list(out)) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void importsTheOnnxThatItExported() {
    register("--features", "x0,x1,x2,x3,x4,x5", "--label", "left", "--classes", "no,yes");
    String file = folder.resolve("foreign.onnx").toString();
    Run exported = registry("export", "foreign@1", "--output", file, "--format", "onnx");
    Run imported =
        registry("import", file, "--name", "foreign", "--label", "left", "--classes", "no,yes");
    registry("promote", "foreign@2");
    Run judged = Run.of("evaluate", conf.toString(), "--run-date", DATE, "--quiet", "--json");

    assertThat(exported.code()).as(exported.err()).isZero();
    assertThat(imported.code()).as(imported.err()).isZero();
    assertThat(imported.out()).contains("(onnx, nightjar 0.1.0");
    assertThat(judged.json().findPath("version").asInt()).isEqualTo(2);
    assertThat(judged.json().findPath("accuracy").asDouble()).as(judged.err()).isEqualTo(1);
  }

  @Test
  void saysThatAnImportedVersionHasNoProfile() {
    register("--features", "x0,x1,x2,x3,x4,x5");
    registry("promote", "foreign@1");
    Run.of("score", conf.toString(), "--run-date", DATE, "--quiet");

    Run monitored = Run.of("monitor", conf.toString(), "--run-date", DATE, "--quiet");

    assertThat(monitored.code()).isEqualTo(2);
    assertThat(monitored.problems())
        .contains(
            "foreign@1: has no profile of its training rows, since it was imported; monitor only"
                + " versions that were trained here.");
  }

  /** The label is what the model says of each row, so that its accuracy is 1. */
  @Test
  void takesAFileThroughGatesProfileAndRegistryAsAFitIs() throws IOException {
    job(
        "model { type = import, path = \""
            + CASE.resolve("model.txt")
            + "\", columns = [x0,x1,x2,x3,x4,x5] }");
    Run checked = Run.of("check", conf.toString(), "--run-date", DATE, "--quiet");
    Run trained = Run.of("train", conf.toString(), "--run-date", DATE, "--quiet", "--json");
    Run scored = Run.of("score", conf.toString(), "--run-date", DATE, "--quiet");
    Run monitored = Run.of("monitor", conf.toString(), "--run-date", DATE, "--quiet");

    assertThat(checked.code()).as(checked.err()).isZero();
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.json().findPath("accuracy").asDouble()).isEqualTo(1);
    assertThat(trained.json().path("alias").asText()).isEqualTo("champion");
    assertThat(trained.json().path("gates").path(0).path("verdict").asText()).isEqualTo("pass");
    assertThat(registry("show", "foreign@champion").out())
        .containsPattern("  origin      imported from .*model.txt \\(lightgbm, ");
    assertThat(scored.code()).as(scored.err()).isZero();
    assertScores();
    assertThat(monitored.code()).as(monitored.err()).isZero();
  }

  @Test
  void saysWhereTheFileAndTheTableDiffer() throws IOException {
    String path = "path = \"" + CASE.resolve("model.txt") + "\"";
    job("model { type = import, " + path + ", columns = [x0,x1,x2,x3,x4,left] }");
    Run reserved = Run.of("check", conf.toString(), "--run-date", DATE, "--quiet");
    job("model { type = import, " + path + ", columns = [x0,x1,x2,x3,x4,y5] }");
    Run missing = Run.of("train", conf.toString(), "--run-date", DATE, "--quiet");
    job("model { type = import, " + path + ", format = pmml }");
    Run format = Run.of("train", conf.toString(), "--run-date", DATE, "--quiet");

    assertThat(reserved.code()).isEqualTo(2);
    assertThat(reserved.problems())
        .containsExactly(
            conf
                + ":4: the file's column left has another role in data; name the columns anew with"
                + " model.columns");
    assertThat(missing.code()).isEqualTo(3);
    assertThat(missing.problems())
        .containsExactly(
            "column y5 is missing, which the model reads; the nearest column is x5; add it or rename"
                + " the column that holds it");
    assertThat(format.code()).isEqualTo(2);
    assertThat(format.problems().get(0)).startsWith(conf + ":4: the format is \"pmml\"; must be ");
  }

  private void job(String model) throws IOException {
    String text = CONF.replace("FOLDER", folder.toString()).replace("model { type = gbt }", model);
    Files.writeString(
        conf, text + "gates { min-rows = 1, accuracy { min = 0.99 } }\npromote = auto\n");
  }

  @Test
  void saysWhatCannotBeImported() {
    Run missing = Run.of(importing("nowhere.json"));
    Run broken = Run.of(importing(conf.toString()));
    Run format = register("--format", "pmml");

    for (Run run : List.of(missing, broken, format)) {
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.problems()).hasSize(1);
    }
    assertThat(missing.problems().get(0))
        .isEqualTo("nowhere.json: is no file that can be imported; give the path of one.");
    assertThat(broken.problems().get(0))
        .startsWith(conf + ": can't be imported: the first bytes are those of no model");
    assertThat(format.problems().get(0))
        .endsWith(
            "model.txt: the format is \"pmml\"; must be xgboost-json, xgboost-ubj, xgboost-binary, lightgbm,"
                + " onnx, onnx-runtime.");
    assertThat(folder.resolve("registry")).doesNotExist();
  }

  private void assertScores() throws IOException {
    List<String> expected = Files.readAllLines(CASE.resolve("expected.csv"));
    List<Row> rows =
        SparkFixture.session()
            .read()
            .parquet(folder.resolve("scores/run-date=" + DATE).toString())
            .select("id", "probability")
            .collectAsList();
    assertThat(rows).hasSameSizeAs(expected);
    for (Row row : rows) {
      int id = ((Number) row.get(0)).intValue();
      assertThat(row.getDouble(1))
          .as("row %d", id)
          .isCloseTo(Double.parseDouble(expected.get(id)), within(1e-6));
    }
  }

  private Run register(String... more) {
    List<String> args = new ArrayList<>(List.of(importing(CASE.resolve("model.txt").toString())));
    args.addAll(List.of(more));
    return Run.of(args.toArray(String[]::new));
  }

  private String[] importing(String file) {
    return new String[] {
      "models", "import", file, "--name", "foreign", "--registry", registryPath()
    };
  }

  private Run registry(String... args) {
    List<String> all = new ArrayList<>(List.of("models"));
    all.addAll(List.of(args));
    all.addAll(List.of("--registry", registryPath()));
    return Run.of(all.toArray(String[]::new));
  }

  private String registryPath() {
    return folder.resolve("registry").toString();
  }
}
