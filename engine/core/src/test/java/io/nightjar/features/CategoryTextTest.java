package io.nightjar.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class CategoryTextTest {
  @Test
  void writesAWholeNumberTheSameWhateverItsType() {
    assertThat(CategoryText.of(1)).isEqualTo("1");
    assertThat(CategoryText.of(1L)).isEqualTo("1");
    assertThat(CategoryText.of(1.0f)).isEqualTo("1");
    assertThat(CategoryText.of(1.0)).isEqualTo("1");
    assertThat(CategoryText.of(new BigDecimal("1.00"))).isEqualTo("1");
    assertThat(CategoryText.of(-0.0)).isEqualTo("0");
  }

  @Test
  void keepsTextAsItIs() {
    assertThat(CategoryText.of(" >50K")).isEqualTo(" >50K");
    assertThat(CategoryText.of("1.0")).isEqualTo("1.0");
    assertThat(CategoryText.of("")).isEmpty();
    assertThat(CategoryText.of(true)).isEqualTo("true");
    assertThat(CategoryText.of(0.5)).isEqualTo("0.5");
  }

  @Test
  void hasNoTextForNullAndNaN() {
    assertThat(CategoryText.of(null)).isNull();
    assertThat(CategoryText.of(Double.NaN)).isNull();
    assertThat(CategoryText.of(Float.NaN)).isNull();
  }

  @Test
  void readsNumbersWrittenAsText() {
    assertThat(NumericText.toNumber(" 29.85 ")).isEqualTo(29.85);
    assertThat(NumericText.toNumber("-1e3")).isEqualTo(-1000.0);
    assertThat(NumericText.toNumber(".5")).isEqualTo(0.5);
    assertThat(NumericText.toNumber("  ")).isNull();
    assertThat(NumericText.toNumber("NaN")).isEqualTo("NaN");
    assertThat(NumericText.toNumber("0x1p3")).isEqualTo("0x1p3");
    assertThat(NumericText.toNumber("1f")).isEqualTo("1f");
    assertThat(NumericText.toNumber(7L)).isEqualTo(7L);
  }
}
