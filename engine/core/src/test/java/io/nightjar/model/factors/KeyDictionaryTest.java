package io.nightjar.model.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.features.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KeyDictionaryTest {
  @Test
  void findsEveryNumberAndNoOther() {
    TreeSet<Long> wanted = new TreeSet<>(List.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L));
    new Random(3).longs(500).forEach(wanted::add);
    KeyDictionary keys =
        KeyDictionary.ofNumbers(wanted.stream().mapToLong(Long::longValue).toArray());
    assertThat(keys.type()).isEqualTo(ColumnType.LONG);
    int place = 0;
    for (long key : wanted) {
      assertThat(keys.place(key)).isEqualTo(place);
      assertThat(keys.key(place++)).isEqualTo(key);
    }
    assertThat(keys.place(1)).isEqualTo(KeyDictionary.NONE);
    assertThat(keys.fits((short) 3)).isTrue();
    assertThat(keys.fits("3")).isFalse();
  }

  @Test
  void findsEveryTextAndNoOther() {
    List<String> wanted =
        new ArrayList<>(List.of("", "a", "ab", "b", "é", "\uD83D\uDE00", "\uFFFD"));
    TextKeys keys = TextKeys.of(wanted);
    assertThat(keys.size()).isEqualTo(7);
    for (String key : wanted) {
      assertThat(keys.key(keys.place(key))).isEqualTo(key);
    }
    assertThat(keys.key(6)).as("the order is that of UTF-8").isEqualTo("\uD83D\uDE00");
    assertThat(keys.place("aa")).isEqualTo(KeyDictionary.NONE);
    assertThat(keys.fits(3)).isFalse();
    assertThat(TextKeys.of(wanted)).isEqualTo(keys).hasSameHashCodeAs(keys);
  }

  @Test
  void refusesKeysThatAreNoDictionary() {
    refuses(() -> new NumberKeys(new long[] {3, 3}), "key 3 follows key 3; must be greater");
    refuses(() -> TextKeys.of(List.of("a", "a")), "key \"a\" follows key \"a\"; must be greater");
    refuses(
        () -> new TextKeys(new byte[3], new int[] {2, 1, 3}),
        "a key ends at byte 1; must be 2 or more");
    refuses(
        () -> new TextKeys(new byte[3], new int[] {2}), "the last key ends at byte 2; must be 3");
  }

  private static void refuses(Runnable making, String message) {
    assertThatThrownBy(making::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
