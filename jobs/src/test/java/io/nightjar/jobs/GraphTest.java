package io.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.jobs.bench.Run;
import io.nightjar.spark.SparkFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline of scikit-learn, in ONNX, through the command line. */
class GraphTest {
  private static final Path CASE =
      Path.of("../engine/core/src/test/resources/exchange-graphs/skl-mixed-maps")
          .toAbsolutePath()
          .normalize();
  private static final List<String> CLASSES = List.of("high", "low", "mid");
  private static final String DATE = "2026-11-02";
  private static final String CONF =
      """
      name = levels
      data { source = "FOLDER/in/{run-date}.csv", label = level, id = id }
      split { by = id, validation = 0.4 }
      model { type = import, format = onnx-runtime, path = "FILE" }
      gates { min-rows = 1, accuracy { min = 0.99 } }
      promote = auto
      registry = "FOLDER/registry"
      runs = "FOLDER/runs"
      score {
        source = "FOLDER/in/{run-date}.csv", output = "FOLDER/scores", keep = [id]
        quarantine = "FOLDER/quarantine"
      }
      monitor { ks { max = 0.2 } }
      compute { partitions = 2, backend = scalar }
      """;

  @TempDir Path folder;
  private Path conf;
  private List<double[]> expected;

  /** The label is what the graph says; one row more has no count, which the graph can't take. */
  @BeforeEach
  void writeTheJob() throws IOException {
    conf = folder.resolve("job.conf");
    String file = CASE.resolve("model.onnx").toString();
    Files.writeString(conf, CONF.replace("FOLDER", folder.toString()).replace("FILE", file));
    expected =
        Files.readAllLines(CASE.resolve("expected.csv")).stream()
            .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
            .toList();
    List<String> given = Files.readAllLines(CASE.resolve("rows.csv"));
    List<String> rows = new ArrayList<>(List.of("id,level," + given.get(0)));
    for (int row = 0; row < expected.size(); row++) {
      double[] shares = expected.get(row);
      int likeliest = 0;
      for (int k = 1; k < shares.length; k++) {
        likeliest = shares[k] > shares[likeliest] ? k : likeliest;
      }
      rows.add(row + "," + CLASSES.get(likeliest) + "," + given.get(row + 1));
    }
    rows.add("999,low,0.5,0.5,,Ulm");
    Files.write(Files.createDirectories(folder.resolve("in")).resolve(DATE + ".csv"), rows);
  }

  @Test
  void isJudgedPromotedScoredAndWatchedAsOwnModelsAre() {
    Run checked = run("check");
    Run trained = run("train", "--json");
    Run scored = run("score", "--json");
    Run monitored = run("monitor");

    assertThat(checked.code()).as(checked.err()).isZero();
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.json().findPath("accuracy").asDouble()).isEqualTo(1);
    assertThat(trained.json().path("alias").asText()).isEqualTo("champion");
    assertThat(scored.code()).as(scored.err()).isZero();
    assertThat(scored.json().path("rows").toString())
        .isEqualTo("{\"in\":31,\"scored\":30,\"quarantined\":1}");
    assertThat(scored.json().path("placement").path(0).path("backend").asText())
        .isEqualTo("onnxruntime");
    assertThat(monitored.code()).as(monitored.err()).isZero();
    assertScores();
    assertThat(read("quarantine").select("reason").first().getString(0))
        .isEqualTo("calls is null; must have a value");
  }

  @Test
  void challengesTheChampionInOnePass() {
    run("train");
    String file = CASE.resolve("model.onnx").toString();
    models("import", file, "--name=levels", "--format=onnx-runtime", "--label=level");

    Run scored = run("score", "--json", "--set", "score.challengers=[2]");

    assertThat(scored.code()).as(scored.err()).isZero();
    assertThat(read("scores").filter("prediction = v2_prediction").count()).isEqualTo(30);
  }

  @Test
  void isRegisteredByTheCommandLineAndToldAsWhatItIs() {
    Run imported =
        models(
            "import",
            CASE.resolve("model.onnx").toString(),
            "--name",
            "levels",
            "--format",
            "onnx-runtime",
            "--label",
            "level");
    Run shown = models("show", "levels@1");
    Run exported = models("export", "levels@1", "--format", "onnx", "--output", "copy.onnx");
    models("promote", "levels@1");
    Run scored = run("score");
    Run explained = run("explain", "--id", "7");

    assertThat(imported.code()).as(imported.err()).isZero();
    assertThat(shown.out())
        .containsPattern(
            "  origin      imported from .*model.onnx \\(onnx-runtime, skl2onnx 1.20.0\\)");
    assertThat(exported.problems())
        .containsExactly(
            "levels@1: is an ONNX graph already; its file is graph.onnx in the version's directory.");
    assertThat(scored.code()).as(scored.err()).isZero();
    assertScores();
    assertThat(explained.code()).isEqualTo(2);
    assertThat(explained.problems().get(0)).contains("the model is an ONNX graph, whose");
  }

  @Test
  void saysWhichFormatTakesAGraphThatIsNoTrees() {
    Run refused = models("import", CASE.resolve("model.onnx").toString(), "--name", "levels");
    Run link =
        models(
            "import",
            CASE.resolve("model.onnx").toString(),
            "--name=levels",
            "--format=onnx-runtime",
            "--link=probit");

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.problems().get(0))
        .endsWith("import any other graph with the format onnx-runtime.");
    assertThat(link.problems().get(0))
        .endsWith("link is \"probit\"; must be identity, logit, softmax, log or log2.");
  }

  private void assertScores() {
    List<Row> rows = read("scores").collectAsList();
    assertThat(rows).hasSameSizeAs(expected);
    for (Row row : rows) {
      int id = ((Number) row.getAs("id")).intValue();
      double[] shares = expected.get(id);
      String likeliest = row.getAs("prediction");
      List<Double> scored = row.getList(row.fieldIndex("probability"));
      for (int k = 0; k < shares.length; k++) {
        assertThat(scored.get(k)).as("row %d", id).isCloseTo(shares[k], within(1e-6));
      }
      assertThat(shares[CLASSES.indexOf(likeliest)])
          .isEqualTo(Arrays.stream(shares).max().orElseThrow());
    }
  }

  private org.apache.spark.sql.Dataset<Row> read(String output) {
    return SparkFixture.session()
        .read()
        .parquet(folder.resolve(output + "/run-date=" + DATE).toString());
  }

  private Run run(String verb, String... more) {
    List<String> args = new ArrayList<>(List.of(verb, conf.toString(), "--run-date", DATE));
    args.add("--quiet");
    args.addAll(List.of(more));
    return Run.of(args.toArray(String[]::new));
  }

  private Run models(String... args) {
    List<String> all = new ArrayList<>(List.of("models"));
    all.addAll(List.of(args));
    all.addAll(List.of("--registry", folder.resolve("registry").toString()));
    return Run.of(all.toArray(String[]::new));
  }
}
