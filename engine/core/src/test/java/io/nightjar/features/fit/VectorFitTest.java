package io.nightjar.features.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.features.ColumnType;
import io.nightjar.features.DatePart;
import io.nightjar.features.InputColumn;
import io.nightjar.features.SparseVector;
import io.nightjar.features.VectorFeature;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of columns of vectors. */
class VectorFitTest {
  private static final InputColumn VECTOR = new InputColumn("v", ColumnType.VECTOR, true);
  private static final InputColumn AGE = new InputColumn("age", ColumnType.DOUBLE, true);
  private static final int ELEMENTS = 2000;

  private static FeatureOptions naming(String... columns) {
    return new FeatureOptions(
        Set.of(),
        Set.of(columns),
        Set.of(),
        Set.of(),
        Set.of(),
        256,
        0,
        EnumSet.noneOf(DatePart.class));
  }

  private static FittedFeatures fit(Object... vectors) {
    return fit(List.of(vectors));
  }

  private static FittedFeatures fit(List<Object> vectors) {
    FeatureOptions options = naming("v");
    FeatureGatherer gatherer = new FeatureGatherer(options, List.of(VECTOR));
    FeatureGatherer other = new FeatureGatherer(options, List.of(VECTOR));
    for (int i = 0; i < vectors.size(); i++) {
      (i % 2 == 0 ? gatherer : other).add(new Object[] {vectors.get(i)});
    }
    return FeatureFitter.fit(options, List.of(VECTOR), gatherer.merge(other).statistics());
  }

  private static SparseVector of(int[] places, double... values) {
    return new SparseVector(ELEMENTS, places, values);
  }

  @Test
  void countsRowsAndValuesThatAreNotZero() {
    double[] dense = new double[ELEMENTS];
    dense[7] = 1;
    dense[9] = -2;
    assertThat(fit(of(new int[] {1, 5}, 0, 3), dense, of(new int[0])).spec().features())
        .containsExactly(new VectorFeature("v", ELEMENTS, 3, 3));
  }

  @Test
  void isAFeatureOnlyWhereItIsNamed() {
    List<InputColumn> table = List.of(AGE, VECTOR);
    assertThat(FeatureFitter.candidates(naming(), table)).containsExactly(AGE);
    assertThat(FeatureFitter.candidates(naming("v"), table)).containsExactly(VECTOR);
  }

  @Test
  void refusesOneBesideOtherFeatures() {
    FeatureOptions options = naming("v", "age");
    FeatureGatherer gatherer = new FeatureGatherer(options, List.of(AGE, VECTOR));
    gatherer.add(new Object[] {1.0, of(new int[0])});
    gatherer.add(new Object[] {2.0, of(new int[0])});
    assertThatThrownBy(
            () -> FeatureFitter.fit(options, List.of(AGE, VECTOR), gatherer.statistics()))
        .hasMessage(
            "column v is a vector beside 1 other features; must be the only one: assemble the others into it, or name it alone in features.columns");
  }

  @Test
  void refusesWhatNoModelCanLearnFrom() {
    SparseVector sound = of(new int[] {1}, 1);
    assertThatThrownBy(() -> fit(sound, new double[5]))
        .hasMessageContaining(
            "column v holds vectors of 5 to 2000 elements; must all have as many");
    assertThatThrownBy(() -> fit(Arrays.asList(sound, null)))
        .hasMessageContaining(
            "column v has no vector in 1 of 2 rows; must have one in each: leave those rows out");
    assertThatThrownBy(() -> fit(sound, of(new int[] {4, 3}, 1, 1), of(new int[] {2000}, 1)))
        .hasMessageContaining("column v holds 2 vectors whose indices are beyond their size")
        .hasMessageContaining("must be 0..1999, ascending");
    assertThatThrownBy(() -> fit(sound, of(new int[] {4, 5}, Double.NaN, 1e39)))
        .hasMessageContaining("column v holds 2 values that are NaN, infinite or beyond");
    assertThatThrownBy(() -> fit(new double[1024], new double[1024]))
        .hasMessageContaining(
            "column v holds vectors of 1024 elements; must have more than 1024: give so few as"
                + " columns of their own");
  }
}
