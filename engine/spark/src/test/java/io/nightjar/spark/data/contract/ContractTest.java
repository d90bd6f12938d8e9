package io.nightjar.spark.data.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.config.ColumnRule;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.CatalogTable;
import io.nightjar.spark.data.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ContractTest {
  private static final ColumnRule ANYTHING =
      new ColumnRule(
          Optional.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          List.of(),
          false,
          Optional.empty(),
          ColumnRule.Action.REJECT);
  private static final Table TABLE =
      CatalogTable.of(
          "t",
          SparkFixture.session()
              .range(0, 1000, 1, 3)
              .selectExpr(
                  "id as row_id",
                  "if(id % 400 = 7, -1, int(id % 90)) as age",
                  "if(id % 10 = 0, null, if(id = 5, 'Femal', 'Male')) as sex",
                  "if(id = 77, 'abc', string(id)) as code",
                  "id div 2 as pair"));

  private static ColumnRule range(double min, double max) {
    return new ColumnRule(
        Optional.of(ColumnRule.Type.INT),
        OptionalDouble.of(min),
        OptionalDouble.of(max),
        OptionalDouble.of(0),
        List.of(),
        false,
        Optional.empty(),
        ColumnRule.Action.REJECT);
  }

  private static List<String> check(String column, ColumnRule rule) {
    return Contract.check(TABLE, Map.of(column, rule), Optional.of("row_id")).stream()
        .map(violation -> violation.problem().text())
        .toList();
  }

  @Test
  void passesATableThatKeepsItsContract() {
    assertThat(check("age", range(-1, 100))).isEmpty();
    assertThat(check("age", ANYTHING)).isEmpty();
  }

  @Test
  void givesCountShareAndThreeRows() {
    assertThat(check("age", range(0, 100)))
        .containsExactly(
            "age: 3 of 1000 rows (0.3000%) break \"min = 0\", such as row_id 7 (-1), row_id 407"
                + " (-1), row_id 807 (-1); mend the rows, or the contract");
    assertThat(check("age", range(-1, 88)))
        .singleElement()
        .asString()
        .startsWith("age: 11 of 1000 rows (1.100%) break \"max = 88\", such as row_id 89 (89), ");
  }

  @Test
  void allowsTheShareOfNullsThatTheContractAllows() {
    ColumnRule most = nulls(0.1);
    assertThat(check("sex", most)).isEmpty();
    assertThat(check("sex", nulls(0.09)))
        .singleElement()
        .asString()
        .startsWith(
            "sex: 100 of 1000 rows (10.00%) break \"nulls = 0.09\", such as row_id 0 (null)");
  }

  private static ColumnRule nulls(double share) {
    return new ColumnRule(
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.of(share),
        List.of(),
        false,
        Optional.empty(),
        ColumnRule.Action.REJECT);
  }

  private static ColumnRule text(List<String> in, boolean unique, String regex) {
    return new ColumnRule(
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        in,
        unique,
        Optional.ofNullable(regex),
        ColumnRule.Action.REJECT);
  }

  @Test
  void checksValuesTypesPatternsAndUniqueness() {
    assertThat(check("sex", text(List.of("Male", "Female"), false, null)))
        .containsExactly(
            "sex: 1 of 1000 rows (0.1000%) break \"in = [Male, Female]\", such as row_id 5 (Femal);"
                + " mend the rows, or the contract");
    assertThat(check("code", text(List.of(), false, "\\d+")))
        .singleElement()
        .asString()
        .startsWith(
            "code: 1 of 1000 rows (0.1000%) break \"regex = \\d+\", such as row_id 77 (abc)");
    assertThat(check("code", range(0, 1000)))
        .anyMatch(text -> text.contains("1 of 1000 rows (0.1000%) break \"type = int\""));
    assertThat(check("row_id", text(List.of(), true, null))).isEmpty();
    assertThat(check("pair", text(List.of(), true, null)))
        .containsExactly(
            "pair: 1000 of 1000 rows (100.0%) break \"unique = true\", such as 0 (2 times), 1 (2"
                + " times), 2 (2 times); mend the rows, or the contract");
  }

  @Test
  void namesRowsByTheirFirstValuesWhereThereIsNoId() {
    List<Violation> violations =
        Contract.check(TABLE, Map.of("age", range(0, 100)), Optional.empty());
    assertThat(violations.get(0).examples().get(0))
        .isEqualTo("the row with row_id = 7, age = -1, sex = Male, … (-1)");
  }

  @Test
  void namesTheNearestColumnOfAnUnknownOne() {
    assertThatThrownBy(() -> check("agee", ANYTHING))
        .hasMessage("t: has no column \"agee\"; did you mean \"age\"?");
  }
}
