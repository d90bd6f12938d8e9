package io.nightjar.spark.evaluate.suspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.model.Target;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TableOrigin;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuspectColumnsTest {
  private static Table made(long rows) {
    return new Table(
        SparkFixture.session()
            .range(0, rows, 1, 3)
            .selectExpr("id", "hash(id, 1) % 1000 as u", "if(hash(id, 2) > 0, 'a', null) as city")
            .selectExpr(
                "id",
                "u",
                "cast(u as double) as same",
                "-u as negative",
                "city",
                "city as town",
                "coalesce(city, '') as filled",
                "7 as one",
                "7D as constant",
                "hash(id, 3) % 10 as y"),
        new TableOrigin("made", "test", List.of()),
        List.of());
  }

  private static final List<String> COLUMNS =
      List.of("u", "same", "negative", "city", "town", "filled", "one", "constant");

  private static List<String> warnings(long rows, Target target, List<String> columns) {
    return SuspectColumns.warnings(made(rows), rows, target, columns, Optional.of("id"));
  }

  @Test
  void sayWhichHoldTheSameWhateverTheirTypes() {
    assertThat(warnings(500, Target.clustering(), COLUMNS))
        .containsExactly(
            "columns u, same hold the same values in all 500 rows; what is learnt of one is shared"
                + " among them: leave all but one out by features.exclude",
            "columns city, town hold the same values in all 500 rows; what is learnt of one is"
                + " shared among them: leave all but one out by features.exclude");
  }

  @Test
  void sayHowManyRowsWereDrawnOfALargeTable() {
    assertThat(warnings(100_000, Target.clustering(), List.of("u", "same")))
        .singleElement()
        .asString()
        .containsPattern("hold the same values in (19|20)\\d{3} rows drawn by their keys;");
  }

  @Test
  void nameTheLabelThatAColumnTells() {
    assertThat(warnings(500, Target.regression("y"), List.of("u", "id"))).isEmpty();
    assertThat(
            SuspectColumns.warnings(
                made(500).withRows(made(500).rows().withColumnRenamed("same", "paid")),
                500,
                Target.regression("paid"),
                List.of("u", "id"),
                Optional.of("id")))
        .containsExactly(
            "one column alone tells the label \"paid\": u (squared rank correlation 1.0000)."
                + " Where that is known only after the label is, leave it out by features.exclude");
  }
}
