package io.nightjar.model.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.GraphModel;
import io.nightjar.model.Link;
import io.nightjar.model.Model;
import io.nightjar.model.exchange.onnx.graph.OnnxEncoder;
import io.nightjar.model.exchange.onnx.graph.OnnxModel;
import io.nightjar.model.exchange.onnx.graph.OnnxNode;
import io.nightjar.model.exchange.onnx.graph.OnnxTensor;
import io.nightjar.model.exchange.onnx.graph.OnnxTensor.Type;
import io.nightjar.model.exchange.onnx.graph.OnnxValue;
import io.nightjar.model.files.ModelDirectory;
import io.nightjar.model.files.ModelFiles;
import io.nightjar.model.graph.OnnxGraph;
import io.nightjar.scorer.ScoreBatch;
import io.nightjar.scorer.Scorer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Graphs for ONNX Runtime that don't say enough, say too much, or give what they shouldn't. */
class GraphImportTest {
  private static final long ANY = OnnxValue.ANY;

  private final List<OnnxNode> nodes = new ArrayList<>();
  private final List<OnnxValue> inputs =
      new ArrayList<>(List.of(OnnxValue.matrix("X", Type.FLOAT, 2)));
  private final List<OnnxValue> outputs =
      new ArrayList<>(List.of(OnnxValue.column("y", Type.FLOAT)));
  private ImportRequest request =
      ImportRequest.of("hostile", "hostile", "label").withFormat(ModelFormat.ONNX_RUNTIME);

  @Test
  void refusesOperatorsThatAreNotOnnxsOwn() {
    nodes.add(new OnnxNode("com.microsoft", "EPContext", List.of("X"), List.of("y"), Map.of()));
    assertRefused(
        "the operator EPContext is of the domain com.microsoft; must be ONNX's own (ai.onnx,"
            + " ai.onnx.ml): convert the model without it");
  }

  @Test
  void refusesWhatMayNeverEndAndWhatGoesByChance() {
    nodes.add(node("Loop", "X", "y"));
    assertRefused("the operator Loop may never end; convert the model without it");

    nodes.set(0, node("RandomNormalLike", "X", "y"));
    assertRefused(
        "the operator RandomNormalLike goes by chance, so that no row would be scored alike"
            + " twice; convert the model without it");
  }

  @Test
  void refusesToLookIntoTexts() {
    inputs.add(OnnxValue.column("name", Type.STRING));
    nodes.add(node("StringNormalizer", "name", "n"));
    assertRefused(
        "StringNormalizer looks into texts, and a graph with text inputs may only compare them;"
            + " make its features where the table is made");
  }

  @Test
  void refusesTextsThatCannotBePassed() {
    inputs.add(OnnxValue.column("name", Type.STRING));
    nodes.add(
        new OnnxNode(
            OnnxNode.ML,
            "LabelEncoder",
            List.of("name"),
            List.of("y"),
            Map.of("keys_strings", List.of("\uD83D\uDE00"), "values_floats", new float[] {1})));
    assertRefused(
        "the graph knows the text \"\uD83D\uDE00\"; must be of characters U+0001 to U+FFFF, as the"
            + " runtime takes no others from Java");
  }

  @Test
  void asksWhichOutputIsThePrediction() {
    sumOfColumns();
    nodes.add(node("Neg", "y", "z"));
    outputs.add(OnnxValue.column("z", Type.FLOAT));
    outputs.add(OnnxValue.column("label", Type.INT64));
    assertRefused(
        "the graph has 2 outputs of numbers among [y, z, label]; name the one that is the"
            + " prediction, which must be one of [y, z] in float or double");

    outputs.remove(2);
    choose(Optional.of("z"), Link.IDENTITY);
    assertThat(score(new double[] {1, 2}).prediction(0)).isEqualTo(-3);

    choose(Optional.of("label"), Link.IDENTITY);
    assertRefused(
        "the graph has no output \"label\" of numbers among [y, z]; name the one that is the"
            + " prediction, which must be one of [y, z] in float or double");
  }

  @Test
  void asksForTheColumnsOfAMatrixOfUnknownWidth() {
    sumOfColumns();
    inputs.set(0, new OnnxValue("X", Type.FLOAT.number(), List.of(ANY, ANY)));
    assertRefused(
        "the input \"X\" doesn't say how many columns it has; name them all, in the model's order");

    request = request.withFeatures(List.of("a", "b", "c"));
    assertThat(model().signature().names()).containsExactly("a", "b", "c");
    assertThat(score(new double[] {1, 2, 4}).prediction(0)).isEqualTo(7);
  }

  @Test
  void refusesOtherNumbersOfFeaturesAndRows() {
    sumOfColumns();
    request = request.withFeatures(List.of("a"));
    assertRefused(
        "1 features are named, but the graph has 2; must be as many, in the graph's order: [f0,"
            + " f1]");

    inputs.set(0, new OnnxValue("X", Type.FLOAT.number(), List.of(64L, 2L)));
    assertRefused(
        "the input \"X\" takes 64 rows at a time; must be any number or one: export the model with"
            + " an open first dimension");

    inputs.set(0, new OnnxValue("X", Type.FLOAT.number(), List.of(ANY, 2L, 2L)));
    assertRefused(
        "the input \"X\" has type 1 and 3 dimensions; must be rows of float, int32, int64, string,"
            + " bool or double (1, 6, 7, 8, 9, 11) in one or two");
  }

  @Test
  void refusesALinkThatTheOutputHasNoUseFor() {
    sumOfColumns();
    choose(Optional.empty(), Link.SOFTMAX);
    assertRefused(
        "the link is softmax, but the output \"y\" gives 1 numbers for a regression target; must be"
            + " identity, log, or logit of two classes");

    request = request.withClasses(List.of("no", "maybe", "yes"));
    choose(Optional.empty(), Link.IDENTITY);
    assertRefused("3 classes are named, but the model's objective is output y; must be 0");
  }

  @Test
  void takesLogarithmsAndLogOdds() {
    sumOfColumns();
    choose(Optional.empty(), Link.LOG);
    assertThat(score(new double[] {1, 2}).prediction(0)).isEqualTo(StrictMath.exp(3));

    choose(Optional.empty(), Link.LOGIT);
    assertThat(score(new double[] {1, 2}).probability(0, 1)).isEqualTo(1 / (1 + Math.exp(-3)));
  }

  @Test
  void takesTwoMarginsAsTheirDifference() {
    nodes.add(node("Identity", "X", "y"));
    outputs.set(0, OnnxValue.matrix("y", Type.FLOAT, 2));
    choose(Optional.empty(), Link.SOFTMAX);

    assertThat(score(new double[] {1, 3}).probability(0, 1)).isEqualTo(1 / (1 + Math.exp(-2)));
  }

  @Test
  void refusesMarginsThatAreSaidToBeProbabilities() {
    nodes.add(node("Identity", "X", "y"));
    outputs.set(0, OnnxValue.matrix("y", Type.FLOAT, 2));

    assertThatThrownBy(() -> score(new double[] {0.25, 0.75}, new double[] {-1.5, 2.5}))
        .hasMessage(
            "the graph's output \"y\" gives -1.5; probabilities must be 0..1: import it with the"
                + " link logit or softmax if it holds margins, or with another output");
    assertThatThrownBy(() -> score(new double[] {0.5, 0.75}))
        .isInstanceOfSatisfying(
            NightjarException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CONFIG))
        .hasMessageContaining("gives numbers that are 1.25 in all; probabilities must be 1 in all");
  }

  @Test
  void leavesOutTheRowsOnWhichTheGraphFails() {
    inputs.set(0, new OnnxValue("X", 7, List.of(ANY, 1L)));
    nodes.add(node("Gather", "table", "X", "y"));
    double[][] rows = new double[100][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = new double[] {row % 7 == 3 ? 99 : row % 3};
    }

    ScoreBatch batch = score(rows);

    for (int row = 0; row < rows.length; row++) {
      if (row % 7 == 3) {
        assertThat(batch.reason(row))
            .isEqualTo("the margin is NaN; must be finite: the graph can't score such a row");
      } else {
        assertThat(batch.prediction(row)).isEqualTo(10 + row % 3);
      }
    }
  }

  @Test
  void scoresNoNumberBeyondFloat32WhereTheGraphTakesNone() {
    nodes.add(node("Max", "X", "zero", "m"));
    nodes.add(node("ReduceMin", "m", "y", Map.of("axes", new long[] {1}, "keepdims", 1L)));

    ScoreBatch batch = score(new double[] {1e300, 5}, new double[] {3, 5});

    assertThat(batch.reason(0)).contains("the graph can't score such a row");
    assertThat(batch.prediction(1)).isEqualTo(3);
  }

  @Test
  void saysWhenAnOutputIsOfAnotherShapeThanItWasSaidToBe() {
    nodes.add(node("Identity", "X", "y"));
    outputs.set(0, new OnnxValue("y", Type.FLOAT.number(), List.of(ANY, ANY)));

    assertThatThrownBy(() -> score(new double[] {1, 2}))
        .hasMessage(
            "the graph's output \"y\" is FLOAT of shape [1, 2]; must be floats or doubles of shape"
                + " [1, 1]: import it with that many classes, or name another output");
  }

  @Test
  void saysWhatTheRuntimeSaysOfAGraphThatItCannotLoad() {
    nodes.add(node("Nonsense", "X", "y"));

    assertThatThrownBy(() -> score(new double[] {1, 2}))
        .isInstanceOfSatisfying(
            NightjarException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CONFIG))
        .hasMessageMatching(
            "(?s)ONNX Runtime \\d.* can't load the graph: .*Nonsense.*; convert it for a runtime of"
                + " this version, or add a newer one");
  }

  @Test
  void loadsNoDirectoryWithAGraphThatMayNotRun(@TempDir Path directory) {
    sumOfColumns();
    GraphModel good = (GraphModel) model();
    nodes.add(new OnnxNode("own", "Anything", List.of("X"), List.of("z"), Map.of()));
    OnnxGraph bad = new OnnxGraph(file(), good.graph().signature());
    ModelFiles files = ModelFiles.local(directory);
    ModelDirectory.write(files, new GraphModel(good.header(), bad, good.link(), 0.5), Map.of());

    assertThatThrownBy(() -> ModelDirectory.read(files))
        .isInstanceOfSatisfying(
            NightjarException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.STORAGE))
        .hasMessageContaining("the operator Anything is of the domain own; must be ONNX's own");
  }

  @Test
  void exportsNoGraphAndExplainsNone() {
    sumOfColumns();
    Model model = model();

    assertThatThrownBy(() -> ModelExport.bytes(ExportFormat.ONNX, "hostile@1", model))
        .hasMessage(
            "hostile@1: is an ONNX graph already; its file is graph.onnx in the version's"
                + " directory.");
    assertThatThrownBy(() -> Scorer.of(model, kernels()).explain(Map.of("f0", 1.0, "f1", 2.0)))
        .hasMessageContaining("the model is an ONNX graph, whose predictions can't be parted");
  }

  @Test
  void readsNoGraphThatIsNone() {
    assertThatThrownBy(() -> ModelImport.read(request, new byte[] {8, 8, 'x'}, "test"))
        .hasMessageContaining("hostile: can't be imported: the file at byte 3 is no ONNX");
  }

  private void sumOfColumns() {
    nodes.add(node("ReduceSum", "X", "axis", "y"));
  }

  private void choose(Optional<String> output, Link link) {
    request = request.withGraph(new GraphChoice(output, link));
  }

  private static OnnxNode node(String op, String from, String to) {
    return node(op, from, to, Map.of());
  }

  private static OnnxNode node(String op, String from, String to, Map<String, Object> attributes) {
    return new OnnxNode("", op, List.of(from), List.of(to), attributes);
  }

  private static OnnxNode node(String op, String first, String second, String to) {
    return new OnnxNode("", op, List.of(first, second), List.of(to), Map.of());
  }

  private Model model() {
    Model model = ModelImport.read(request, file(), "test");
    assertThat(model).isInstanceOf(GraphModel.class);
    return model;
  }

  private byte[] file() {
    Map<String, OnnxTensor> constants =
        Map.of(
            "axis", OnnxTensor.wholes(1),
            "zero", new OnnxTensor(Type.FLOAT, List.of(1L), new float[1]),
            "table", new OnnxTensor(Type.FLOAT, List.of(3L), new float[] {10, 11, 12}));
    OnnxModel.Producer producer = new OnnxModel.Producer("hand", "1");
    return OnnxEncoder.bytes(
        new OnnxModel(producer, "g", nodes, constants, inputs, outputs, Map.of()));
  }

  private ScoreBatch score(double[]... rows) {
    Object[][] raw = new Object[rows.length][];
    for (int row = 0; row < rows.length; row++) {
      raw[row] = Arrays.stream(rows[row]).boxed().toArray();
    }
    return Scorer.of(model(), kernels()).batch().score(raw, rows.length);
  }

  private static Kernels kernels() {
    return Kernels.of(BackendPreference.SCALAR);
  }

  private void assertRefused(String why) {
    assertThatThrownBy(this::model)
        .isInstanceOfSatisfying(
            NightjarException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CONFIG))
        .hasMessage("hostile: can't be imported: " + why + ".");
  }
}
