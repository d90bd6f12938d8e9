package io.nightjar.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputSignatureTest {
  private static final InputSignature SIGNATURE =
      new InputSignature(
          List.of(column("age", ColumnType.INT), column("hours_per_week", ColumnType.DOUBLE)));

  @Test
  void acceptsTheSameColumnsInAnyOrderWithOthersBetween() {
    assertThat(
            SIGNATURE.check(
                List.of(
                    column("hours_per_week", ColumnType.DOUBLE),
                    column("other", ColumnType.DATE),
                    column("age", ColumnType.INT))))
        .isEmpty();
  }

  @Test
  void namesTheNearestColumnOfOneThatIsMissing() {
    assertThat(
            SIGNATURE.check(
                List.of(
                    column("Age", ColumnType.INT), column("hours_per_week", ColumnType.DOUBLE))))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.text())
                    .isEqualTo(
                        "column age is missing, which the model reads; the nearest column is Age;"
                            + " add it or rename the column that holds it"));
  }

  @Test
  void reportsEveryProblemTogetherAsRejectedData() {
    assertThatThrownBy(() -> SIGNATURE.require(List.of(column("age", ColumnType.STRING))))
        .isInstanceOfSatisfying(
            NightjarException.class,
            failure -> assertThat(failure.kind()).isEqualTo(FailureKind.DATA))
        .hasMessage(
            "column age is string; must be int as in training; cast it where the table is made\n"
                + "column hours_per_week is missing, which the model reads;"
                + " add it or rename the column that holds it");
  }

  @Test
  void saysWhichTypesWidenToTheOneWanted() {
    assertThat(SIGNATURE.check(List.of(SIGNATURE.columns().get(0), date("hours_per_week"))))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.text())
                    .isEqualTo(
                        "column hours_per_week is date; must be double or float, long, int as in"
                            + " training; cast it where the table is made"));
  }

  @Test
  void widensWithoutLossOnly() {
    assertThat(ColumnType.INT.widensTo(ColumnType.LONG)).isTrue();
    assertThat(ColumnType.INT.widensTo(ColumnType.DOUBLE)).isTrue();
    assertThat(ColumnType.LONG.widensTo(ColumnType.DOUBLE)).isTrue();
    assertThat(ColumnType.FLOAT.widensTo(ColumnType.DOUBLE)).isTrue();
    assertThat(ColumnType.LONG.widensTo(ColumnType.INT)).isFalse();
    assertThat(ColumnType.DOUBLE.widensTo(ColumnType.FLOAT)).isFalse();
    assertThat(ColumnType.INT.widensTo(ColumnType.FLOAT)).isFalse();
    assertThat(ColumnType.STRING.widensTo(ColumnType.DOUBLE)).isFalse();
    assertThat(ColumnType.DATE.widensTo(ColumnType.TIMESTAMP)).isFalse();
  }

  @Test
  void readsEveryTypeByItsName() {
    for (ColumnType type : ColumnType.values()) {
      assertThat(ColumnType.parse(type.text())).isEqualTo(type);
    }
    assertThatThrownBy(() -> ColumnType.parse("text"))
        .hasMessage(
            "type is \"text\"; must be int, long, float, double, boolean, string, date,"
                + " timestamp or vector");
  }

  private static InputColumn date(String name) {
    return column(name, ColumnType.DATE);
  }

  private static InputColumn column(String name, ColumnType type) {
    return new InputColumn(name, type, false);
  }
}
