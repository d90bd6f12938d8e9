package io.nightjar.model.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.Model;
import io.nightjar.scorer.ScoreBatch;
import io.nightjar.scorer.Scorer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What this house exports, run by ONNX Runtime, is what the model itself predicts. */
class OwnGraphTest {
  private static final int ROWS = 300;
  private static final Map<String, Model> MODELS = OwnModels.all();

  static Set<String> names() {
    return MODELS.keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void predictsWhatItWasExportedFrom(String name) {
    Model model = MODELS.get(name);
    Object[][] raw = OwnModels.rows(ROWS);
    Map<String, List<Object>> expected = OwnExportTest.expected(model, raw);
    Model graph = graph(model, expected.keySet().iterator().next());

    Object[][] rows = rows(graph, OwnExportTest.inputs(model, raw));
    ScoreBatch batch =
        Scorer.of(graph, Kernels.of(BackendPreference.SCALAR)).batch().score(rows, ROWS);

    List<Object> numbers = expected.values().iterator().next();
    for (int row = 0; row < ROWS; row++) {
      assertThat(batch.reason(row)).isNull();
      if (numbers.get(row) instanceof List<?> several) {
        for (int k = 0; k < several.size(); k++) {
          assertClose(batch.probability(row, k), (Double) several.get(k));
        }
      } else {
        assertClose(batch.prediction(row), (Double) numbers.get(row));
      }
    }
  }

  private static void assertClose(double found, double wanted) {
    assertThat(found).isCloseTo(wanted, within(1e-6 * Math.max(1, Math.abs(wanted))));
  }

  private static Model graph(Model model, String output) {
    ImportRequest request =
        ImportRequest.of("own", "own.onnx", "y")
            .withFormat(ModelFormat.ONNX_RUNTIME)
            .withClasses(model.target().classes())
            .withGraph(new GraphChoice(Optional.of(output), io.nightjar.model.Link.IDENTITY));
    byte[] onnx = ModelExport.bytes(ExportFormat.ONNX, "own@1", model);
    return ModelImport.read(request, onnx, "test");
  }

  private static Object[][] rows(Model graph, Map<String, List<Object>> inputs) {
    List<String> names = graph.signature().names();
    Object[][] rows = new Object[ROWS][names.size()];
    for (int i = 0; i < names.size(); i++) {
      for (int row = 0; row < ROWS; row++) {
        rows[row][i] = inputs.get(names.get(i)).get(row);
      }
    }
    return rows;
  }
}
