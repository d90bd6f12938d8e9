package io.nightjar.model.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.features.ColumnType;
import io.nightjar.features.InputColumn;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.model.GraphModel;
import io.nightjar.model.Link;
import io.nightjar.model.Model;
import io.nightjar.model.Task;
import io.nightjar.model.files.ModelDirectory;
import io.nightjar.model.files.ModelFiles;
import io.nightjar.scorer.Score;
import io.nightjar.scorer.ScoreBatch;
import io.nightjar.scorer.Scorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracle is ONNX Runtime in another language, one row at a time. */
class GraphParityTest {
  private static final Path SMALL = Path.of("src/test/resources/exchange-graphs");
  private static final String TOLD = System.getProperty("nightjar.interop");
  private static final Kernels KERNELS = Kernels.of(BackendPreference.SCALAR);

  static Stream<Path> cases() {
    return Stream.of(SMALL, TOLD == null ? SMALL : Path.of(TOLD).resolveSibling("graphs"))
        .distinct()
        .flatMap(folder -> ForeignCase.in(folder).stream())
        .map(ForeignCase::folder);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void predictsWhatTheRuntimePredictsElsewhere(Path given) throws IOException {
    Model model = model(given);
    Object[][] rows = rows(given, model);
    double[][] expected = expected(given);

    ScoreBatch batch = Scorer.of(model, KERNELS).batch().score(rows, rows.length);

    assertThat(rows.length).isEqualTo(expected.length).isGreaterThan(20);
    for (int row = 0; row < rows.length; row++) {
      assertThat(batch.reason(row)).isNull();
      assertThat(numbers(model, batch.score(row))).hasSameSizeAs(expected[row]);
      assertClose(numbers(model, batch.score(row)), expected[row]);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void scoresOneRowAsItScoresABatch(Path given) throws IOException {
    Model model = model(given);
    Object[][] rows = rows(given, model);
    double[][] expected = expected(given);
    Scorer scorer = Scorer.of(model, KERNELS);

    for (int row = 0; row < 20; row++) {
      Map<String, Object> named = new LinkedHashMap<>();
      for (int i = 0; i < rows[row].length; i++) {
        named.put(model.signature().names().get(i), rows[row][i]);
      }
      assertClose(numbers(model, scorer.score(named)), expected[row]);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void survivesItsOwnModelDirectory(Path given, @TempDir Path directory) throws IOException {
    Model model = model(given);

    ModelDirectory.write(ModelFiles.local(directory), model, Map.of());

    assertThat(ModelDirectory.read(ModelFiles.local(directory)).model()).isEqualTo(model);
    assertThat(Files.readAllBytes(directory.resolve("graph.onnx")))
        .isEqualTo(Files.readAllBytes(given.resolve("model.onnx")));
  }

  @Test
  void namesClassesAsTheGraphDoes() throws IOException {
    assertThat(model(SMALL.resolve("skl-mixed-maps")).target().classes())
        .containsExactly("high", "low", "mid");
    assertThat(model(SMALL.resolve("hand-logit")).target().classes()).containsExactly("no", "yes");
  }

  @Test
  void saysWhatBecomesOfMissingValues() throws IOException {
    Model model = model(SMALL.resolve("hand-types"));

    assertThat(model.features().features())
        .extracting(model::whenMissing)
        .containsExactly(
            "is NaN, which the graph sees",
            "can't be scored",
            "can't be scored",
            "is the empty text");
    ScoreBatch batch =
        Scorer.of(model, KERNELS)
            .batch()
            .score(
                new Object[][] {
                  {1.0, null, true, "Ulm"}, {1.0, 2L, null, "Ulm"}, {1.0, 2L, true, null}
                },
                3);
    assertThat(batch.reason(0)).isEqualTo("calls is null; must have a value");
    assertThat(batch.reason(1)).isEqualTo("open is null; must have a value");
    assertThat(batch.prediction(2)).isEqualTo(1 + 2 + 1 - 1);
  }

  @Test
  void countsTheRuntimeAmongWhatRan() throws IOException {
    Path given = SMALL.resolve("skl-svm");
    Model model = model(given);
    Object[][] rows = rows(given, model);
    Kernels counting = KERNELS.counting();

    Scorer.of(model, counting).batch().score(rows, rows.length);

    assertThat(counting.drain())
        .extracting(KernelUse::place)
        .containsExactly(
            List.of("onnx-graph", "onnxruntime", "CPU", "a graph is the runtime's to run"));
  }

  @Test
  void servesManyThreads() throws Exception {
    Path given = SMALL.resolve("skl-network");
    Model model = model(given);
    Object[][] rows = rows(given, model);
    double[][] expected = expected(given);
    Scorer scorer = Scorer.of(model, KERNELS);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<ScoreBatch> call = () -> scorer.batch().score(rows, rows.length);
      for (var answer : threads.invokeAll(Collections.nCopies(32, call))) {
        assertClose(numbers(model, answer.get().score(7)), expected[7]);
      }
    } finally {
      threads.shutdown();
    }
  }

  private static Model model(Path given) throws IOException {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(given.resolve("case.properties"))) {
      properties.load(reader);
    }
    String classes = properties.getProperty("classes");
    ImportRequest request =
        ImportRequest.of("graph", "model.onnx", "label")
            .withFormat(ModelFormat.ONNX_RUNTIME)
            .withClasses(classes == null ? List.of() : List.of(classes.split(",")))
            .withGraph(
                new GraphChoice(
                    Optional.ofNullable(properties.getProperty("output")),
                    Link.parse(properties.getProperty("link", "identity"))));
    Model model = ModelImport.read(request, ForeignCase.bytes(given.resolve("model.onnx")), "test");
    assertThat(model).isInstanceOf(GraphModel.class);
    return model;
  }

  private static double[][] expected(Path given) {
    return ForeignCase.numbers(given.resolve("expected.csv"), ",", 0);
  }

  private static Object[][] rows(Path given, Model model) throws IOException {
    List<String> lines = Files.readAllLines(given.resolve("rows.csv"));
    assertThat(model.signature().names()).containsExactly(lines.get(0).split(","));
    List<Object[]> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      Object[] row = new Object[cells.length];
      for (int i = 0; i < row.length; i++) {
        InputColumn column = model.signature().columns().get(i);
        row[i] = cells[i].isEmpty() ? null : value(cells[i], column.type());
      }
      rows.add(row);
    }
    return rows.toArray(Object[][]::new);
  }

  private static Object value(String cell, ColumnType type) {
    return switch (type) {
      case LONG -> Long.parseLong(cell);
      case BOOLEAN -> Boolean.parseBoolean(cell);
      case STRING -> cell;
      default -> Double.parseDouble(cell);
    };
  }

  private static double[] numbers(Model model, Score score) {
    return model.target().task() == Task.MULTICLASS
        ? score.probabilities().stream().mapToDouble(p -> p).toArray()
        : new double[] {score.prediction()};
  }

  private static void assertClose(double[] found, double[] wanted) {
    for (int k = 0; k < wanted.length; k++) {
      assertThat(found[k]).isCloseTo(wanted[k], within(1e-6 * Math.max(1, Math.abs(wanted[k]))));
    }
  }
}
