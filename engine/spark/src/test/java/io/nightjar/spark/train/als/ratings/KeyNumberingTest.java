package io.nightjar.spark.train.als.ratings;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.features.ColumnType;
import io.nightjar.features.raw.NumberColumn;
import io.nightjar.features.raw.ValueColumn;
import io.nightjar.model.factors.KeyDictionary;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyNumberingTest {
  private static final int ROWS = 20_000;
  private static final int KEYS = 5_000;

  @Test
  void numbersManyWholeNumbersAndPutsThemInOrder() {
    Random random = new Random(41);
    long[] drawn = random.longs(KEYS).toArray();
    NumberColumn column = new NumberColumn(ColumnType.LONG, ROWS);
    long[] keys = new long[ROWS];
    for (int row = 0; row < ROWS; row++) {
      keys[row] = drawn[random.nextInt(KEYS)];
      column.setLong(row, keys[row]);
    }
    KeyNumbering numbering = KeyNumbering.of(ColumnType.LONG);
    int[] numbers = numbering.numbers(column, ROWS);
    KeyDictionary dictionary = numbering.dictionary();
    int[] places = numbering.places(dictionary);
    assertThat(dictionary.size()).isGreaterThan(KEYS / 2).isEqualTo(places.length);
    for (int row = 0; row < ROWS; row++) {
      assertThat(dictionary.key(places[numbers[row]])).isEqualTo(keys[row]);
    }
  }

  @Test
  void numbersKeysInTheOrderTheyAreMetInAndLeavesOutRowsWithoutOne() {
    ValueColumn texts = new ValueColumn(4);
    texts.set(0, "b");
    texts.set(2, "a");
    texts.set(3, "b");
    KeyNumbering ofTexts = KeyNumbering.of(ColumnType.STRING);
    assertThat(ofTexts.numbers(texts, 4)).containsExactly(0, KeyNumbering.NONE, 1, 0);
    assertThat(ofTexts.places(ofTexts.dictionary())).containsExactly(1, 0);
    NumberColumn numbers = new NumberColumn(ColumnType.INT, 3);
    numbers.set(0, 7);
    numbers.setNull(1);
    numbers.set(2, -7);
    KeyNumbering ofNumbers = KeyNumbering.of(ColumnType.INT);
    assertThat(ofNumbers.numbers(numbers, 3)).containsExactly(0, KeyNumbering.NONE, 1);
    assertThat(ofNumbers.places(ofNumbers.dictionary())).containsExactly(1, 0);
  }
}
