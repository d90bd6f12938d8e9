package io.nightjar.spark.data.read.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words say of each byte what a look at the byte alone says, whatever its neighbours are. */
class FieldBreaksTest {
  private static final byte QUOTE = '"';

  @ParameterizedTest
  @ValueSource(bytes = {',', ';', '\t', 1, 0x7f})
  void marksEachByteAsIfItStoodAlone(byte delimiter) {
    FieldBreaks breaks = new FieldBreaks(delimiter, QUOTE);
    byte[] line = new byte[1 + Long.BYTES];
    for (int value = 0; value < 256; value++) {
      for (int neighbour = 0; neighbour < 256; neighbour++) {
        for (int i = 0; i < line.length; i++) {
          line[i] = (byte) (i % 2 == 0 ? neighbour : value);
        }
        long word = FieldBreaks.word(line, 1);
        assertThat(breaks.delimiters(word)).isEqualTo(delimiters(line, delimiter));
        assertThat(breaks.ends(word)).isEqualTo(ends(line));
      }
    }
  }

  private static long delimiters(byte[] line, byte delimiter) {
    long marks = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      marks |= line[1 + i] == delimiter ? 0x80L << (Byte.SIZE * i) : 0;
    }
    return marks;
  }

  private static long ends(byte[] line) {
    long marks = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      byte b = line[1 + i];
      boolean control = b >= 0 && b < ' ' && b != '\t';
      marks |= b == QUOTE || control ? 0x80L << (Byte.SIZE * i) : 0;
    }
    return marks;
  }
}
