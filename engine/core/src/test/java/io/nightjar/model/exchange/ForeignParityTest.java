package io.nightjar.model.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nightjar.features.ColumnType;
import io.nightjar.model.TreeModel;
import io.nightjar.model.files.ModelDirectory;
import io.nightjar.model.files.ModelFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

  @ParameterizedTest
  @MethodSource("cases")
  void predictsWhatTheLibraryPredicts(ForeignCase given) {
    assertClose(ForeignCase.scores(given.model(), given.rows()), given.expected(), 1e-6);
  }

  @ParameterizedTest
  @MethodSource("casesWithShap")
  void explainsAsTheLibraryExplains(ForeignCase given) {
    double[][] values = ForeignCase.shapValues(given.model(), given.rows());

    assertClose(values, given.shap().orElseThrow(), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void survivesItsOwnModelDirectory(ForeignCase given, @TempDir Path directory) {
    TreeModel model = given.model();

    ModelDirectory.write(ModelFiles.local(directory), model, Map.of());
    TreeModel read = (TreeModel) ModelDirectory.read(ModelFiles.local(directory)).model();

    assertThat(ForeignCase.scores(read, given.rows()))
        .isEqualTo(ForeignCase.scores(model, given.rows()));
    assertThat(read.provenance()).isEqualTo(model.provenance());
  }

  @Test
  void matchesTheRecordedProbabilitiesOfFiveClasses() {
    double[][] rows = features(real("multiclass_test.tsv"), "\t");
    TreeModel model = ForeignCase.imported(real("lgmulticlass.model"), ColumnType.DOUBLE);

    double[][] expected = ForeignCase.numbers(real("lgmulticlass_true_predictions.txt"), "\t", 0);

    assertThat(rows).hasNumberOfRows(500);
    assertClose(ForeignCase.scores(model, rows), expected, 1e-6);
  }

  @Test
  void matchesTheRecordedProbabilitiesOfDart() {
    double[][] rows = ForeignCase.numbers(real("breast_cancer_test.tsv"), "\t", 0);
    TreeModel model = ForeignCase.imported(real("lg_dart_breast_cancer.model"), ColumnType.DOUBLE);

    double[][] expected =
        ForeignCase.numbers(real("lg_dart_breast_cancer_true_predictions.txt"), "\t", 0);

    assertThat(rows).hasNumberOfRows(57);
    assertClose(ForeignCase.scores(model, rows), expected, 1e-6);
  }

  /** Without the label, which comes first. */
  private static double[][] features(Path file, String separator) {
    double[][] rows = ForeignCase.numbers(file, separator, 0);
    return Stream.of(rows)
        .map(row -> java.util.Arrays.copyOfRange(row, 1, row.length))
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
