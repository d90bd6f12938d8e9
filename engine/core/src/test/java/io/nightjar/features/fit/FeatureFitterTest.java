package io.nightjar.features.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.features.BooleanFeature;
import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.ColumnType;
import io.nightjar.features.DateFeature;
import io.nightjar.features.DatePart;
import io.nightjar.features.HashedFeature;
import io.nightjar.features.InputColumn;
import io.nightjar.features.Missing;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.NumericRange;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureFitterTest {
  private static final FeatureOptions FEW =
      new FeatureOptions(
          Set.of("label"),
          Set.of(),
          Set.of(),
          Set.of("code"),
          Set.of("amount"),
          3,
          0,
          EnumSet.of(DatePart.YEAR, DatePart.WEEKDAY));

  @Test
  void ordersCategoriesByFrequencyThenByValue() {
    FittedFeatures fitted = fit(column("city", ColumnType.STRING), "b", "c", "a", "c", null);
    assertThat(fitted.spec().features())
        .containsExactly(
            new CategoricalFeature(
                "city", ColumnType.STRING, List.of("c", "a", "b"), new Missing(1, 0)));
    assertThat(fitted.warnings()).isEmpty();
  }

  @Test
  void fillsNumbersWithTheMeanOfTheirValues() {
    assertThat(fit(column("age", ColumnType.INT), 1, null, 3).spec().features())
        .containsExactly(
            new NumericFeature(
                "age",
                ColumnType.INT,
                2.0,
                new Missing(1, 0),
                new NumericRange(2.0, Math.sqrt(2), 1, 3)));
  }

  @Test
  void readsListedIntegersAsCategories() {
    assertThat(fit(column("code", ColumnType.INT), 7, 7, 5).spec().features())
        .containsExactly(
            new CategoricalFeature("code", ColumnType.INT, List.of("7", "5"), Missing.NONE));
  }

  @Test
  void readsListedTextsAsNumbersAndBlanksAsMissing() {
    assertThat(fit(column("amount", ColumnType.STRING), "1.5", " ", "2.5").spec().features())
        .containsExactly(
            new NumericFeature(
                "amount",
                ColumnType.STRING,
                2.0,
                new Missing(1, 0),
                new NumericRange(2.0, Math.sqrt(0.5), 1.5, 2.5)));
  }

  @Test
  void fillsBooleansWithTheShareOfTrue() {
    assertThat(fit(column("flag", ColumnType.BOOLEAN), true, false, true, true).spec().features())
        .containsExactly(new BooleanFeature("flag", 0.75, Missing.NONE));
  }

  @Test
  void keepsThePartsOfDatesThatVary() {
    FittedFeatures fitted =
        fit(
            column("day", ColumnType.DATE),
            LocalDate.of(2024, 1, 1),
            LocalDate.of(2024, 1, 8),
            LocalDate.of(2024, 1, 9));
    assertThat(fitted.spec().features())
        .containsExactly(
            new DateFeature(
                "day",
                ColumnType.DATE,
                List.of(new DateFeature.Part(DatePart.WEEKDAY, 4.0 / 3, List.of(1, 2))),
                Missing.NONE));
  }

  @Test
  void dropsConstantAndEmptyColumnsWithAWarning() {
    List<InputColumn> columns =
        List.of(
            column("a", ColumnType.INT),
            column("b", ColumnType.STRING),
            column("c", ColumnType.DOUBLE),
            column("d", ColumnType.DATE),
            column("x", ColumnType.DOUBLE));
    LocalDate day = LocalDate.of(2024, 1, 1);
    FittedFeatures fitted =
        fit(
            columns,
            List.of(
                new Object[] {5, "only", null, day, 1.0},
                new Object[] {5, "only", null, day, 2.0}));
    assertThat(fitted.spec().signature().names()).containsExactly("x");
    assertThat(fitted.warnings())
        .containsExactly(
            "a is dropped: all its values are 5",
            "b is dropped: all its values are only",
            "c is dropped: all its values are missing",
            "d is dropped: all its values are the same in every part of a date that is used");
  }

  @Test
  void keepsAConstantColumnThatIsSometimesMissing() {
    assertThat(fit(column("age", ColumnType.INT), 5, null, 5).spec().signature().names())
        .containsExactly("age");
  }

  @Test
  void refusesATableWithNoFeatureLeft() {
    assertThatThrownBy(() -> fit(column("a", ColumnType.INT), 5, 5))
        .hasMessage(
            "no feature is left of 1 columns; must be at least 1: a is dropped: all its values are"
                + " 5");
    assertThatThrownBy(() -> FeatureFitter.fit(FEW, List.of(), List.of()))
        .hasMessage(
            "no feature is left of 0 columns; must be at least 1: every column is excluded or has"
                + " a role of its own");
  }

  @Test
  void refusesTextOfHighCardinalityWithAdvice() {
    assertThatThrownBy(
            () -> fit(column("name", ColumnType.STRING), "ann", "bob", "cy", "di", "ann"))
        .isInstanceOfSatisfying(
            NightjarException.class,
            failure -> assertThat(failure.kind()).isEqualTo(FailureKind.DATA))
        .hasMessage(
            "column name holds 4 distinct values in 5 rows; features.max-categories is 3; add name"
                + " to features.exclude, group its rare values where the table is made, raise"
                + " features.max-categories, or hash them by features.hash-bits (logistic, linear,"
                + " poisson)");
  }

  @Test
  void refusesNumbersWrittenAsTextWithAdvice() {
    assertThatThrownBy(() -> fit(column("total", ColumnType.STRING), "29.85", "1", "7", " ", "0.5"))
        .hasMessage(
            "column total holds 5 distinct values in 5 rows; features.max-categories is 3; 4 of"
                + " its values are numbers written as text (such as \"0.5\"), others are not (such"
                + " as \" \"); add total to features.numeric or to features.exclude");
  }

  @Test
  void warnsOfFewNumbersWrittenAsText() {
    assertThat(fit(column("total", ColumnType.STRING), "2", "1").warnings())
        .containsExactly(
            "total holds only numbers written as text (such as \"1\") and is read as 2 categories");
  }

  @Test
  void refusesAColumnOfKeysThatWasNotCountedWhole() {
    Object[] keys =
        IntStream.rangeClosed(0, CategoryAccumulator.MOST_DISTINCT)
            .mapToObj(i -> "k" + i)
            .toArray();
    assertThatThrownBy(() -> fit(column("key", ColumnType.STRING), keys))
        .hasMessageStartingWith(
            "column key holds more than 20000 distinct values in 20001 rows;"
                + " features.max-categories is 3; ");
  }

  @Test
  void refusesInfiniteValues() {
    assertThatThrownBy(
            () -> fit(column("x", ColumnType.DOUBLE), 1.0, Double.NEGATIVE_INFINITY, 2.0))
        .hasMessage(
            "column x holds 1 infinite values (or beyond ±1e150) beside 2 finite ones; must be"
                + " finite; mend them where the table is made, or add x to features.exclude");
  }

  @Test
  void refusesTextsThatAreNoNumbersWhereNumbersWereAskedFor() {
    assertThatThrownBy(() -> fit(column("amount", ColumnType.STRING), "1", "n/a", "2", "unknown"))
        .hasMessage(
            "column amount is in features.numeric, but 2 of its values aren't numbers (such as"
                + " \"n/a\") beside 2 that are; mend them where the table is made, or take it out"
                + " of features.numeric");
  }

  @Test
  void reportsEveryRefusalTogether() {
    List<InputColumn> columns =
        List.of(column("x", ColumnType.DOUBLE), column("name", ColumnType.STRING));
    List<Object[]> rows =
        IntStream.range(0, 5)
            .mapToObj(i -> new Object[] {Double.POSITIVE_INFINITY, "n" + i})
            .toList();
    assertThatThrownBy(() -> fit(columns, rows))
        .isInstanceOfSatisfying(
            NightjarException.class, failure -> assertThat(failure.problems()).hasSize(2));
  }

  @Test
  void leavesOutReservedAndExcludedColumns() {
    List<InputColumn> table =
        List.of(
            column("age", ColumnType.INT),
            column("label", ColumnType.STRING),
            column("fnlwgt", ColumnType.INT));
    FeatureOptions options =
        new FeatureOptions(
            Set.of("label"), Set.of(), Set.of("fnlwgt"), Set.of(), Set.of(), 3, 0, Set.of());
    assertThat(FeatureFitter.candidates(options, table)).containsExactly(table.get(0));
  }

  @Test
  void refusesNamesThatAreNotInTheTable() {
    FeatureOptions options =
        new FeatureOptions(
            Set.of(), Set.of("agee"), Set.of("fnlwgt"), Set.of("zzz"), Set.of(), 3, 0, Set.of());
    assertThatThrownBy(
            () -> FeatureFitter.candidates(options, List.of(column("age", ColumnType.INT))))
        .isInstanceOfSatisfying(
            NightjarException.class,
            failure -> assertThat(failure.kind()).isEqualTo(FailureKind.CONFIG))
        .hasMessage(
            "features.columns: column agee isn't in the table; the nearest column is age; mend the"
                + " name\n"
                + "features.exclude: column fnlwgt isn't in the table; mend the name\n"
                + "features.categorical: column zzz isn't in the table; mend the name");
  }

  @Test
  void hashesMoreCategoriesThanAllowedWhereBitsAreGiven() {
    FeatureOptions options =
        new FeatureOptions(Set.of(), Set.of(), Set.of(), Set.of("code"), Set.of(), 3, 6, Set.of());
    List<InputColumn> columns =
        List.of(column("name", ColumnType.STRING), column("code", ColumnType.INT));
    FeatureGatherer gatherer = new FeatureGatherer(options, columns);
    for (int i = 0; i < 5; i++) {
      gatherer.add(new Object[] {i == 4 ? null : "n" + i, i % 2});
    }
    FittedFeatures fitted = FeatureFitter.fit(options, columns, gatherer.statistics());
    assertThat(fitted.spec().features())
        .containsExactly(
            new HashedFeature("name", ColumnType.STRING, 6, new Missing(1, 0)),
            new CategoricalFeature("code", ColumnType.INT, List.of("0", "1"), Missing.NONE));
    assertThat(fitted.warnings())
        .containsExactly(
            "name holds 4 distinct values, which are hashed to 64 places: values that share one are"
                + " one to the model");
  }

  private static FittedFeatures fit(InputColumn column, Object... values) {
    return fit(List.of(column), Arrays.stream(values).map(value -> new Object[] {value}).toList());
  }

  private static FittedFeatures fit(List<InputColumn> columns, List<Object[]> rows) {
    FeatureGatherer gatherer = new FeatureGatherer(FEW, columns);
    rows.forEach(gatherer::add);
    return FeatureFitter.fit(FEW, columns, gatherer.statistics());
  }

  private static InputColumn column(String name, ColumnType type) {
    return new InputColumn(name, type, true);
  }
}
