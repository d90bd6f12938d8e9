package io.nightjar.features.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.features.ColumnType;
import io.nightjar.features.DatePart;
import io.nightjar.features.InputColumn;
import io.nightjar.features.Missing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FeatureGathererTest {
  private static final FeatureOptions OPTIONS = FeatureOptions.defaults(Set.of());

  @Test
  void countsNullNaNZeroAndInfinityApart() {
    ColumnStatistics.Numeric statistics =
        numeric(null, Double.NaN, 0.0, -0.0, 4.0, Double.POSITIVE_INFINITY, null, -1e200);
    assertThat(statistics.missing()).isEqualTo(new Missing(2, 1));
    assertThat(statistics.present()).isEqualTo(3);
    assertThat(statistics.unusable()).isEqualTo(new ColumnStatistics.Unusable(2, 0, null));
    assertThat(statistics.range().min()).isZero();
    assertThat(statistics.range().max()).isEqualTo(4.0);
  }

  @Test
  void hasTheStandardDeviationOfAFarAwayTable() {
    // StRD's NumAcc4 in small: mean 10000000.2, standard deviation 0.1.
    Object[] values = new Object[1001];
    for (int i = 0; i < values.length; i++) {
      values[i] = i == 0 ? 10_000_000.2 : i % 2 == 1 ? 10_000_000.1 : 10_000_000.3;
    }
    ColumnStatistics.Numeric statistics = numeric(values);
    assertThat(statistics.range().mean()).isCloseTo(10_000_000.2, within(1e-9));
    assertThat(statistics.range().std()).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void hasNoDeviationInOneRow() {
    assertThat(numeric(3).range().std()).isZero();
  }

  @Test
  void countsThePartsOfDatesInUtc() {
    FeatureGatherer gatherer = gatherer(OPTIONS, "when", ColumnType.TIMESTAMP);
    gatherer.add(new Object[] {Instant.parse("2024-02-29T23:30:00Z")});
    gatherer.add(new Object[] {null});
    ColumnStatistics.Dates dates = (ColumnStatistics.Dates) gatherer.statistics().get(0);
    assertThat(dates.parts())
        .containsEntry(DatePart.YEAR, Map.of(2024, 1L))
        .containsEntry(DatePart.MONTH, Map.of(2, 1L))
        .containsEntry(DatePart.DAY, Map.of(29, 1L))
        .containsEntry(DatePart.WEEKDAY, Map.of(4, 1L))
        .containsEntry(DatePart.HOUR, Map.of(23, 1L));
    assertThat(dates.missing()).isEqualTo(new Missing(1, 0));
  }

  @Test
  void givesUpCountingAColumnOfKeys() {
    FeatureGatherer gatherer = gatherer(OPTIONS, "key", ColumnType.STRING);
    for (int i = 0; i <= CategoryAccumulator.MOST_DISTINCT; i++) {
      gatherer.add(new Object[] {"key" + i});
    }
    ColumnStatistics.Categories keys = (ColumnStatistics.Categories) gatherer.statistics().get(0);
    assertThat(keys.overflowed()).isTrue();
    assertThat(keys.counts()).isEmpty();
    assertThat(keys.present()).isEqualTo(CategoryAccumulator.MOST_DISTINCT + 1);
  }

  @Test
  void refusesARawValueOfAnotherType() {
    assertThatThrownBy(() -> numeric(true)).hasMessage("x holds a Boolean; must be a number");
    FeatureGatherer dates = gatherer(OPTIONS, "when", ColumnType.DATE);
    assertThatThrownBy(() -> dates.add(new Object[] {"2024-01-01"}))
        .hasMessage("when holds a String; must be a LocalDate or an Instant");
  }

  @Test
  void survivesJavaSerialisation() throws Exception {
    FeatureGatherer gatherer = gather(MixedRows.COLUMNS, MixedRows.rows(50, 3));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(gatherer);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      FeatureGatherer copy = (FeatureGatherer) in.readObject();
      assertThat(copy.statistics()).isEqualTo(gatherer.statistics());
      assertThat(copy.rows()).isEqualTo(50);
    }
  }

  @Property(tries = 60)
  void fitsTheSameSpecWhateverTheOrderAndThePartitions(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 60) int count,
      @ForAll @IntRange(min = 1, max = 7) int partitions) {
    List<Object[]> rows = MixedRows.rows(count, seed);
    FittedFeatures expected = fit(gather(MixedRows.COLUMNS, rows));

    List<Object[]> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(seed));
    List<FeatureGatherer> parts = new ArrayList<>();
    for (int p = 0; p < partitions; p++) {
      int begin = p * count / partitions;
      parts.add(gather(MixedRows.COLUMNS, shuffled.subList(begin, (p + 1) * count / partitions)));
    }
    Collections.shuffle(parts, new Random(seed + 1));
    FeatureGatherer merged = gather(MixedRows.COLUMNS, List.of());
    parts.forEach(merged::merge);
    assertThat(fit(merged)).isEqualTo(expected);
    assertThat(merged.rows()).isEqualTo(count);
  }

  private static FittedFeatures fit(FeatureGatherer gatherer) {
    return FeatureFitter.fit(OPTIONS, MixedRows.COLUMNS, gatherer.statistics());
  }

  private static FeatureGatherer gather(List<InputColumn> columns, List<Object[]> rows) {
    FeatureGatherer gatherer = new FeatureGatherer(OPTIONS, columns);
    rows.forEach(gatherer::add);
    return gatherer;
  }

  private static FeatureGatherer gatherer(FeatureOptions options, String name, ColumnType type) {
    return new FeatureGatherer(options, List.of(new InputColumn(name, type, true)));
  }

  private static ColumnStatistics.Numeric numeric(Object... values) {
    FeatureGatherer gatherer = gatherer(OPTIONS, "x", ColumnType.DOUBLE);
    for (Object value : values) {
      gatherer.add(new Object[] {value});
    }
    return (ColumnStatistics.Numeric) gatherer.statistics().get(0);
  }

  /** Rows with a column of each type and things missing. */
  static final class MixedRows {
    static final List<InputColumn> COLUMNS =
        List.of(
            new InputColumn("age", ColumnType.INT, true),
            new InputColumn("ratio", ColumnType.DOUBLE, true),
            new InputColumn("city", ColumnType.STRING, true),
            new InputColumn("member", ColumnType.BOOLEAN, true),
            new InputColumn("since", ColumnType.DATE, true));

    private MixedRows() {}

    static List<Object[]> rows(int count, long seed) {
      Random random = new Random(seed);
      List<Object[]> rows = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        rows.add(
            new Object[] {
              random.nextInt(9) == 0 ? null : (Object) (i == 0 ? 1000 : random.nextInt(90)),
              random.nextInt(9) == 0 ? Double.NaN : random.nextGaussian() * 1e9,
              random.nextInt(9) == 0 ? null : "city" + random.nextInt(5),
              random.nextInt(9) == 0 ? null : (Object) random.nextBoolean(),
              random.nextInt(9) == 0 ? null : LocalDate.ofEpochDay(random.nextInt(20_000))
            });
      }
      return rows;
    }
  }
}
