package io.nightjar.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.features.ColumnType;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.Missing;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.NumericRange;
import io.nightjar.features.SparseVector;
import io.nightjar.features.VectorFeature;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.block.SparseBlock;
import io.nightjar.model.Coefficients;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Link;
import io.nightjar.model.MllibModel;
import io.nightjar.model.Model;
import io.nightjar.model.ModelExamples;
import io.nightjar.model.ModelHeader;
import io.nightjar.model.exchange.ExportFormat;
import io.nightjar.model.exchange.ModelExport;
import io.nightjar.model.files.ModelDirectory;
import io.nightjar.model.files.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Linear models of a vector of which only the values that aren't 0 are there. */
class SparseScoringTest {
  private static final int ELEMENTS = 3000;
  private static final VectorFeature VECTOR = new VectorFeature("words", ELEMENTS, 500, 9500);
  private static final Kernels KERNELS = Kernels.of(BackendPreference.SCALAR);

  @TempDir Path folder;

  private static LinearModel model(int classes) {
    Random random = new Random(5);
    double[] values = random.doubles(classes * (ELEMENTS + 1L), -1, 1).toArray();
    double[] means = random.doubles(ELEMENTS, 0, 0.01).toArray();
    Model like = classes == 1 ? ModelExamples.binary() : ModelExamples.multiclass();
    FeatureSpec spec = new FeatureSpec(List.of(VECTOR));
    ModelHeader header = new ModelHeader(like.target(), spec, Precision.FLOAT, like.provenance());
    return LinearModel.of(header, new Coefficients(classes, values).withMeans(means), 0.5);
  }

  private static SparseVector vector(Random random) {
    int[] places = random.ints(20, 0, ELEMENTS).distinct().sorted().toArray();
    double[] values = Arrays.stream(places).mapToDouble(place -> random.nextGaussian()).toArray();
    return new SparseVector(ELEMENTS, places, values);
  }

  private static double[] writtenOut(SparseVector vector) {
    double[] elements = new double[vector.size()];
    for (int k = 0; k < vector.indices().length; k++) {
      elements[vector.indices()[k]] = vector.values()[k];
    }
    return elements;
  }

  private static double naiveMargin(LinearModel model, int output, SparseVector vector) {
    double margin = 0;
    double[] elements = writtenOut(vector);
    for (int j = 0; j < elements.length; j++) {
      margin += model.coefficients().get(output, j) * (float) elements[j];
    }
    return margin + model.coefficients().intercept(output);
  }

  private static ScoreBatch batch(Model model, Object[]... rows) {
    return Scorer.of(model, KERNELS).batch().score(rows, rows.length);
  }

  @Test
  void noOtherModelReadsVectors() {
    Model other = new MllibModel(model(1).header(), "org.apache.spark.ml.X", 0.5);
    ModelDirectory.write(ModelFiles.local(folder), other, Map.of());
    assertThatThrownBy(() -> ModelDirectory.read(ModelFiles.local(folder)))
        .hasMessageContaining(
            "the feature words is a vector; must be plain columns, for only a linear model reads"
                + " vectors");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void rowsAndBatchesHaveTheBitsOfElementsWrittenOut(int classes) {
    LinearModel model = model(classes);
    Scorer scorer = Scorer.of(model, KERNELS);
    Random random = new Random(6);
    Object[][] rows = new Object[300][];
    Arrays.setAll(rows, i -> new Object[] {vector(random)});
    ScoreBatch scores = batch(model, rows);
    for (int i = 0; i < rows.length; i++) {
      SparseVector vector = (SparseVector) rows[i][0];
      for (int k = 0; k < classes; k++) {
        assertThat(scores.margin(k, i)).isEqualTo(naiveMargin(model, k, vector));
      }
      Score one = scorer.score(Map.of("words", vector));
      assertThat(one.prediction()).isEqualTo(scores.prediction(i));
      double[] dense = writtenOut(vector);
      float[] narrow = new float[dense.length];
      for (int j = 0; j < dense.length; j++) {
        narrow[j] = (float) dense[j];
      }
      assertThat(scorer.score(dense)).isEqualTo(one);
      assertThat(scorer.score(narrow)).isEqualTo(one);
      assertThat(scorer.score(Map.of("words", dense))).isEqualTo(one);
    }
  }

  @Test
  void aModelOfAMillionElementsListsNoneAndComesBackFromItsFiles() throws IOException {
    int elements = 1 << 20;
    Model like = ModelExamples.binary();
    ModelHeader header =
        new ModelHeader(
            like.target(),
            new FeatureSpec(List.of(new VectorFeature("words", elements, 10, 300))),
            Precision.FLOAT,
            like.provenance());
    double[] values = new Random(7).doubles(elements + 1L, -1, 1).toArray();
    LinearModel model = LinearModel.of(header, new Coefficients(1, values), 0.5);
    ModelDirectory.write(ModelFiles.local(folder), model, Map.of());

    assertThat(Files.size(folder.resolve("model.json"))).isLessThan(10_000);
    Model loaded = ModelDirectory.read(ModelFiles.local(folder)).model();
    assertThat(loaded).isEqualTo(model);
    assertThat(loaded.designNames()).hasSize(elements).endsWith("words[1048575]");
    SparseVector row = new SparseVector(elements, new int[] {elements - 1}, new double[] {2});
    double margin = 0 + values[elements - 1] * 2.0 + values[elements];
    assertThat(batch(loaded, new Object[] {row}).margin(0, 0)).isEqualTo(margin);
  }

  @Test
  void blocksHoldTheValuesAlone() {
    EncodedBlock block =
        BlockEncoder.of(model(1)).encode(new Object[][] {{vector(new Random(8))}, {null}}, 2);
    assertThat(block.features()).isInstanceOf(SparseBlock.class);
    assertThat(((SparseBlock) block.features()).cells()).isBetween(15L, 20L);
    assertThat(block.reasons()).containsExactly(null, "words is null; must have a value");
    assertThat(block.columns()).containsExactly(null, "words");
  }

  private static String reason(Object vector) {
    return batch(model(1), new Object[] {vector}).reason(0);
  }

  private static SparseVector of(int[] places, double... values) {
    return new SparseVector(ELEMENTS, places, values);
  }

  @Test
  void saysWhatIsWrongWithAVector() {
    assertThat(reason(3.5)).isEqualTo("words is 3.5; must be vector");
    assertThat(reason("all of them")).isEqualTo("words is \"all of them\"; must be vector");
    assertThat(reason(new double[4]))
        .isEqualTo("words has 4 elements; must have 3000 as in training");
    assertThat(reason(new float[5]))
        .isEqualTo("words has 5 elements; must have 3000 as in training");
    assertThat(reason(new SparseVector(7, new int[0], new double[0])))
        .isEqualTo("words has 7 elements; must have 3000 as in training");
    assertThat(reason(of(new int[] {3000}, 1)))
        .isEqualTo("words has the index 3000; must be 0..2999, ascending");
    assertThat(reason(of(new int[] {-1}, 1)))
        .isEqualTo("words has the index -1; must be 0..2999, ascending");
    assertThat(reason(of(new int[] {9, 9}, 1, 2)))
        .isEqualTo("words has the index 9; must be 10..2999, ascending");
    assertThat(reason(of(new int[] {1, 2}, 1)))
        .isEqualTo("words has 2 indices and 1 values; must have as many");
    assertThat(reason(of(new int[] {8}, Double.NaN))).isEqualTo("words[8] is NaN; must be finite");
    assertThat(reason(of(new int[] {8}, Double.NEGATIVE_INFINITY)))
        .isEqualTo("words[8] is -Infinity; must be finite");
    assertThat(reason(of(new int[] {8}, 1e39)))
        .isEqualTo("words[8] is 1.0E39; must be within ±3.4028235e38");
    assertThatThrownBy(() -> Scorer.of(model(1), KERNELS).score(new double[4]))
        .hasMessageContaining("words has 4 elements; must have 3000 as in training");
  }

  @Test
  void addsTheOffsetOfAMap() {
    LinearModel model = model(1);
    LinearModel with =
        new LinearModel(
            model.header(), Link.LOGIT, model.coefficients(), LinearModel.offset("prior"), 0.5);
    SparseVector vector = vector(new Random(9));
    Scorer scorer = Scorer.of(with, KERNELS);
    double margin = batch(with, new Object[] {vector, 0.75}).margin(0, 0);

    assertThat(margin).isEqualTo(naiveMargin(model, 0, vector) + 0.75);
    assertThat(scorer.score(Map.of("words", vector, "prior", 0.75)).prediction())
        .isEqualTo(batch(with, new Object[] {vector, 0.75}).prediction(0));
    assertThat(batch(with, new Object[] {vector, Double.NaN}).reason(0))
        .isEqualTo("prior is NaN; must be a finite number, which is added to the margin");
    assertThatThrownBy(() -> scorer.score(new double[ELEMENTS]))
        .hasMessageContaining(
            "the model reads the vector words and the offset prior; give a map of values by column");
  }

  @Test
  void whatTheVectorAddedToTheMarginIsExplained() {
    LinearModel model = model(1);
    SparseVector vector = vector(new Random(10));
    Explanation explained = Scorer.of(model, KERNELS).explain(Map.of("words", vector));
    double base = model.coefficients().intercept(0);
    for (int j = 0; j < ELEMENTS; j++) {
      base += model.coefficients().get(0, j) * model.coefficients().means()[j];
    }
    assertThat(explained.base()).isCloseTo(base, within(1e-12));
    assertThat(explained.contributions().get("words"))
        .isCloseTo(naiveMargin(model, 0, vector) - base, within(1e-9));
  }

  @ParameterizedTest
  @EnumSource(
      value = ExportFormat.class,
      names = {"ONNX", "PMML"})
  void exportFormatsHaveNoFormForIt(ExportFormat format) {
    assertThatThrownBy(() -> ModelExport.bytes(format, "words@3", model(1)))
        .hasMessageContaining("reads the vector words of 3000 elements, which no export format")
        .hasMessageContaining("score it with Nightjar");
  }

  @Test
  void aVectorStandsAlone() {
    NumericFeature age =
        new NumericFeature(
            "age", ColumnType.DOUBLE, 40, Missing.NONE, new NumericRange(40, 10, 18, 90));
    assertThatThrownBy(() -> new FeatureSpec(List.of(VECTOR, age)))
        .hasMessage("column words is a vector beside 1 other features; must be the only one");
    LinearDesign design = LinearDesign.of(new FeatureSpec(List.of(VECTOR)));
    assertThat(design.layout()).isEqualTo("sparse: 19.0 values a row of 3000 elements");
    assertThat(design.heldWidth()).isEqualTo(19);
  }
}
