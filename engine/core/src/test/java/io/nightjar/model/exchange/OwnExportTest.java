package io.nightjar.model.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.CategoryText;
import io.nightjar.features.DateFeature;
import io.nightjar.features.Feature;
import io.nightjar.features.NumericText;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Model;
import io.nightjar.model.Task;
import io.nightjar.model.exchange.onnx.graph.OnnxDecoder;
import io.nightjar.model.exchange.onnx.graph.OnnxModel;
import io.nightjar.model.exchange.onnx.graph.OnnxValue;
import io.nightjar.model.files.format.ModelJson;
import io.nightjar.scorer.ScoreBatch;
import io.nightjar.scorer.Scorer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Exports of this house's own models. {@code .ci/interop.py} lets other libraries score what is
 * written here on the same rows, and compares; the files that they agreed on lie with the tests,
 * and an export must be the same bytes.
 */
class OwnExportTest {
  private static final Path AGREED = Path.of("src/test/resources/exchange-own");
  private static final String TOLD = System.getProperty("nightjar.interop");
  private static final int ROWS = 2000;
  private static final Map<String, Model> MODELS = OwnModels.all();

  static Set<String> names() {
    return MODELS.keySet();
  }

  /** Without what has no PMML: curves, votes that must be clipped, networks. */
  static Stream<String> namesForPmml() {
    Set<String> others =
        Set.of(
            "logistic-isotonic",
            "multinomial-platt",
            "multinomial-temperature",
            "forest",
            "forest-flat",
            "forest-classes",
            "forest-classes-isotonic");
    return names().stream().filter(name -> !others.contains(name) && !name.startsWith("network"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void writesTheOnnxThatOnnxRuntimeAgreedWith(String name) throws IOException {
    Model model = MODELS.get(name);

    byte[] onnx = ModelExport.bytes(ExportFormat.ONNX, "own@1", model);

    if (TOLD != null) {
      write(name, model);
    }
    if (!kept(name, "exported.onnx", onnx)) {
      assertThat(onnx).isEqualTo(Files.readAllBytes(AGREED.resolve(name + ".onnx")));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void takesRawColumnsAndGivesPredictions(String name) {
    Model model = MODELS.get(name);
    List<String> wanted = new ArrayList<>(inputs(model, OwnModels.rows(1)).keySet());

    OnnxModel graph = OnnxDecoder.read(ModelExport.bytes(ExportFormat.ONNX, "own@1", model));

    assertThat(graph.inputs().stream().map(OnnxValue::name)).containsExactlyElementsOf(wanted);
    assertThat(graph.inputs()).allMatch(input -> input.shape().equals(List.of(OnnxValue.ANY, 1L)));
    assertThat(graph.outputs().stream().map(OnnxValue::name))
        .containsExactlyElementsOf(expected(model, OwnModels.rows(1)).keySet());
    assertThat(graph.metadata())
        .containsEntry("missing:city", "missing")
        .containsEntry("missing:code", "")
        .containsEntry("task", model.target().task().text());
  }

  @ParameterizedTest
  @MethodSource("namesForPmml")
  void writesThePmmlThatPmml4sAgreedWith(String name) throws IOException {
    byte[] pmml = ModelExport.bytes(ExportFormat.PMML, "own@1", MODELS.get(name));

    if (!kept(name, "exported.pmml", pmml)) {
      assertThat(new String(pmml, StandardCharsets.UTF_8))
          .isEqualTo(Files.readString(AGREED.resolve(name + ".pmml")));
    }
  }

  @Test
  void saysWhatPmmlCannotExpress() {
    assertThatThrownBy(
            () -> ModelExport.bytes(ExportFormat.PMML, "own@1", MODELS.get("logistic-isotonic")))
        .hasMessage(
            "own@1: can't be exported: calibration.method is isotonic, which PMML has no regression"
                + " for; take onnx, or train it with none or platt.");
    assertThatThrownBy(
            () ->
                ModelExport.bytes(
                    ExportFormat.PMML, "own@1", MODELS.get("multinomial-temperature")))
        .hasMessage(
            "own@1: can't be exported: calibration.method is temperature, which PMML has no"
                + " regression for; take onnx, or train it with none.");
    assertThatThrownBy(() -> ModelExport.bytes(ExportFormat.PMML, "own@1", MODELS.get("forest")))
        .hasMessageMatching(
            "own@1: can't be exported: the votes may come to -\\S+\\.\\.\\S+; must be 0 or more, of two"
                + " classes 1 at most, in PMML: take onnx\\.");
  }

  private static void write(String name, Model model) throws IOException {
    Object[][] rows = OwnModels.rows(ROWS);
    kept(name, "inputs.json", ModelJson.compact(inputs(model, rows)));
    kept(name, "expected.json", ModelJson.compact(expected(model, rows)));
  }

  /** Whether the file was kept for the other libraries, which then judge it. */
  private static boolean kept(String name, String file, byte[] bytes) throws IOException {
    if (TOLD != null) {
      Path folder = Path.of(TOLD).resolveSibling("own").resolve(name);
      Files.write(Files.createDirectories(folder).resolve(file), bytes);
    }
    return TOLD != null;
  }

  /** What a caller gives for raw rows, by input; null is NaN. */
  static Map<String, List<Object>> inputs(Model model, Object[][] rows) {
    Map<String, List<Object>> inputs = new LinkedHashMap<>();
    for (int i = 0; i < OwnModels.FEATURES.size(); i++) {
      Feature feature = OwnModels.FEATURES.get(i);
      for (Object[] row : rows) {
        add(feature, row[i], inputs);
      }
    }
    if (model instanceof LinearModel linear && linear.offset() != null) {
      for (Object[] row : rows) {
        put(inputs, "log_days", row[OwnModels.FEATURES.size()]);
      }
    }
    return inputs;
  }

  private static void add(Feature feature, Object raw, Map<String, List<Object>> inputs) {
    if (feature instanceof DateFeature date) {
      LocalDateTime moment = DateFeature.moment(raw);
      for (DateFeature.Part part : date.parts()) {
        Object value = moment == null ? null : (Object) (double) part.part().in(moment);
        put(inputs, date.column() + ":" + part.part().text(), value);
      }
    } else if (feature instanceof CategoricalFeature categorical) {
      String missing = categorical.values().contains("") ? "missing" : "";
      String text = CategoryText.of(raw);
      put(inputs, feature.column(), text == null ? missing : text);
    } else if (raw instanceof Boolean flag) {
      put(inputs, feature.column(), flag ? 1.0 : 0.0);
    } else {
      Number number = (Number) NumericText.toNumber(raw);
      boolean missing = number == null || Double.isNaN(number.doubleValue());
      put(inputs, feature.column(), missing ? null : number.doubleValue());
    }
  }

  private static void put(Map<String, List<Object>> inputs, String name, Object value) {
    inputs.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
  }

  /** What the scorer says, by output. */
  static Map<String, List<Object>> expected(Model model, Object[][] rows) {
    Scorer scorer = Scorer.of(model, Kernels.of(BackendPreference.SCALAR));
    ScoreBatch batch = scorer.batch().score(rows, rows.length);
    Map<String, List<Object>> outputs = new LinkedHashMap<>();
    for (int row = 0; row < rows.length; row++) {
      assertThat(batch.reason(row)).isNull();
      Task task = model.target().task();
      if (task == Task.MULTICLASS) {
        put(outputs, "probabilities", batch.score(row).probabilities());
      } else {
        put(outputs, task == Task.BINARY ? "probability" : "prediction", batch.prediction(row));
      }
      if (task != Task.REGRESSION) {
        put(outputs, "label", batch.labelName(row));
      }
    }
    return outputs;
  }
}
