package io.nightjar.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.nightjar.model.Target;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TableOrigin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeakingColumnsTest {
  private static final Target TARGET = Target.binary("y", List.of("no"), "yes");

  private static Table made(long rows) {
    return new Table(
        SparkFixture.session()
            .range(0, rows, 1, 3)
            .selectExpr("id", "hash(id, 1) % 1000 / 1000.0D as u", "hash(id, 2) % 1000 as v")
            .selectExpr("*", "if(abs(u + v / 2000D) < 0.3, 'yes', 'no') as y")
            .selectExpr(
                "id",
                "y",
                "u",
                "v as noise",
                "concat('customer ', id) as name",
                "if(y = 'yes', if(v > 0, 'refunded', 'cancelled'), 'open') as state",
                "if(y = 'yes', null, v) as closed",
                "if(y = 'yes', 5 + v / 1e9D + id, -id) as days",
                "abs(u) + v / 5000D as good"),
        new TableOrigin("made", "test", List.of()),
        List.of());
  }

  private static Map<String, Double> leaking(Table table, long rows) {
    List<String> columns = List.of("u", "noise", "name", "state", "closed", "days", "good", "id");
    return LeakingColumns.of(table, rows, TARGET, columns, Optional.of("id"));
  }

  @Test
  void areNamedOfNumbersTextsAndWhatIsMissing() {
    assertThat(leaking(made(3_000), 3_000))
        .containsExactly(entry("state", 1.0), entry("closed", 1.0), entry("days", 1.0));
  }

  @Test
  void areFoundInASampleOfManyRows() {
    assertThat(leaking(made(60_000), 60_000)).containsOnlyKeys("state", "closed", "days");
  }

  @Test
  void areNoneWhereOneClassWasDrawn() {
    Table table = made(3_000);
    assertThat(leaking(table.withRows(table.rows().where("y = 'no'")), 2_400)).isEmpty();
  }
}
