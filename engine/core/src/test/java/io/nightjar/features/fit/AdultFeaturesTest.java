package io.nightjar.features.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.ColumnType;
import io.nightjar.features.Feature;
import io.nightjar.features.InputColumn;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.design.LinearDesign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The features of the census table, against what is published about it. */
class AdultFeaturesTest {
  private static final List<InputColumn> COLUMNS =
      Stream.of(
              "age:int workclass:string fnlwgt:int education:string education_num:int",
              "marital_status:string occupation:string relationship:string race:string",
              "sex:string capital_gain:int capital_loss:int hours_per_week:int",
              "native_country:string")
          .flatMap(line -> Stream.of(line.split(" ")))
          .map(column -> column.split(":"))
          .map(pair -> new InputColumn(pair[0], ColumnType.parse(pair[1]), true))
          .toList();

  private static FittedFeatures fitted;

  @BeforeAll
  static void fit() throws IOException {
    Path file = Path.of(System.getProperty("nightjar.data", "none"), "adult", "adult.data");
    assumeTrue(Files.exists(file), file + " is missing");
    FeatureOptions options = FeatureOptions.defaults(Set.of("income"));
    FeatureGatherer gatherer = new FeatureGatherer(options, COLUMNS);
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank()) {
        gatherer.add(raw(line.split(", ")));
      }
    }
    assertThat(gatherer.rows()).isEqualTo(32_561);
    fitted = FeatureFitter.fit(options, COLUMNS, gatherer.statistics());
  }

  private static Object[] raw(String[] fields) {
    Object[] raw = new Object[COLUMNS.size()];
    for (int i = 0; i < raw.length; i++) {
      boolean number = COLUMNS.get(i).type().isNumeric();
      raw[i] = fields[i].equals("?") ? null : number ? Integer.valueOf(fields[i]) : fields[i];
    }
    return raw;
  }

  @Test
  void hasThePublishedMeanAndDeviationOfAge() {
    NumericFeature age = (NumericFeature) feature("age");
    assertThat(age.fill()).isCloseTo(38.58164675532078, within(1e-12));
    assertThat(age.range().std()).isCloseTo(13.640432553581146, within(1e-9));
    assertThat(age.range().min()).isEqualTo(17);
    assertThat(age.range().max()).isEqualTo(90);
  }

  @Test
  void hasThePublishedCountsOfMissingValues() {
    assertThat(feature("workclass").missing().nulls()).isEqualTo(1_836);
    assertThat(feature("occupation").missing().nulls()).isEqualTo(1_843);
    assertThat(feature("native_country").missing().nulls()).isEqualTo(583);
    assertThat(feature("sex").missing().seen()).isFalse();
  }

  @Test
  void ordersCategoriesByTheirFrequency() {
    assertThat(((CategoricalFeature) feature("race")).values())
        .containsExactly("White", "Black", "Asian-Pac-Islander", "Amer-Indian-Eskimo", "Other");
    assertThat(((CategoricalFeature) feature("native_country")).values())
        .hasSize(41)
        .startsWith("United-States", "Mexico");
  }

  @Test
  void expandsToOneColumnForEachNumberAndEachValueButTheMostFrequent() {
    List<String> names = new ArrayList<>(LinearDesign.of(fitted.spec()).names());
    // 6 numbers, 8 + 16 + 7 + 14 + 6 + 5 + 2 + 41 values less one each, 3 for missing.
    assertThat(names).hasSize(6 + 99 - 8 + 3).contains("sex=Female", "workclass is missing");
    assertThat(fitted.warnings()).isEmpty();
  }

  private static Feature feature(String column) {
    return fitted.spec().features().stream()
        .filter(feature -> feature.column().equals(column))
        .findFirst()
        .orElseThrow();
  }
}
