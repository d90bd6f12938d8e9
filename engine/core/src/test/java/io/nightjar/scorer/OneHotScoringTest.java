package io.nightjar.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.ColumnType;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.HashedFeature;
import io.nightjar.features.Missing;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.NumericRange;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.block.OneHotBlock;
import io.nightjar.model.Coefficients;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Model;
import io.nightjar.model.ModelExamples;
import io.nightjar.model.ModelHeader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Linear models whose categories have a thousand values. */
class OneHotScoringTest {
  private static final int ROWS = 500;
  private static final FeatureSpec SPEC =
      new FeatureSpec(
          List.of(
              category("shop", ColumnType.STRING, 900, new Missing(3, 0)),
              new NumericFeature(
                  "age",
                  ColumnType.DOUBLE,
                  40,
                  new Missing(2, 0),
                  new NumericRange(40, 10, 18, 90)),
              category("town", ColumnType.INT, 400, new Missing(0, 0)),
              category("sex", ColumnType.STRING, 2, new Missing(0, 0)),
              new HashedFeature("street", ColumnType.STRING, 8, new Missing(1, 0))));

  private static CategoricalFeature category(
      String column, ColumnType type, int values, Missing missing) {
    List<String> all = IntStream.range(0, values).mapToObj(Integer::toString).toList();
    return new CategoricalFeature(column, type, all, missing);
  }

  private static LinearModel model(Precision precision, int classes) {
    int d = LinearDesign.of(SPEC).width();
    Random random = new Random(5);
    double[] values = random.doubles((long) classes * (d + 1), -1, 1).toArray();
    double[] means = random.doubles(d).toArray();
    Model like = classes == 1 ? ModelExamples.binary() : ModelExamples.multiclass();
    ModelHeader header = new ModelHeader(like.target(), SPEC, precision, like.provenance());
    return LinearModel.of(header, new Coefficients(classes, values).withMeans(means), 0.5);
  }

  /** Values that training met, that it never met, and none. */
  private static Object[][] rows() {
    Random random = new Random(6);
    Object[][] rows = new Object[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      rows[i] =
          new Object[] {
            random.nextInt(20) == 0 ? null : Integer.toString(random.nextInt(1000)),
            random.nextInt(20) == 0 ? null : random.nextGaussian() * 10 + 40,
            random.nextInt(20) == 0 ? null : random.nextInt(500),
            random.nextInt(20) == 0 ? null : Integer.toString(random.nextInt(3)),
            random.nextInt(20) == 0 ? null : "Street " + random.nextInt(5000)
          };
    }
    return rows;
  }

  private static Map<String, Object> map(Object[] row) {
    Map<String, Object> map = new HashMap<>();
    for (int i = 0; i < row.length; i++) {
      map.put(SPEC.features().get(i).column(), row[i]);
    }
    return map;
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void batchesHaveTheBitsOfRowsThatAreWrittenOut(Precision precision) {
    for (int classes : new int[] {1, 3}) {
      Model model = model(precision, classes);
      Object[][] rows = rows();
      assertThat(BlockEncoder.of(model).encode(rows, ROWS).features())
          .isInstanceOf(OneHotBlock.class);
      for (BackendPreference on : List.of(BackendPreference.SCALAR, BackendPreference.SIMD)) {
        Scorer scorer = Scorer.of(model, Kernels.of(on));
        ScoreBatch batch = scorer.batch().score(rows, ROWS);
        for (int row = 0; row < ROWS; row++) {
          assertThat(batch.score(row)).isEqualTo(scorer.score(map(rows[row])));
        }
      }
    }
  }

  @Test
  void contributionsAreThoseOfEachDesignColumn() {
    LinearModel model = model(Precision.DOUBLE, 3);
    Scorer scorer = Scorer.of(model, Kernels.of(BackendPreference.SCALAR));
    LinearDesign design = LinearDesign.of(SPEC);
    var encoder = design.encoder(SPEC.signature().names(), Precision.DOUBLE);
    Coefficients beta = model.coefficients();
    for (Object[] row : Arrays.copyOf(rows(), 60)) {
      ScoreBatch batch = scorer.batch().score(new Object[][] {row}, 1);
      encoder.encodeRow(row);
      Map<String, Double> expected = new HashMap<>();
      for (int j = 0; j < design.width(); j++) {
        double change = encoder.design()[j] - beta.means()[j];
        String source = design.columns().get(j).source();
        expected.merge(source, beta.get(batch.output(0), j) * change, Double::sum);
      }
      Map<String, Double> found = scorer.explain(map(row)).contributions();
      assertThat(found.keySet()).isEqualTo(expected.keySet());
      expected.forEach((c, value) -> assertThat(found.get(c)).isCloseTo(value, within(1e-10)));
    }
  }

  @Test
  void saysWhichValueOfACategoryIsOfTheWrongType() {
    ScoreBatch batch =
        Scorer.of(model(Precision.FLOAT, 1), Kernels.of(BackendPreference.SCALAR))
            .batch()
            .score(new Object[][] {{"1", 30.0, "north", "1", "Elm"}, {"1", 30.0, 7, "1", 5}}, 2);
    assertThat(batch.reason(0)).isEqualTo("town is \"north\"; must be int");
    assertThat(batch.column(0)).isEqualTo("town");
    assertThat(batch.reason(1)).isEqualTo("street is 5; must be string");
    assertThat(batch.column(1)).isEqualTo("street");
  }

  @Test
  void saysHowRowsAreKeptAndWhy() {
    assertThat(LinearDesign.of(SPEC).layout())
        .isEqualTo("one-hot: 6 numbers a row instead of 1559");
    assertThat(LinearDesign.of(ModelExamples.binary().features()).layout())
        .isEqualTo("dense: 3 columns; one-hot above 1024");
  }
}
