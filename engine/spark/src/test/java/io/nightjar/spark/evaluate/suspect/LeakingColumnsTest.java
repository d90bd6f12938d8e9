package io.nightjar.spark.evaluate.suspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.model.Target;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TableOrigin;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeakingColumnsTest {
  private static final Target TWO = Target.binary("y", List.of("no"), "yes");

  private static Table made(long rows, String... columns) {
    return new Table(
        SparkFixture.session()
            .range(0, rows, 1, 3)
            .selectExpr("id", "hash(id, 1) % 1000 / 1000.0D as u", "hash(id, 2) % 1000 as v")
            .selectExpr("*", "if(abs(u + v / 2000D) < 0.3, 'yes', 'no') as y")
            .selectExpr(columns),
        new TableOrigin("made", "test", List.of()),
        List.of());
  }

  private static Table ofTwoClasses(long rows) {
    return made(
        rows,
        "u",
        "v as noise",
        "concat('customer ', id) as name",
        "if(y = 'yes', if(v > 0, 'refunded', 'cancelled'), 'open') as state",
        "if(y = 'yes', null, v) as closed",
        "if(y = 'yes', 5 + v / 1e9D + id, -id) as days",
        "abs(u) + v / 5000D as good",
        "id",
        "y");
  }

  private static List<LeakingColumns.Leak> leaking(Table table, long rows, Target target) {
    List<String> columns = List.of(table.schema().fieldNames());
    return LeakingColumns.of(ColumnSample.of(table, rows, columns, Optional.of("id")), target);
  }

  @Test
  void areNamedOfNumbersTextsAndWhatIsMissing() {
    assertThat(leaking(ofTwoClasses(3_000), 3_000, TWO))
        .containsExactly(
            new LeakingColumns.Leak("state", "AUC", 1),
            new LeakingColumns.Leak("closed", "AUC", 1),
            new LeakingColumns.Leak("days", "AUC", 1));
  }

  @Test
  void areFoundInASampleOfManyRows() {
    assertThat(leaking(ofTwoClasses(60_000), 60_000, TWO))
        .extracting(LeakingColumns.Leak::column)
        .containsExactly("state", "closed", "days");
  }

  @Test
  void areNoneWhereOneClassWasDrawn() {
    Table table = ofTwoClasses(3_000);
    assertThat(leaking(table.withRows(table.rows().where("y = 'no'")), 2_400, TWO)).isEmpty();
  }

  @Test
  void ofSeveralClassesTellEachOfThem() {
    Table table =
        made(
            6_000,
            "u",
            "case when u < -0.3 then 'low' when u < 0.4 then 'middle' else 'high' end as level",
            "if(u < -0.3, 'low', 'other') as one",
            "if(u < -0.3, v % 40, if(u < 0.4, 100 + v % 40, 200 + v % 40)) as code",
            "v as noise",
            "id",
            "case when u < -0.3 then 'a' when u < 0.4 then 'b' else 'c' end as y");
    List<LeakingColumns.Leak> leaks =
        leaking(table, 6_000, Target.multiclass("y", List.of("a", "b", "c")));
    assertThat(leaks).extracting(LeakingColumns.Leak::column).containsExactly("u", "level", "code");
    assertThat(leaks).extracting(LeakingColumns.Leak::measure).containsOnly("AUC");
    assertThat(leaks.get(1).value()).isEqualTo(1);
  }

  @Test
  void tellNothingOfRowsOfNoClass() {
    String label = "case when u < -0.95 then 'z' when u < 0 then 'a' else 'b' end as ";
    Table table = made(6_000, label + "level", "id", label + "y");
    assertThat(leaking(table, 6_000, Target.multiclass("y", List.of("a", "b", "z")))).hasSize(1);
    assertThat(leaking(table, 6_000, Target.multiclass("y", List.of("a", "b")))).isEmpty();
  }

  @Test
  void ofANumberTellItsValueOrItsOrder() {
    Table table =
        made(
            6_000,
            "u",
            "exp(20 * u) as grown",
            "cast(floor(u * 100) as string) as rounded",
            "u + v / 10000D as close",
            "v as noise",
            "id",
            "2 * u + 1 as y");
    List<LeakingColumns.Leak> leaks = leaking(table, 6_000, Target.regression("y"));
    assertThat(leaks)
        .extracting(LeakingColumns.Leak::column)
        .containsExactly("u", "grown", "rounded");
    assertThat(leaks.get(1)).isEqualTo(new LeakingColumns.Leak("grown", leaks.get(1).measure(), 1));
    assertThat(leaks.get(1).measure()).isEqualTo("squared rank correlation");
    assertThat(leaks.get(2).measure()).isEqualTo("R2");
  }
}
