package io.nightjar.model.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nightjar.NightjarException;
import io.nightjar.features.ColumnType;
import io.nightjar.model.Link;
import io.nightjar.model.Model;
import io.nightjar.model.ModelExamples;
import io.nightjar.model.Task;
import io.nightjar.model.TreeModel;
import io.nightjar.model.calibration.Sigmoid;
import io.nightjar.model.files.ModelDirectory;
import io.nightjar.model.files.ModelFiles;
import io.nightjar.scorer.Activation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracle is the library itself: predictions and SHAP values that it gave for its own model. */
class ForeignParityTest {
  private static final Path SMALL = Path.of("src/test/resources/exchange");
  private static final String TOLD = System.getProperty("nightjar.interop");

  static Stream<ForeignCase> cases() {
    List<ForeignCase> small = ForeignCase.in(SMALL);
    return TOLD == null
        ? small.stream()
        : Stream.concat(small.stream(), ForeignCase.in(Path.of(TOLD)).stream());
  }

  static Stream<ForeignCase> casesWithShap() {
    return cases().filter(one -> one.shap().isPresent());
  }

  /** Without what XGBoost can't express: zero as missing, and votes of several classes. */
  static Stream<ForeignCase> casesForXgBoost() {
    Set<String> others = Set.of("lgb-zero-missing", "onnx-skl-forest-classes");
    return cases().filter(one -> !others.contains(one.toString()) && isTrees(one));
  }

  /** Without votes, whose sum our own reader doesn't read back. */
  static Stream<ForeignCase> casesForOnnx() {
    return cases().filter(one -> isTrees(one) && !hasVotes(one.model()));
  }

  private static boolean isTrees(ForeignCase one) {
    return one.model() instanceof TreeModel;
  }

  private static boolean hasVotes(Model model) {
    return ((TreeModel) model).link() == Link.IDENTITY && model.target().task() != Task.REGRESSION;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void predictsWhatTheLibraryPredicts(ForeignCase given) {
    assertClose(ForeignCase.scores(given.model(), given.rows()), given.expected(), 1e-6);
  }

  @ParameterizedTest
  @MethodSource("casesWithShap")
  void explainsAsTheLibraryExplains(ForeignCase given) {
    double[][] values = ForeignCase.shapValues((TreeModel) given.model(), given.rows());

    assertClose(values, given.expectedShap(), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void survivesItsOwnModelDirectory(ForeignCase given, @TempDir Path directory) {
    Model model = given.model();

    ModelDirectory.write(ModelFiles.local(directory), model, Map.of());
    Model read = ModelDirectory.read(ModelFiles.local(directory)).model();

    assertThat(ForeignCase.scores(read, given.rows()))
        .isEqualTo(ForeignCase.scores(model, given.rows()));
    assertThat(read.provenance()).isEqualTo(model.provenance());
  }

  /** Our own reader agrees; .ci/interop.py lets XGBoost itself read what is written here. */
  @ParameterizedTest
  @MethodSource("casesForXgBoost")
  void comesBackFromXgBoostsJson(ForeignCase given) throws IOException {
    Model model = given.model();

    byte[] json = ModelExport.bytes(ExportFormat.XGBOOST_JSON, "foreign@1", model);
    Model back = ModelImport.read(ImportRequest.of("back", "back", "label"), json, "test");

    assertClose(
        ForeignCase.scores(back, given.rows()), ForeignCase.scores(model, given.rows()), 1e-6);
    if (TOLD != null && given.folder().startsWith(Path.of(TOLD))) {
      Files.write(given.folder().resolve("exported.json"), json);
    }
  }

  /** Our own reader agrees; .ci/interop.py lets ONNX Runtime run what is written here. */
  @ParameterizedTest
  @MethodSource("casesForOnnx")
  void comesBackFromOnnx(ForeignCase given) throws IOException {
    Model model = given.model();

    byte[] onnx = ModelExport.bytes(ExportFormat.ONNX, "foreign@1", model);
    Model back = ModelImport.read(ImportRequest.of("back", "back", "label"), onnx, "test");

    assertClose(
        ForeignCase.scores(back, given.rows()), ForeignCase.scores(model, given.rows()), 1e-12);
    assertThat(back.signature().names()).isEqualTo(model.signature().names());
    if (TOLD != null && given.folder().startsWith(Path.of(TOLD))) {
      Files.write(given.folder().resolve("exported.onnx"), onnx);
    }
  }

  @Test
  void refusesToExportWhatHasNoTreesOfItsOwnProbabilities() {
    Model trees = new ForeignCase(SMALL.resolve("lgb-binary")).model();

    assertThatThrownBy(
            () ->
                ModelExport.bytes(
                    ExportFormat.XGBOOST_JSON,
                    "foreign@1",
                    trees.withCalibration(new Sigmoid(-1, 0))))
        .hasMessage(
            "foreign@1: has calibrated probabilities, which XGBoost can't express; train it with"
                + " calibration.method = none to export it.");
    assertThatThrownBy(
            () -> ModelExport.bytes(ExportFormat.XGBOOST_JSON, "line@2", ModelExamples.binary()))
        .hasMessage(
            "line@2: is no model of trees (logistic); only gbt, forest and imported trees can be"
                + " exported.");
  }

  @Test
  void refusesToExportZeroThatIsMissing() {
    Model model = new ForeignCase(SMALL.resolve("lgb-zero-missing")).model();

    assertThatThrownBy(() -> ModelExport.bytes(ExportFormat.XGBOOST_JSON, "foreign@1", model))
        .isInstanceOf(NightjarException.class)
        .hasMessageMatching(
            "foreign@1: can't be exported: the column \"Column_\\d\" is split as a number and as a"
                + " category, as LightGBM's zero_as_missing asks; XGBoost can do one of them: train"
                + " without it\\.");
  }

  @Test
  void matchesTheRecordedProbabilitiesOfFiveClasses() {
    double[][] rows = features(real("multiclass_test.tsv"), "\t");
    Model model = ForeignCase.imported(real("lgmulticlass.model"), ColumnType.DOUBLE);

    double[][] expected = ForeignCase.numbers(real("lgmulticlass_true_predictions.txt"), "\t", 0);

    assertThat(rows).hasNumberOfRows(500);
    assertClose(ForeignCase.scores(model, rows), expected, 1e-6);
  }

  @Test
  void matchesTheRecordedProbabilitiesOfDart() {
    double[][] rows = ForeignCase.numbers(real("breast_cancer_test.tsv"), "\t", 0);
    Model model = ForeignCase.imported(real("lg_dart_breast_cancer.model"), ColumnType.DOUBLE);

    double[][] expected =
        ForeignCase.numbers(real("lg_dart_breast_cancer_true_predictions.txt"), "\t", 0);

    assertThat(rows).hasNumberOfRows(57);
    assertClose(ForeignCase.scores(model, rows), expected, 1e-6);
  }

  @Test
  void matchesTheRecordedProbabilitiesOfAnOldBinaryFile() {
    Model model = ForeignCase.imported(real("xgagaricus.model"), ColumnType.DOUBLE);
    double[][] rows = sparse(real("agaricus_test.libsvm"), 127);

    double[][] expected = ForeignCase.numbers(real("xgagaricus_true_predictions.txt"), "\t", 0);

    assertThat(rows).hasNumberOfRows(1611);
    assertClose(ForeignCase.scores(model, rows), expected, 1e-6);
  }

  /** The recorded numbers are margins. */
  @Test
  void matchesTheRecordedMarginsOfAnOldBinaryFileOfSixClasses() {
    Model model = ForeignCase.imported(real("xgdermatology.model"), ColumnType.DOUBLE);
    double[][] rows = sparse(real("dermatology_test.libsvm"), 33);

    double[][] expected = ForeignCase.numbers(real("xgdermatology_true_predictions.txt"), "\t", 0);

    assertThat(rows).hasNumberOfRows(expected.length);
    Stream.of(expected).forEach(Activation::softmax);
    assertClose(ForeignCase.scores(model, rows), expected, 1e-6);
  }

  /** Rows of libsvm, what isn't listed is missing. */
  private static double[][] sparse(Path file, int features) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(line -> sparse(line, features)).toArray(double[][]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] sparse(String line, int features) {
    double[] row = new double[features];
    Arrays.fill(row, Double.NaN);
    Stream.of(line.strip().split(" "))
        .skip(1)
        .map(pair -> pair.split(":"))
        .forEach(pair -> row[Integer.parseInt(pair[0])] = Double.parseDouble(pair[1]));
    return row;
  }

  /** Without the label, which comes first. */
  private static double[][] features(Path file, String separator) {
    double[][] rows = ForeignCase.numbers(file, separator, 0);
    return Stream.of(rows)
        .map(row -> Arrays.copyOfRange(row, 1, row.length))
        .toArray(double[][]::new);
  }

  private static Path real(String name) {
    Path path = Path.of(System.getProperty("nightjar.data", "../shared/data"));
    Path file = path.resolve("tree-models").resolve(name);
    assumeTrue(Files.exists(file), "no real data at " + file);
    return file;
  }

  private static void assertClose(double[][] values, double[][] expected, double tolerance) {
    assertThat(values).hasDimensions(expected.length, expected[0].length);
    for (int row = 0; row < values.length; row++) {
      for (int k = 0; k < values[row].length; k++) {
        double allowed = tolerance * Math.max(1, Math.abs(expected[row][k]));
        assertThat(values[row][k])
            .as("row %d, value %d", row, k)
            .isCloseTo(expected[row][k], within(allowed));
      }
    }
  }
}
