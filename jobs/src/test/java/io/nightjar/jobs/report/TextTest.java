package io.nightjar.jobs.report;

import static io.nightjar.jobs.report.Records.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0",
        "-0.0 | 0",
        "7.0 | 7",
        "1234567.0 | 1,234,567",
        "0.7 | 0.7",
        "-0.0801685166 | -0.0801685",
        "1234.56789 | 1,234.57",
        "123456.789 | 123,457",
        "0.0001 | 0.0001",
        "0.0000999 | 9.99e-5",
        "5.4283271775702226E-9 | 5.4283e-9",
        "1.0E-8 | 1e-8",
        "2.5E12 | 2.5e+12",
        "1.0E-120 | 1e-120",
        "NaN | NaN"
      })
  void showsNumbersToSixDigits(double value, String shown) {
    assertThat(Text.number(value)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "50000 | 50,000",
        "0.25 | 0.25",
        "true | true",
        "null | –",
        "'abc' | abc",
        "{'insufficient': 'one class only'} | insufficient: one class only",
        "[1, 2] | [1,2]"
      },
      quoteCharacter = '^')
  void showsValuesOfTheRecord(String value, String shown) {
    assertThat(Text.of(json(value))).isEqualTo(shown);
  }

  @Test
  void showsWhatIsAbsentAsADash() {
    assertThat(Text.of(json("{}").path("value"))).isEqualTo("–");
    assertThat(Text.metric(json("{}").path("value"))).isEqualTo("–");
  }

  @ParameterizedTest
  @CsvSource({
    "0.7, 0.70000",
    "-1.306919, -1.30692",
    "141.2345678, 141.23457",
    "98765.4321, '98,765.4'"
  })
  void linesMetricsUpOnTheirPoint(String value, String shown) {
    assertThat(Text.metric(json(value))).isEqualTo(shown);
  }

  @Test
  void cutsDecimalsInASentenceAndNothingElse() {
    assertThat(Text.prose("0.8444444444444444 against the champion's 0.764275916127768"))
        .isEqualTo("0.844444 against the champion's 0.764276");
    assertThat(Text.prose("version 0.1.0-SNAPSHOT of 2026-01-31, 17.0.15, a1.123456789b, 42"))
        .isEqualTo("version 0.1.0-SNAPSHOT of 2026-01-31, 17.0.15, a1.123456789b, 42");
    assertThat(Text.prose("tolerance 1.0E-8")).isEqualTo("tolerance 1e-8");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.0 KiB",
    "43463, 42.4 KiB",
    "1099511627776, 1.0 TiB"
  })
  void givesSizesInBinaryUnits(long bytes, String shown) {
    assertThat(Text.bytes(bytes)).isEqualTo(shown);
  }

  @Test
  void countsWithThePluralOfTheNoun() {
    assertThat(Text.count(1, "file")).isEqualTo("1 file");
    assertThat(Text.count(0, "file")).isEqualTo("0 files");
    assertThat(Text.count(1200, "file")).isEqualTo("1,200 files");
    assertThat(Text.seconds(1234567)).isEqualTo("1,234.57");
    assertThat(Text.words("max-drop_vs_champion")).isEqualTo("max drop vs champion");
  }
}
