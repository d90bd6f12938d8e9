package io.nightjar.spark.data.read.csv;

import io.nightjar.config.DataConfig;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The lines of CSV files as bytes in UTF-8, in the files' splits and order: without header lines,
 * blank ones and comments, as Spark's own reader leaves them out. A field can't hold a line's end.
 */
final class CsvLines implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int ASCII = 128;

  private final byte[][] headers;
  private final byte[] comment;
  private final String encoding;
  private final boolean extendsAscii;

  /**
   * Lines of files.
   *
   * @param headers the header lines that the files have, one of which each file begins with
   */
  CsvLines(DataConfig.Csv csv, Set<String> headers) {
    this.headers =
        headers.stream().map(line -> line.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    this.encoding = csv.encoding();
    Charset charset = Charset.forName(encoding);
    this.comment = csv.comment().orElse("").getBytes(StandardCharsets.UTF_8);
    byte[] ascii = new byte[ASCII];
    for (int i = 0; i < ASCII; i++) {
      ascii[i] = (byte) i;
    }
    this.extendsAscii =
        new String(ascii, charset).equals(new String(ascii, StandardCharsets.US_ASCII));
  }

  /** The lines of some files. */
  JavaRDD<byte[]> of(SparkSession spark, String[] paths) {
    Dataset<Row> texts = spark.read().text(paths).select("value");
    return ((org.apache.spark.sql.classic.Dataset<Row>) texts)
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .mapPartitions(Records::new);
  }

  private byte[] inUtf8(byte[] line) {
    if (extendsAscii && isAscii(line)) {
      return line;
    }
    return new String(line, Charset.forName(encoding)).getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isAscii(byte[] line) {
    byte any = 0;
    for (byte b : line) {
      any |= b;
    }
    return any >= 0;
  }

  /** Whether the line is neither blank nor a comment. */
  private boolean isRecord(byte[] line) {
    return !isBlank(line) && !isComment(line);
  }

  private static boolean isOneOf(byte[][] lines, byte[] line) {
    for (byte[] other : lines) {
      if (Arrays.equals(other, line)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b > ' ' || b < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean isComment(byte[] line) {
    if (comment.length == 0 || line.length < comment.length) {
      return false;
    }
    for (int i = 0; i < comment.length; i++) {
      if (line[i] != comment[i]) {
        return false;
      }
    }
    return true;
  }

  /** One partition's lines; a split that begins its file begins with the header. */
  private final class Records implements Iterator<byte[]> {
    private final Iterator<InternalRow> lines;
    private UTF8String begun;
    private byte[] next;

    Records(Iterator<InternalRow> lines) {
      this.lines = lines;
    }

    @Override
    public boolean hasNext() {
      while (next == null && lines.hasNext()) {
        byte[] line = inUtf8(lines.next().getUTF8String(0).getBytes());
        next = isRecord(line) && !isHeader(line) ? line : null;
      }
      return next != null;
    }

    /** Whether the line is one that files begin with, and the first of its file. */
    private boolean isHeader(byte[] line) {
      if (!isOneOf(headers, line) || InputFileBlockHolder.getStartOffset() != 0) {
        return false;
      }
      UTF8String file = InputFileBlockHolder.getInputFilePath();
      boolean first = !file.equals(begun);
      begun = file;
      return first;
    }

    @Override
    public byte[] next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no more lines");
      }
      byte[] line = next;
      next = null;
      return line;
    }
  }
}
