package io.nightjar.spark.data.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.config.DataConfig;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.CatalogTable;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TestConfigs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelCheckTest {

  private static Table table(String label) {
    return CatalogTable.of(
        "t",
        SparkFixture.session().range(0, 10, 1, 2).selectExpr("id", label + " as y", "id - 1 as w"));
  }

  private static LabelFacts classes(String label, String positive) {
    return facts(label, positive, LabelCheck.Kind.CLASSES);
  }

  private static LabelFacts open(String label, String positive) {
    return facts(label, positive, LabelCheck.Kind.OPEN);
  }

  private static LabelFacts facts(String label, String positive, LabelCheck.Kind kind) {
    DataConfig data =
        TestConfigs.data(
            "t",
            TestConfigs.CSV,
            new TestConfigs.Roles("y", Optional.ofNullable(positive), Optional.of("id")));
    return LabelCheck.require(table(label), data, kind);
  }

  private static LabelFacts numbers(String label) {
    return LabelCheck.require(
        table(label), TestConfigs.data("t", "y", "id"), LabelCheck.Kind.NUMBER);
  }

  @Test
  void countsTheClassesInTheirOrder() {
    LabelFacts facts = classes("if(id < 2, 10, id % 2 + 9)", null);
    assertThat(facts.classes()).containsExactly("9", "10");
    assertThat(facts.counts()).containsEntry("9", 4L).containsEntry("10", 6L);
    assertThat(facts.rows()).isEqualTo(10);
  }

  @Test
  void findsTheRangeOfNumbers() {
    LabelFacts facts = numbers("id * 0.5");
    assertThat(List.of(facts.min(), facts.max())).containsExactly(0.0, 4.5);
  }

  @Test
  void takesZeroAndOneAloneAsClassesWhereTheConfigLeavesItOpen() {
    LabelFacts truths = open("id % 2", null);
    assertThat(truths.numeric()).isFalse();
    assertThat(truths.counts()).containsExactly(Map.entry("0", 5L), Map.entry("1", 5L));
    assertThat(open("if(id < 9, 0, 1) * 1.0", null).numeric()).isFalse();
    LabelFacts numbers = open("if(id < 9, 0, 2)", null);
    assertThat(numbers.numeric()).isTrue();
    assertThat(numbers.max()).isEqualTo(2);
  }

  @Test
  void takesTextTruthAndANamedPositiveAsClassesWhereTheConfigLeavesItOpen() {
    assertThat(open("string(id)", null).counts()).hasSize(10);
    assertThat(open("id < 3", null).classes()).containsExactly("false", "true");
    assertThat(open("id", "7").counts()).hasSize(10);
  }

  @Test
  void refusesTheSameLabelsWhereTheConfigLeavesItOpen() {
    assertThatThrownBy(() -> open("0", null))
        .hasMessage("y: is \"0\" in all 10 rows; a classifier needs rows of at least two classes");
    assertThatThrownBy(() -> open("if(id = 4, double('nan'), double(id % 2))", null))
        .hasMessage("y: 1 of 10 rows (id 4) have a label that is not finite; mend them");
  }

  @Test
  void refusesRowsWithoutALabel() {
    assertThatThrownBy(() -> classes("if(id in (3, 8), null, id % 2)", null))
        .hasMessage(
            "y: 2 of 10 rows (id 3; id 8) have no label; leave them out with data.where, or label"
                + " them");
  }

  @Test
  void refusesOneClassOnly() {
    assertThatThrownBy(() -> classes("'a'", null))
        .hasMessage("y: is \"a\" in all 10 rows; a classifier needs rows of at least two classes");
  }

  @Test
  void refusesAPositiveThatNoRowHas() {
    assertThatThrownBy(() -> classes("if(id < 5, '<=50K', '>50K')", ">50k"))
        .hasMessage(
            "data.positive: is \">50k\", which no row has; \"y\" holds \"<=50K\", \">50K\"; did you"
                + " mean \">50K\"?");
  }

  @Test
  void refusesLabelsThatAreNotFinite() {
    assertThatThrownBy(() -> numbers("if(id = 4, double('infinity'), double(id))"))
        .hasMessage("y: 1 of 10 rows (id 4) have a label that is not finite; mend them");
  }

  @Test
  void refusesAConstantNumber() {
    assertThatThrownBy(() -> numbers("3"))
        .hasMessage("y: is 3 in every row; there is nothing to learn from a constant label");
  }

  @Test
  void refusesTextAsANumber() {
    assertThatThrownBy(() -> numbers("string(id)"))
        .hasMessage("t: \"y\" is of type string; must be a number");
  }

  @Test
  void refusesNegativeWeights() {
    DataConfig data = TestConfigs.withWeight(TestConfigs.data("t", "y", "id"), "w");
    assertThatThrownBy(() -> LabelCheck.require(table("id % 2"), data, LabelCheck.Kind.CLASSES))
        .hasMessage(
            "w: 1 of 10 rows (id 0) have no weight that is finite and at least 0; mend them");
  }
}
