package io.nightjar.features.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.features.BooleanFeature;
import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.ColumnType;
import io.nightjar.features.DateFeature;
import io.nightjar.features.DatePart;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.Missing;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.NumericRange;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LinearDesignTest {
  private static final Missing SOME = new Missing(1, 2);
  private static final FeatureSpec SPEC =
      new FeatureSpec(
          List.of(
              new NumericFeature(
                  "age", ColumnType.INT, 38.5, SOME, new NumericRange(38.5, 10, 17, 90)),
              new NumericFeature(
                  "gain", ColumnType.DOUBLE, 2, Missing.NONE, new NumericRange(2, 1, 0, 9)),
              new CategoricalFeature(
                  "sex", ColumnType.STRING, List.of("Male", "Female"), Missing.NONE),
              new CategoricalFeature("season", ColumnType.INT, List.of("3", "1", "2"), SOME),
              new BooleanFeature("member", 0.25, SOME),
              new DateFeature(
                  "since",
                  ColumnType.DATE,
                  List.of(
                      new DateFeature.Part(DatePart.YEAR, 2010, List.of()),
                      new DateFeature.Part(DatePart.MONTH, 5, List.of(7, 1))),
                  SOME)));
  private static final LinearDesign DESIGN = LinearDesign.of(SPEC);
  private static final List<String> RAW = SPEC.signature().names();
  private static final LocalDate NEW_YEAR = LocalDate.of(2011, 1, 1);

  @Test
  void namesEachDesignColumn() {
    assertThat(DESIGN.names())
        .containsExactly(
            "age",
            "age is missing",
            "gain",
            "sex=Female",
            "season=1",
            "season=2",
            "season is missing",
            "member",
            "member is missing",
            "since:year",
            "since:month=1",
            "since is missing");
    assertThat(DESIGN.columns().get(3)).isEqualTo(new DesignColumn("sex=Female", "sex"));
    assertThat(DESIGN.width()).isEqualTo(12);
  }

  @Test
  void encodesEachKindOfValue() {
    assertThat(encode(40, 0.5, "Female", 2L, true, NEW_YEAR))
        .containsExactly(40, 0, 0.5, 1, 0, 1, 0, 1, 0, 2011, 1, 0);
  }

  @Test
  void encodesMissingApartFromZero() {
    assertThat(encode(null, null, null, null, null, null))
        .containsExactly(38.5, 1, 2, 0, 0, 0, 1, 0.25, 1, 2010, 0, 1);
    assertThat(encode(0, 0, "Male", 0, false, NEW_YEAR))
        .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 2011, 1, 0);
    assertThat(encode(Double.NaN, Float.NaN, "Male", Double.NaN, false, NEW_YEAR))
        .containsExactly(38.5, 1, 2, 0, 0, 0, 1, 0, 0, 2011, 1, 0);
  }

  @Test
  void encodesUnseenValuesAsTheReference() {
    assertThat(encode(40, 1, "Other", 9, true, LocalDate.of(2012, 12, 1)))
        .containsExactly(40, 0, 1, 0, 0, 0, 0, 1, 0, 2012, 0, 0);
    assertThat(encode(40, 1, "Male", 3, true, LocalDate.of(2012, 7, 1)))
        .containsExactly(40, 0, 1, 0, 0, 0, 0, 1, 0, 2012, 0, 0);
  }

  @Test
  void leavesOutANumberThatWasConstant() {
    FeatureSpec spec =
        new FeatureSpec(
            List.of(
                new NumericFeature("x", ColumnType.INT, 5, SOME, new NumericRange(5, 0, 5, 5))));
    LinearDesign design = LinearDesign.of(spec);
    assertThat(design.names()).containsExactly("x is missing");
    float[][] out = new float[1][1];
    RowEncoder encoder = design.encoder(List.of("x"), Precision.FLOAT);
    assertThat(encoder.encode(new Object[] {null}, 0, out)).isZero();
    assertThat(out[0]).containsExactly(1);
  }

  @Test
  void saysWhyARowCannotBeEncoded() {
    assertThat(reason(new Object[] {40.5, 0, "Male", 1, true, NEW_YEAR}))
        .isEqualTo("age is 40.5; must be int");
    assertThat(reason(new Object[] {"40", 0, "Male", 1, true, NEW_YEAR}))
        .isEqualTo("age is \"40\"; must be int");
    assertThat(reason(new Object[] {40, Double.NEGATIVE_INFINITY, "Male", 1, true, NEW_YEAR}))
        .isEqualTo("gain is -Infinity; must be finite");
    assertThat(reason(new Object[] {40, 1e39, "Male", 1, true, NEW_YEAR}))
        .isEqualTo("gain is 1.0E39; must be within ±3.4028235e38, or set precision = double");
    assertThat(reason(new Object[] {40, 0, 1, 1, true, NEW_YEAR}))
        .isEqualTo("sex is 1; must be string");
    assertThat(reason(new Object[] {40, 0, "Male", "1", true, NEW_YEAR}))
        .isEqualTo("season is \"1\"; must be int");
    assertThat(reason(new Object[] {40, 0, "Male", 1, "true", NEW_YEAR}))
        .isEqualTo("member is \"true\"; must be boolean");
    assertThat(reason(new Object[] {40, 0, "Male", 1, true, 20110101}))
        .isEqualTo("since is 20110101; must be date");
  }

  @Test
  void writesZerosForARowThatCannotBeEncoded() {
    float[][] out = new float[DESIGN.width()][1];
    for (float[] column : out) {
      column[0] = 9;
    }
    DESIGN
        .encoder(RAW, Precision.FLOAT)
        .encode(new Object[] {40, 1, "Female", 1, true, "never"}, 0, out);
    for (float[] column : out) {
      assertThat(column[0]).isZero();
    }
  }

  @Test
  void readsNumbersWrittenAsText() {
    NumericFeature total =
        new NumericFeature(
            "total", ColumnType.STRING, 7, Missing.NONE, new NumericRange(7, 1, 0, 9));
    RowEncoder encoder =
        LinearDesign.of(new FeatureSpec(List.of(total)))
            .encoder(List.of("total"), Precision.DOUBLE);
    double[][] out = new double[1][3];
    assertThat(encoder.encode(new Object[] {"29.85"}, 0, out)).isZero();
    assertThat(encoder.encode(new Object[] {" "}, 1, out)).isZero();
    int code = encoder.encode(new Object[] {"x"}, 2, out);
    assertThat(out[0]).containsExactly(29.85, 7, 0);
    assertThat(encoder.reason(code, new Object[] {"x"}))
        .isEqualTo("total is \"x\"; must be a number");
  }

  @Test
  void findsItsColumnsAmongOthers() {
    RowEncoder encoder =
        LinearDesign.of(new FeatureSpec(List.of(SPEC.features().get(1))))
            .encoder(List.of("other", "gain"), Precision.DOUBLE);
    double[][] out = new double[1][1];
    assertThat(encoder.encode(new Object[] {"x", 0.1}, 0, out)).isZero();
    assertThat(out[0]).containsExactly(0.1);
    assertThatThrownBy(() -> DESIGN.encoder(List.of("age"), Precision.FLOAT))
        .hasMessage("raw rows have columns [age]; must hold gain");
  }

  @Property(tries = 200)
  void keepsEachCategoryApart(
      @ForAll @IntRange(min = 1, max = 12) int values, @ForAll @IntRange(max = 11) int pick) {
    List<String> names =
        java.util.stream.IntStream.range(0, values).mapToObj(i -> "v" + i).toList();
    LinearDesign design =
        LinearDesign.of(
            new FeatureSpec(List.of(new CategoricalFeature("c", ColumnType.STRING, names, SOME))));
    double[][] out = new double[values][1];
    RowEncoder encoder = design.encoder(List.of("c"), Precision.DOUBLE);
    String value = "v" + pick;
    assertThat(encoder.encode(new Object[] {value}, 0, out)).isZero();
    String decoded = names.get(0);
    for (int j = 0; j < values - 1; j++) {
      decoded = out[j][0] == 1 ? design.names().get(j).substring("c=".length()) : decoded;
    }
    assertThat(decoded).isEqualTo(names.contains(value) ? value : names.get(0));
    assertThat(out[values - 1][0]).isZero();
  }

  private static double[] encode(Object... raw) {
    double[][] doubles = new double[DESIGN.width()][3];
    float[][] floats = new float[DESIGN.width()][3];
    assertThat(DESIGN.encoder(RAW, Precision.DOUBLE).encode(raw, 1, doubles)).isZero();
    assertThat(DESIGN.encoder(RAW, Precision.FLOAT).encode(raw, 2, floats)).isZero();
    double[] row = new double[DESIGN.width()];
    for (int j = 0; j < row.length; j++) {
      row[j] = doubles[j][1];
      assertThat(floats[j][2]).isEqualTo((float) row[j]);
    }
    return row;
  }

  private static String reason(Object[] raw) {
    RowEncoder encoder = DESIGN.encoder(RAW, Precision.FLOAT);
    int code = encoder.encode(raw, 0, new float[DESIGN.width()][1]);
    assertThat(code).isNotEqualTo(RowEncoder.ENCODED);
    return encoder.reason(code, raw);
  }

  @Test
  void knowsWhereColumnsLieThatHoldJustWhatTheTableDid() {
    NumericRange small = new NumericRange(2, 1, -9, 9);
    NumericRange large = new NumericRange(2, 1, -20_000_000, 9);
    FeatureSpec spec =
        new FeatureSpec(
            List.of(
                new NumericFeature("missing", ColumnType.FLOAT, 2, SOME, small),
                new NumericFeature("float", ColumnType.FLOAT, 2, Missing.NONE, large),
                new NumericFeature("double", ColumnType.DOUBLE, 2, Missing.NONE, small),
                new NumericFeature("few", ColumnType.LONG, 2, Missing.NONE, small),
                new NumericFeature("many", ColumnType.INT, 2, Missing.NONE, large),
                new NumericFeature("text", ColumnType.STRING, 2, Missing.NONE, small),
                new CategoricalFeature(
                    "sex", ColumnType.STRING, List.of("Male", "Female"), Missing.NONE)));
    LinearDesign design = LinearDesign.of(spec);

    assertThat(design.names().subList(0, 3))
        .containsExactly("missing", "missing is missing", "float");
    assertThat(design.ranges(Precision.FLOAT)).isEqualTo(Map.of(2, large, 4, small));
    assertThat(design.ranges(Precision.DOUBLE))
        .isEqualTo(Map.of(2, large, 3, small, 4, small, 5, large));
  }
}
