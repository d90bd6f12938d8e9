package io.nightjar.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Places of values, by the published values of MurmurHash3_x86_32. */
class HashedFeatureTest {
  @ParameterizedTest
  @CsvSource({
    "'', 00000000, 00000000",
    "'', 00000001, 514e28b7",
    "'', ffffffff, 81f16f39",
    "a, 9747b28c, 7fa09ea6",
    "aa, 9747b28c, 5d211726",
    "aaa, 9747b28c, 283e0130",
    "aaaa, 9747b28c, 5a97808a",
    "abc, 00000000, b3dd93fa",
    "test, 00000000, ba6bd213",
    "'Hello, world!', 9747b28c, 24884cba",
    "The quick brown fox jumps over the lazy dog, 00000000, 2e4ff723",
    "ππππππππ, 9747b28c, d58063c1"
  })
  void hashesAsPublished(String text, String seed, String hash) {
    int found =
        MurmurHash3.of(text.getBytes(StandardCharsets.UTF_8), Integer.parseUnsignedInt(seed, 16));
    assertThat(found).isEqualTo(Integer.parseUnsignedInt(hash, 16));
  }

  @Test
  void takesTheLowestBitsAsThePlace() {
    HashedFeature feature = new HashedFeature("city", ColumnType.STRING, 12, Missing.NONE);
    assertThat(feature.places()).isEqualTo(4096);
    assertThat(feature.place("test")).isEqualTo(0xba6bd213 & 0xfff);
    assertThat(feature.treatment()).isEqualTo("null (0 in training) is missing: no place at all");
  }

  @Test
  void rejectsBitsOutOfRange() {
    assertThatThrownBy(() -> new HashedFeature("city", ColumnType.STRING, 21, Missing.NONE))
        .hasMessage("city is hashed to 21 bits; must be 4..20");
    assertThatThrownBy(() -> new HashedFeature("city", ColumnType.STRING, 3, Missing.NONE))
        .hasMessage("city is hashed to 3 bits; must be 4..20");
  }
}
