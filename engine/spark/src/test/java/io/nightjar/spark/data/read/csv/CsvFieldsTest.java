package io.nightjar.spark.data.read.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.DataConfig;
import io.nightjar.spark.SparkFixture;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines and fields are those that Spark's own reader finds. */
class CsvFieldsTest {
  private static final SparkSession SPARK = SparkFixture.session();
  private static final int COLUMNS = 3;
  private static final List<String> PIECES =
      List.of(
          "a", "b1", "-2.5", "é", "漢字", " ", "  ", "\t", "\u00a0", ",", ",", ",", ";", "|", "\"",
          "\"", "\"\"", "\\", "\\\"", "'", "#", "~", "\0", "\u0007", "\r", "n/a", "NaN", "😀");

  @TempDir Path folder;

  private static DataConfig.Csv csv(String marks, boolean trim, boolean header, String encoding) {
    return new DataConfig.Csv(
        header,
        List.of(),
        marks.substring(0, 1),
        marks.substring(1, 2),
        marks.substring(2, 3),
        List.of(),
        trim,
        marks.length() > 3 ? Optional.of(marks.substring(3, 4)) : Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        encoding);
  }

  private List<List<String>> ours(DataConfig.Csv csv) {
    CsvFields.Format format = CsvFields.Format.of(csv);
    return new CsvLines(csv, csv.header() ? Set.of("a,b,c") : Set.of())
        .of(SPARK, new String[] {folder.toString()})
        .mapPartitions(lines -> fields(lines, format))
        .collect();
  }

  private static Iterator<List<String>> fields(Iterator<byte[]> lines, CsvFields.Format format) {
    CsvFields fields = new CsvFields(format);
    List<List<String>> all = new ArrayList<>();
    lines.forEachRemaining(
        line -> {
          fields.parse(line);
          List<String> texts = new ArrayList<>();
          for (int i = 0; i < fields.count(); i++) {
            texts.add(fields.text(i));
          }
          all.add(
              texts.size() == COLUMNS
                  ? texts
                  : List.of("ragged", new String(line, StandardCharsets.UTF_8)));
        });
    return all.iterator();
  }

  private List<List<String>> sparks(DataConfig.Csv csv) {
    StructType schema = new StructType();
    for (int i = 0; i < COLUMNS; i++) {
      schema = schema.add("c" + i, DataTypes.StringType);
    }
    var reader =
        SPARK
            .read()
            .schema(schema.add("ragged", DataTypes.StringType))
            .option("header", csv.header())
            .option("sep", csv.delimiter())
            .option("quote", csv.quote())
            .option("escape", csv.escape())
            .option("encoding", csv.encoding())
            .option("ignoreLeadingWhiteSpace", csv.trim())
            .option("ignoreTrailingWhiteSpace", csv.trim())
            .option("columnNameOfCorruptRecord", "ragged")
            .option("columnPruning", false)
            .option("maxCharsPerColumn", -1);
    if (csv.comment().isPresent()) {
      reader = reader.option("comment", csv.comment().get());
    }
    return reader.csv(folder.toString()).collectAsList().stream()
        .map(CsvFieldsTest::texts)
        .toList();
  }

  private static List<String> texts(Row row) {
    if (!row.isNullAt(COLUMNS)) {
      return List.of("ragged", row.getString(COLUMNS));
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < COLUMNS; i++) {
      texts.add(row.isNullAt(i) ? "" : row.getString(i));
    }
    return texts;
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      value = {
        ",\"\\ false UTF-8",
        ",\"\\ true UTF-8",
        ",\"\"# true UTF-8",
        ";'\\~ false UTF-8",
        "|\"\\ false ISO-8859-1",
        "é\"\\ false UTF-8",
      })
  void areThoseOfSparksReader(String marks, boolean trim, String encoding) throws IOException {
    long seed = 20_261_127;
    Random random = new Random(seed);
    StringBuilder lines = new StringBuilder();
    for (int line = 0; line < 4_000; line++) {
      for (int piece = random.nextInt(9); piece > 0; piece--) {
        lines.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      for (int i = random.nextInt(4); i > 0; i--) {
        lines.append(marks.charAt(0)).append("x");
      }
      lines.append(line % 5 == 0 ? "\r\n" : "\n");
    }
    byte[] bytes = lines.toString().getBytes(Charset.forName(encoding));
    write("made.csv", bytes);
    DataConfig.Csv csv = csv(marks, trim, false, encoding);

    List<List<String>> ours = ours(csv);
    List<List<String>> sparks = sparks(csv);
    assertThat(ours).hasSameSizeAs(sparks).hasSizeGreaterThan(3_000);
    for (int i = 0; i < ours.size(); i++) {
      assertThat(ours.get(i)).as("seed %d, record %d", seed, i).isEqualTo(sparks.get(i));
    }
  }

  @Test
  void beginBehindEachFilesHeader() throws IOException {
    DataConfig.Csv csv = csv(",\"\\#", false, true, "UTF-8");
    write("a.csv", "\n#x,y,z\na,b,c\n1,2,3\na,b,c\n".getBytes(StandardCharsets.UTF_8));
    write("b.csv", "\ufeffa,b,c\n4,5,6\na,b,c".getBytes(StandardCharsets.UTF_8));
    write("c.csv", "a,b,c\n".getBytes(StandardCharsets.UTF_8));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("d.csv.gz")))) {
      out.write("a,b,c\r\n7,8,\"9\r\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(ours(csv)).containsExactlyInAnyOrderElementsOf(sparks(csv)).hasSize(5);
  }

  @Test
  void replaceBytesThatAreNoText() throws IOException {
    write("broken.csv", new byte[] {'a', ',', (byte) 0xff, 'b', ',', 'c', '\n'});
    DataConfig.Csv csv = csv(",\"\\", false, false, "UTF-8");

    assertThat(ours(csv)).isEqualTo(sparks(csv)).containsExactly(List.of("a", "\ufffdb", "c"));
  }

  @Test
  void areNumbersAsJavaReadsThem() {
    Random random = new Random(27);
    for (int i = 0; i < 200_000; i++) {
      String text = number(random, i % 5);
      byte[] bytes = ("9" + text + "9").getBytes(StandardCharsets.US_ASCII);
      TokenShape shape = DecimalText.shape(bytes, 1, bytes.length - 1);
      assertThat(shape).as(text).isIn(TokenShape.INTEGER, TokenShape.DECIMAL);
      assertThat(DecimalText.toDouble(bytes, 1, bytes.length - 1))
          .as(text)
          .isEqualTo(Double.parseDouble(text));
      if (shape == TokenShape.INTEGER) {
        assertThat(DecimalText.toLong(bytes, 1, bytes.length - 1)).isEqualTo(Long.parseLong(text));
      }
    }
  }

  private static String number(Random random, int kind) {
    return switch (kind) {
      case 0 -> Double.toString(random.nextGaussian() * 1e3);
      case 1 -> Float.toString((float) random.nextGaussian());
      case 2 -> Long.toString(random.nextLong() >> random.nextInt(63));
      case 3 ->
          (random.nextBoolean() ? "+" : "-")
              + random.nextInt(100)
              + "."
              + random.nextLong(1L << 53);
      default -> random.nextInt(10) + "." + "0".repeat(random.nextInt(14)) + random.nextInt(1000);
    };
  }
}
