package io.nightjar.spark.data.read.csv;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import io.nightjar.config.DataConfig;
import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The fields of one line at a time, as ranges of bytes. A line without quotes is cut at its
 * delimiters; any other goes through the parser that Spark uses, with Spark's settings.
 */
final class CsvFields {
  /** As many as Spark reads. */
  private static final int MOST_COLUMNS = 20_480;

  private static final int MISSING = -1;

  private final byte delimiter;
  private final byte quote;
  private final FieldBreaks breaks;
  private final boolean plain;
  private final boolean trim;
  private final CsvParser parser;
  private byte[] bytes = new byte[0];
  private int count;
  private int[] starts = new int[16];
  private int[] ends = new int[16];

  /**
   * What parts fields.
   *
   * @param comment 0 for none
   * @param trim whether blanks round a field are dropped
   */
  record Format(char delimiter, char quote, char escape, char comment, boolean trim)
      implements Serializable {
    static Format of(DataConfig.Csv csv) {
      return new Format(
          csv.delimiter().charAt(0),
          csv.quote().charAt(0),
          csv.escape().charAt(0),
          csv.comment().map(text -> text.charAt(0)).orElse('\0'),
          csv.trim());
    }

    /** Of header lines: blanks round a name are dropped, and no name makes a line a comment. */
    static Format ofHeader(DataConfig.Csv csv) {
      Format rows = of(csv);
      return new Format(rows.delimiter, rows.quote, rows.escape, '\0', true);
    }

    private boolean isAscii() {
      return delimiter < 0x80 && quote < 0x80;
    }
  }

  CsvFields(Format format) {
    this.delimiter = (byte) format.delimiter();
    this.quote = (byte) format.quote();
    this.breaks = new FieldBreaks(delimiter, quote);
    this.plain = format.isAscii();
    this.trim = format.trim();
    this.parser = new CsvParser(settings(format));
  }

  /** As Spark's reader sets them where it reads line by line. */
  private static CsvParserSettings settings(Format format) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setDelimiter(format.delimiter());
    settings.getFormat().setQuote(format.quote());
    settings.getFormat().setQuoteEscape(format.escape());
    if (format.comment() == 0) {
      settings.setCommentProcessingEnabled(false);
    } else {
      settings.getFormat().setComment(format.comment());
    }
    settings.setIgnoreLeadingWhitespaces(format.trim());
    settings.setIgnoreTrailingWhitespaces(format.trim());
    settings.setReadInputOnSeparateThread(false);
    settings.setMaxColumns(MOST_COLUMNS);
    settings.setMaxCharsPerColumn(-1);
    settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.STOP_AT_DELIMITER);
    settings.setLineSeparatorDetectionEnabled(false);
    settings.setNormalizeLineEndingsWithinQuotes(true);
    return settings;
  }

  /** Goes on to a line, in UTF-8; its bytes are borrowed. */
  void parse(byte[] line) {
    if (!plain || !cut(line)) {
      parseQuoted(line);
    }
  }

  /** Cuts at delimiters; false where the line has a quote or a character that may end it. */
  private boolean cut(byte[] line) {
    bytes = line;
    count = 0;
    int start = 0;
    int at = 0;
    for (; at <= line.length - Long.BYTES; at += Long.BYTES) {
      long word = FieldBreaks.word(line, at);
      long delimiters = breaks.delimiters(word);
      if ((breaks.ends(word) & ~delimiters) != 0) {
        return false;
      }
      for (; delimiters != 0; delimiters &= delimiters - 1) {
        int end = at + Long.numberOfTrailingZeros(delimiters) / Byte.SIZE;
        add(start, end);
        start = end + 1;
      }
    }
    return cutRest(line, at, start);
  }

  /** The same from {@code from} on, in a field that began at {@code begun}. */
  private boolean cutRest(byte[] line, int from, int begun) {
    int start = begun;
    for (int i = from; i < line.length; i++) {
      byte b = line[i];
      if (b == delimiter) {
        add(start, i);
        start = i + 1;
      } else if (b == quote || (b < ' ' && b >= 0 && b != '\t')) {
        return false;
      }
    }
    add(start, line.length);
    return count <= MOST_COLUMNS;
  }

  private void add(int from, int to) {
    int start = from;
    int end = to;
    while (trim && start < end && isBlank(bytes[start])) {
      start++;
    }
    while (trim && start < end && isBlank(bytes[end - 1])) {
      end--;
    }
    put(start, end);
  }

  private static boolean isBlank(byte b) {
    return b <= ' ' && b >= 0;
  }

  private void put(int start, int end) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    starts[count] = start;
    ends[count++] = end;
  }

  private void parseQuoted(byte[] line) {
    String[] tokens = parser.parseLine(new String(line, StandardCharsets.UTF_8));
    ByteArrayOutputStream all = new ByteArrayOutputStream(line.length);
    count = 0;
    for (String token : tokens == null ? new String[0] : tokens) {
      int start = all.size();
      all.writeBytes(token == null ? new byte[0] : token.getBytes(StandardCharsets.UTF_8));
      put(start, all.size());
    }
    bytes = all.toByteArray();
  }

  /** How many fields the line has. */
  int count() {
    return count;
  }

  /** The bytes that the ranges are of; borrowed until the next line. */
  byte[] bytes() {
    return bytes;
  }

  /** Where a field begins. */
  int start(int field) {
    return starts[field];
  }

  /** Where it ends. */
  int end(int field) {
    return ends[field];
  }

  /** How many bytes it has. */
  int length(int field) {
    return ends[field] - starts[field];
  }

  /** Says that a field is missing. */
  void setMissing(int field) {
    ends[field] = MISSING;
  }

  /** Drops a field's last bytes. */
  void shorten(int field, int by) {
    ends[field] -= by;
  }

  /** Whether it was said to be missing. */
  boolean isMissing(int field) {
    return ends[field] == MISSING;
  }

  /** A field that is not missing, as text. */
  String text(int field) {
    return new String(bytes, starts[field], ends[field] - starts[field], StandardCharsets.UTF_8);
  }

  /** The same as Spark holds texts; a view of the bytes. */
  UTF8String utf8(int field) {
    return UTF8String.fromBytes(bytes, starts[field], ends[field] - starts[field]);
  }
}
