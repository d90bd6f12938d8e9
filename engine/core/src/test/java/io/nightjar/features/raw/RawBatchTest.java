package io.nightjar.features.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.features.ColumnType;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.InputColumn;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.features.design.RowEncoder;
import io.nightjar.features.design.TreeDesign;
import io.nightjar.features.fit.FeatureFitter;
import io.nightjar.features.fit.FeatureGatherer;
import io.nightjar.features.fit.FeatureOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawBatchTest {
  private static final List<InputColumn> COLUMNS =
      List.of(
          new InputColumn("whole", ColumnType.INT, true),
          new InputColumn("large", ColumnType.LONG, true),
          new InputColumn("single", ColumnType.FLOAT, true),
          new InputColumn("number", ColumnType.DOUBLE, true),
          new InputColumn("few", ColumnType.DOUBLE, true),
          new InputColumn("flag", ColumnType.BOOLEAN, true),
          new InputColumn("text", ColumnType.STRING, true),
          new InputColumn("when", ColumnType.TIMESTAMP, true));
  private static final List<String> NAMES = COLUMNS.stream().map(InputColumn::name).toList();
  private static final FeatureOptions OPTIONS = FeatureOptions.defaults(Set.of());
  private static final FeatureSpec SPEC = spec();

  private static FeatureSpec spec() {
    FeatureGatherer gatherer = new FeatureGatherer(OPTIONS, COLUMNS);
    rows(new Random(1), 400, false).forEach(gatherer::add);
    return FeatureFitter.fit(OPTIONS, COLUMNS, gatherer.statistics()).spec();
  }

  private static List<Object[]> rows(Random random, int count, boolean bad) {
    List<Object[]> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      rows.add(
          new Object[] {
            one(random, random.nextInt(90)),
            one(random, random.nextLong()),
            one(random, bad && some(random) ? Float.NEGATIVE_INFINITY : random.nextFloat()),
            one(random, bad && some(random) ? 1e39 : random.nextGaussian()),
            one(random, some(random) ? Double.NaN : random.nextInt(3)),
            one(random, random.nextBoolean()),
            one(random, "level " + random.nextInt(bad ? 9 : 5)),
            one(random, Instant.ofEpochSecond(random.nextInt()))
          });
    }
    return rows;
  }

  private static boolean some(Random random) {
    return random.nextInt(10) == 0;
  }

  private static Object one(Random random, Object value) {
    Object typed = value instanceof Integer && random.nextInt(9) == 0 ? null : value;
    return some(random) ? null : typed;
  }

  private static RawBatch batch(List<Object[]> rows) {
    List<RawColumn> columns = new ArrayList<>();
    for (int j = 0; j < COLUMNS.size(); j++) {
      columns.add(column(COLUMNS.get(j).type(), rows, j));
    }
    return new RawBatch(rows.size(), columns);
  }

  private static RawColumn column(ColumnType type, List<Object[]> rows, int j) {
    if (!type.isNumeric()) {
      ValueColumn values = new ValueColumn(rows.size());
      for (int row = 0; row < rows.size(); row++) {
        values.set(row, rows.get(row)[j]);
      }
      return values;
    }
    NumberColumn numbers = new NumberColumn(type, rows.size());
    for (int row = 0; row < rows.size(); row++) {
      Object value = rows.get(row)[j];
      if (value == null) {
        numbers.setNull(row);
      } else if (type == ColumnType.LONG) {
        numbers.setLong(row, (Long) value);
      } else {
        numbers.set(row, ((Number) value).doubleValue());
      }
    }
    return numbers;
  }

  @Test
  void givesBackEachValueAsItWasPut() {
    List<Object[]> rows = rows(new Random(2), 200, true);
    RawBatch batch = batch(rows);
    for (int row = 0; row < rows.size(); row++) {
      Object[] expected = rows.get(row).clone();
      expected[4] = expected[4] instanceof Number few ? few.doubleValue() : null;
      assertThat(batch.row(row)).containsExactly(expected);
    }
  }

  @Test
  void gathersTheSameStatisticsAsRowByRow() {
    List<Object[]> rows = rows(new Random(3), 1000, true);
    FeatureGatherer one = new FeatureGatherer(OPTIONS, COLUMNS);
    rows.forEach(one::add);
    FeatureGatherer batches = new FeatureGatherer(OPTIONS, COLUMNS);
    batches.add(batch(rows.subList(0, 300)));
    batches.add(batch(rows.subList(300, 1000)));
    assertThat(batches.statistics()).isEqualTo(one.statistics());
    assertThat(batches.rows()).isEqualTo(one.rows()).isEqualTo(1000);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void encodesTheSameFloatsAndCodesAsRowByRow(Precision precision) {
    LinearDesign design = LinearDesign.of(SPEC);
    RowEncoder encoder = design.encoder(NAMES, precision);
    List<Object[]> rows = rows(new Random(4), 500, true);
    int refused = requireAlike(encoder, rows, design.width());
    assertThat(refused).isBetween(20, 200);
  }

  /** Without a missing value numbers are copied, but for one that is beyond float32. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void encodesFiniteNumbersAsRowByRow(Precision precision) {
    LinearDesign design = LinearDesign.of(SPEC);
    Random random = new Random(6);
    for (double most : new double[] {1, 3e38, Double.MAX_VALUE}) {
      for (int count : new int[] {0, 1, 2, 7, 64, 129}) {
        List<Object[]> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
          rows.add(
              new Object[] {
                random.nextInt(),
                random.nextLong(),
                (float) (random.nextGaussian() * Math.min(most, 1e38)),
                (row % 2 == 0 ? -1 : 1) * random.nextDouble() * most,
                row == 5 ? -0.0 : 1.0 * random.nextInt(3),
                random.nextBoolean(),
                "level " + random.nextInt(5),
                Instant.ofEpochSecond(random.nextInt())
              });
        }
        int refused = requireAlike(design.encoder(NAMES, precision), rows, design.width());
        boolean beyond = precision == Precision.FLOAT && most > Float.MAX_VALUE;
        assertThat(refused).isEqualTo(beyond ? count : 0);
      }
    }
  }

  @Test
  void widensFloatsHoweverTheyWerePut() {
    NumberColumn column = new NumberColumn(ColumnType.FLOAT, 4);
    column.put(0, new float[] {1.1f, 2.5f, 3, 4});
    assertThat(column.values()).containsExactly(1.1f, 2.5f, 3, 4);
    assertThat(column.allFinite(4)).isTrue();
    column.put(1, new float[] {7, 8});
    column.setNull(3);
    column.set(0, 0.1f);
    assertThat(column.values()).containsExactly(0.1f, 7, 8, Double.NaN);
    assertThat(column.allFinite(3)).isTrue();
    assertThat(column.allFinite(4)).isFalse();
    assertThat(column.value(3)).isNull();
    assertThat(column.value(2)).isEqualTo(8f);
  }

  @Test
  void findsAnInfinityThatWasPutBehindFiniteNumbers() {
    for (ColumnType type : List.of(ColumnType.FLOAT, ColumnType.DOUBLE)) {
      NumberColumn column = new NumberColumn(type, 3);
      column.set(0, 1);
      column.set(1, 2);
      assertThat(column.allFinite(3)).isTrue();
      column.set(1, Double.NEGATIVE_INFINITY);
      assertThat(column.allFinite(2)).isFalse();
      assertThat(column.allFinite(1)).isTrue();
    }
  }

  @Test
  void makesADesignColumnOfFiniteFloatsWithoutACopy() {
    FeatureGatherer gatherer = new FeatureGatherer(OPTIONS, COLUMNS.subList(2, 3));
    float[] numbers = {1.5f, -2, 3};
    NumberColumn column = new NumberColumn(ColumnType.FLOAT, 3);
    column.put(0, numbers);
    RawBatch batch = new RawBatch(3, List.of(column));
    gatherer.add(batch);
    FeatureSpec spec =
        FeatureFitter.fit(OPTIONS, COLUMNS.subList(2, 3), gatherer.statistics()).spec();
    float[][] out = new float[1][];
    LinearDesign.of(spec)
        .encoder(List.of("single"), Precision.FLOAT)
        .encodeInPlace(batch, new int[3], out);
    assertThat(out[0]).isSameAs(numbers);
  }

  @Test
  void encodesTreeColumnsAsRowByRow() {
    TreeDesign design = TreeDesign.of(SPEC);
    List<Object[]> rows = rows(new Random(5), 500, true);
    assertThat(requireAlike(design.encoder(NAMES), rows, design.width())).isBetween(20, 200);
  }

  private static int requireAlike(RowEncoder encoder, List<Object[]> rows, int width) {
    int count = rows.size();
    float[][] floats = new float[width][count];
    double[][] doubles = new double[width][count];
    float[][] floatsOfBatch = filled(new float[width][count]);
    double[][] doublesOfBatch = new double[width][count];
    int[] codes = new int[count];
    int[] codesOfBatch = new int[count];
    for (int row = 0; row < count; row++) {
      codes[row] = encoder.encode(rows.get(row), row, floats);
      encoder.encode(rows.get(row), row, doubles);
    }
    float[][] floatsInPlace = new float[width][];
    int[] codesInPlace = new int[count];
    int refused = encoder.encodeInPlace(batch(rows), codesInPlace, floatsInPlace);
    assertThat(encoder.encode(batch(rows), codesOfBatch, floatsOfBatch)).isEqualTo(refused);
    encoder.encode(batch(rows), codesOfBatch, doublesOfBatch);
    assertThat(codesOfBatch).isEqualTo(codes);
    assertThat(codesInPlace).isEqualTo(codes);
    for (int j = 0; j < width; j++) { // NaN is NaN, and -0 isn't 0
      assertThat(floatsOfBatch[j]).isEqualTo(floats[j]);
      assertThat(floatsInPlace[j]).isEqualTo(floats[j]);
      assertThat(doublesOfBatch[j]).isEqualTo(doubles[j]);
    }
    assertThat(Arrays.stream(codes).filter(code -> code != RowEncoder.ENCODED).count())
        .isEqualTo(refused);
    return refused;
  }

  private static float[][] filled(float[][] columns) {
    for (float[] column : columns) {
      Arrays.fill(column, 7);
    }
    return columns;
  }

  @ParameterizedTest
  @ValueSource(strings = {"boolean", "string", "date", "timestamp"})
  void holdsNumbersAlone(String type) {
    assertThatThrownBy(() -> new NumberColumn(ColumnType.parse(type), 1))
        .hasMessage("a column of numbers is of type %s; must be int, long, float or double", type);
  }
}
