package io.nightjar.spark.score.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.CatalogTable;
import io.nightjar.spark.data.Table;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class ChosenRowsTest {
  private static final StructType SCHEMA =
      new StructType().add("at.time", DataTypes.TimestampType).add("x", DataTypes.LongType);
  private static final Optional<String> ID = Optional.of("at.time");

  private static Table table() {
    return CatalogTable.of(
        "made",
        SparkFixture.session()
            .createDataFrame(
                List.of(
                    RowFactory.create(Timestamp.valueOf("2026-11-27 06:30:00"), 3L),
                    RowFactory.create(null, 2L),
                    RowFactory.create(Timestamp.valueOf("2026-11-26 00:00:00"), 1L)),
                SCHEMA));
  }

  private static ChosenRows.Found found(Optional<String> id, int limit, String... ids) {
    return new ChosenRows(List.of(ids), Optional.empty(), limit).in(table(), id);
  }

  /** In Java a timestamp's text has a fraction, in Spark it has none. */
  @Test
  void areFoundByTheirIdAsSparkWritesIt() {
    ChosenRows.Found found = found(ID, 9, "2026-11-27 06:30:00", "2026-11-26 00:00:00");

    assertThat(found.rows())
        .extracting(chosen -> chosen.id() + " " + chosen.row().getLong(1))
        .containsExactly("2026-11-26 00:00:00 1", "2026-11-27 06:30:00 3");
    assertThat(found.rows().get(0).row().schema()).isEqualTo(SCHEMA);
    assertThat(found.warning()).isEmpty();
    assertThatThrownBy(() -> found(ID, 9, "2026-11-26 00:00:00", "2026-11-25 00:00:00"))
        .hasMessage(
            "made: has no row with the id 2026-11-25 00:00:00; name others, or another --table.");
  }

  @Test
  void areAnyWithoutIdsAndNamedWhereTheyCanBe() {
    assertThat(found(ID, 9).rows())
        .extracting(ChosenRows.Chosen::id)
        .containsExactly(null, "2026-11-26 00:00:00", "2026-11-27 06:30:00");
    assertThat(found(Optional.empty(), 9).rows())
        .hasSize(3)
        .extracting(ChosenRows.Chosen::id)
        .containsOnlyNulls();
    assertThat(found(ID, 2).warning())
        .contains("more than 2 rows match; the first 2 are explained: see --limit");
  }
}
