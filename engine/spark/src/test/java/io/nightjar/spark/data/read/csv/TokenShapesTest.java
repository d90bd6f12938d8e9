package io.nightjar.spark.data.read.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenShapesTest {
  private static final TokenShapes ISO = new TokenShapes(Optional.empty(), Optional.empty());

  private static TokenShape number(String text) {
    byte[] bytes = (text + "0").getBytes(StandardCharsets.UTF_8);
    return DecimalText.shape(bytes, 0, bytes.length - 1);
  }

  private static TokenShape shape(TokenShapes shapes, String text) {
    byte[] bytes = ("," + text + ",").getBytes(StandardCharsets.UTF_8);
    return shapes.of(bytes, 1, bytes.length - 1);
  }

  @ParameterizedTest
  @CsvSource({
    "0, INTEGER",
    "-12, INTEGER",
    "+7, INTEGER",
    "9223372036854775807, INTEGER",
    "9223372036854775808, TEXT",
    "007, TEXT",
    "1.5, DECIMAL",
    ".5, DECIMAL",
    "5., DECIMAL",
    "1e-3, DECIMAL",
    "1e, TEXT",
    "1e999, NOT_FINITE",
    "NaN, NOT_FINITE",
    "-Infinity, NOT_FINITE",
    "1d, TEXT",
    "0x10, TEXT",
    "TRUE, BOOLEAN",
    "yes, TEXT",
    "2024-02-29, DATE",
    "2023-02-29, TEXT",
    "2024-2-9, TEXT",
    "2024-02-29 10:11, TIMESTAMP",
    "2024-02-29T10:11:12.5, TIMESTAMP",
    "2024-02-29T10:11:12Z, TIMESTAMP",
    "2024-02-29 25:00:00, TEXT",
    "abcd-ef-gh, TEXT"
  })
  void tellsTheShapeOfAText(String text, TokenShape shape) {
    assertThat(shape(ISO, text)).isEqualTo(shape);
  }

  @ParameterizedTest
  @CsvSource({"31/01/2026, DATE", "2026-01-31, TEXT", "31/01/2026 10:00, TIMESTAMP"})
  void readsDatesByTheConfigsPatterns(String text, TokenShape shape) {
    TokenShapes patterns =
        new TokenShapes(Optional.of("dd/MM/yyyy"), Optional.of("dd/MM/yyyy HH:mm"));
    assertThat(shape(patterns, text)).isEqualTo(shape);
  }

  @Test
  void tellsNumbersAsThePatternsDo() {
    String whole = "[+-]?(0|[1-9]\\d*)";
    String other = "[+-]?(\\d+\\.\\d*|\\.\\d+|\\d+(?=[eE]))([eE][+-]?\\d+)?";
    Random random = new Random(12);
    int numbers = 0;
    for (int i = 0; i < 300_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(8); length > 0; length--) {
        text.append("+-..0123456789eE x".charAt(random.nextInt(18)));
      }
      String token = text.toString();
      TokenShape expected = null;
      if (token.matches(whole)) {
        expected = TokenShape.INTEGER;
      } else if (token.matches(other)) {
        boolean finite = Double.isFinite(Double.parseDouble(token));
        expected = finite ? TokenShape.DECIMAL : TokenShape.NOT_FINITE;
      }
      numbers += expected != null ? 1 : 0;
      assertThat(number(token)).as(token).isEqualTo(expected);
    }
    assertThat(numbers).isGreaterThan(50_000);
    assertThat(number("9".repeat(400) + ".5")).isEqualTo(TokenShape.NOT_FINITE);
  }
}
