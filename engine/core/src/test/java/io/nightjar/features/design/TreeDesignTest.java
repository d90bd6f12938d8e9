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
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeDesignTest {
  private static final float NAN = Float.NaN;
  private static final Missing SOME = new Missing(1, 2);
  private static final FeatureSpec SPEC =
      new FeatureSpec(
          List.of(
              new NumericFeature(
                  "age", ColumnType.INT, 38.5, SOME, new NumericRange(38.5, 10, 17, 90)),
              new NumericFeature(
                  "gain", ColumnType.DOUBLE, 2, Missing.NONE, new NumericRange(2, 0, 2, 2)),
              new NumericFeature(
                  "total", ColumnType.STRING, 7, Missing.NONE, new NumericRange(7, 1, 0, 9)),
              new CategoricalFeature(
                  "sex", ColumnType.STRING, List.of("Male", "Female"), Missing.NONE),
              new CategoricalFeature("season", ColumnType.INT, List.of("3", "1", "2"), SOME),
              new BooleanFeature("member", 0.25, SOME),
              new DateFeature(
                  "since",
                  ColumnType.TIMESTAMP,
                  List.of(
                      new DateFeature.Part(DatePart.YEAR, 2010, List.of()),
                      new DateFeature.Part(DatePart.HOUR, 5, List.of(7, 1))),
                  SOME)));
  private static final TreeDesign DESIGN = TreeDesign.of(SPEC);
  private static final List<String> RAW = SPEC.signature().names();
  private static final Instant LATE = Instant.parse("2011-01-01T23:30:00Z");

  @Test
  void makesOneColumnOfEachFeatureAndOfEachPartOfADate() {
    assertThat(DESIGN.columns())
        .containsExactly(
            new TreeColumn("age", "age", 0),
            new TreeColumn("gain", "gain", 0),
            new TreeColumn("total", "total", 0),
            new TreeColumn("sex", "sex", 2),
            new TreeColumn("season", "season", 3),
            new TreeColumn("member", "member", 0),
            new TreeColumn("since:year", "since", 0),
            new TreeColumn("since:hour", "since", 0));
    assertThat(DESIGN.width()).isEqualTo(8);
    assertThat(DESIGN.names()).startsWith("age", "gain").endsWith("since:year", "since:hour");
    assertThat(DESIGN.columns())
        .extracting(TreeColumn::categorical)
        .containsExactly(false, false, false, true, true, false, false, false);
  }

  @Test
  void encodesEachKindOfValueAsItIs() {
    assertThat(encode(40, 0.1, " 29.85", "Female", 2L, true, LATE))
        .containsExactly(40f, 0.1f, 29.85f, 1f, 2f, 1f, 2011f, 23f);
    assertThat(encode(0, 0, "0", "Male", 3.0, false, LATE))
        .containsExactly(0f, 0f, 0f, 0f, 0f, 0f, 2011f, 23f);
  }

  @Test
  void encodesMissingAsNaNWhetherTrainingMetItOrNot() {
    assertThat(encode(null, null, null, null, null, null, null))
        .containsExactly(NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN);
    assertThat(encode(Double.NaN, Float.NaN, " ", null, Double.NaN, null, null))
        .containsExactly(NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN);
  }

  @Test
  void takesACategoryThatTrainingNeverMetAsMissing() {
    float[] row = encode(1, 1, "1", "Other", 9, true, LATE);
    assertThat(row[3]).isNaN();
    assertThat(row[4]).isNaN();
  }

  @Test
  void keepsALevelOfADateThatTrainingNeverMet() {
    Instant noon = Instant.parse("2031-07-01T12:00:00Z");
    assertThat(encode(1, 1, "1", "Male", 1, true, noon)).endsWith(2031f, 12f);
  }

  @Test
  void saysWhyARowCannotBeEncoded() {
    assertThat(reason(40.5, 0, "1", "Male", 1, true, LATE)).isEqualTo("age is 40.5; must be int");
    assertThat(reason(40, Double.NEGATIVE_INFINITY, "1", "Male", 1, true, LATE))
        .isEqualTo("gain is -Infinity; must be finite");
    assertThat(reason(40, 1e39, "1", "Male", 1, true, LATE))
        .isEqualTo("gain is 1.0E39; must be within ±3.4028235e38");
    assertThat(reason(40, 0, "x", "Male", 1, true, LATE))
        .isEqualTo("total is \"x\"; must be a number");
    assertThat(reason(40, 0, "1", 1, 1, true, LATE)).isEqualTo("sex is 1; must be string");
    assertThat(reason(40, 0, "1", "Male", "1", true, LATE))
        .isEqualTo("season is \"1\"; must be int");
    assertThat(reason(40, 0, "1", "Male", 1, "true", LATE))
        .isEqualTo("member is \"true\"; must be boolean");
    assertThat(reason(40, 0, "1", "Male", 1, true, 2011))
        .isEqualTo("since is 2011; must be timestamp");
  }

  @Test
  void writesZerosForARowThatCannotBeEncoded() {
    float[][] out = new float[DESIGN.width()][1];
    DESIGN.encoder(RAW).encode(new Object[] {null, null, "1", "Male", 1, true, "never"}, 0, out);
    for (float[] column : out) {
      assertThat(column).containsExactly(0f);
    }
  }

  @Test
  void findsItsColumnsAmongOthers() {
    TreeDesign gain = TreeDesign.of(new FeatureSpec(List.of(SPEC.features().get(1))));
    float[][] out = new float[1][1];
    assertThat(gain.encoder(List.of("other", "gain")).encode(new Object[] {"x", 0.5}, 0, out))
        .isEqualTo(RowEncoder.ENCODED);
    assertThat(out[0]).containsExactly(0.5f);
    assertThatThrownBy(() -> DESIGN.encoder(List.of("age")))
        .hasMessage("raw rows have columns [age]; must hold gain");
  }

  private static float[] encode(Object... raw) {
    float[][] out = new float[DESIGN.width()][2];
    assertThat(DESIGN.encoder(RAW).encode(raw, 1, out)).isEqualTo(RowEncoder.ENCODED);
    float[] row = new float[DESIGN.width()];
    for (int j = 0; j < row.length; j++) {
      row[j] = out[j][1];
    }
    return row;
  }

  private static String reason(Object... raw) {
    RowEncoder encoder = DESIGN.encoder(RAW);
    int code = encoder.encode(raw, 0, new float[DESIGN.width()][1]);
    assertThat(code).isNotEqualTo(RowEncoder.ENCODED);
    return encoder.reason(code, raw);
  }
}
