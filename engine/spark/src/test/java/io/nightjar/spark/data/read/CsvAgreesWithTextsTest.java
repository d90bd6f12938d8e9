package io.nightjar.spark.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nightjar.NightjarException;
import io.nightjar.config.DataConfig;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TestConfigs;
import io.nightjar.spark.data.TestData;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV tables hold what Spark's own reader gives as texts, value by value and bit by bit. */
class CsvAgreesWithTextsTest {
  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 19);
  private static final SparkSession SPARK = SparkFixture.session();
  private static final String SPLIT_SIZE = "spark.sql.files.maxPartitionBytes";
  private static final List<String> ABC = List.of("a", "b", "c");

  @TempDir Path folder;

  /** Files of some kilobytes in several tasks. */
  @BeforeAll
  static void readsInSmallSplits() {
    SPARK.conf().set(SPLIT_SIZE, "4096");
  }

  @AfterAll
  static void readsInLargeSplits() {
    SPARK.conf().unset(SPLIT_SIZE);
  }

  /** Settings as data.csv has them where nothing is set, then changed. */
  private record Csv(String delimiter, String quote, String escape, boolean trim, String comment) {
    DataConfig.Csv settings(boolean header, List<String> columns, String encoding) {
      return new DataConfig.Csv(
          header,
          columns,
          delimiter,
          quote,
          escape,
          List.of("?", "n/a", "é"),
          trim,
          Optional.ofNullable(comment),
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          encoding);
    }
  }

  private static final Csv PLAIN = new Csv(",", "\"", "\"", false, null);

  private static Stream<Csv> settings() {
    return Stream.of(
        PLAIN,
        new Csv(",", "\"", "\\", true, null),
        new Csv("\t", "'", "'", true, "#"),
        new Csv(";", "\"", "\\", false, "1"),
        new Csv("é", "'", "\"", false, null),
        new Csv(" ", "\"", "\"", true, "é"),
        new Csv("|", "é", "é", false, "\""));
  }

  private static Table open(Path file, DataConfig.Csv csv, String label) {
    TestConfigs.Roles roles = new TestConfigs.Roles(label, Optional.empty(), Optional.empty());
    DataConfig guess = TestConfigs.data(file.toString(), csv, roles);
    return Tables.open(SPARK, guess, file.toString(), NIGHT);
  }

  private static void requireSame(Path file, DataConfig.Csv csv, List<String> names) {
    TextsOracle wanted = TextsOracle.of(SPARK, csv, names, file.toString());
    if (wanted.ragged() > 0) {
      NightjarException failure =
          catchThrowableOfType(
              NightjarException.class, () -> open(file, csv, names.get(0)).rows().count());
      assertThat(failure)
          .hasMessageContaining(wanted.ragged() + " of " + (wanted.rows().size() + wanted.ragged()))
          .hasMessageContaining("not have " + names.size() + " fields");
      return;
    }
    Table table = open(file, csv, names.get(0));
    assertThat(table.schema().fieldNames()).containsExactly(names.toArray(String[]::new));
    assertThat(Arrays.stream(table.schema().fields()).map(StructField::dataType))
        .extracting(type -> type.sql().toLowerCase(Locale.ROOT))
        .isEqualTo(wanted.types());
    assertThat(table.counted()).hasValue(wanted.rows().size());
    List<Row> rows = table.rows().collectAsList();
    assertThat(rows).hasSameSizeAs(wanted.rows());
    for (int i = 0; i < rows.size(); i++) {
      List<Object> values = new ArrayList<>();
      for (int j = 0; j < names.size(); j++) {
        values.add(rows.get(i).get(j));
      }
      if (!values.equals(wanted.rows().get(i))) {
        assertThat(values).as("row %d", i).isEqualTo(wanted.rows().get(i));
      }
    }
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  /** Lines of bits that parsers stumble over, ended in any way. */
  private static String noise(Random random, Csv csv, int lines) {
    String[] bits = {
      csv.delimiter(),
      csv.delimiter(),
      csv.delimiter(),
      csv.quote(),
      csv.quote(),
      csv.escape(),
      "\"",
      "'",
      "\\",
      " ",
      "  ",
      "\t",
      "1",
      "-1",
      "0.5",
      "a",
      "é",
      "?",
      "n/a",
      "#",
      "\u00a0",
      "\u2003",
      "\u0000",
      "\u0001",
      "\u001f",
      "\u007f",
      "😀",
      "",
      ","
    };
    String[] ends = {"\n", "\n", "\n", "\r\n", "\r", "\n\n", "\n \n"};
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      int length = random.nextInt(12);
      for (int k = 0; k < length; k++) {
        text.append(bits[random.nextInt(bits.length)]);
      }
      text.append(ends[random.nextInt(ends.length)]);
    }
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void countsRaggedRowsAsSparkDoes(Csv csv) throws IOException {
    String noise = noise(new Random(1), csv, 2_000);
    Path file = write("noise.csv", noise.getBytes(StandardCharsets.UTF_8));
    requireSame(file, csv.settings(false, ABC, "UTF-8"), ABC);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void cutsLinesAsSparkDoes(Csv csv) throws IOException {
    DataConfig.Csv settings = csv.settings(false, ABC, "UTF-8");
    byte[] noise = noise(new Random(2), csv, 6_000).getBytes(StandardCharsets.UTF_8);
    List<String> sound = soundLines(write("noise.csv", noise), settings);
    assertThat(sound).hasSizeGreaterThan(100);
    String header = String.join(csv.delimiter(), ABC) + "\n";
    byte[] bytes = (header + String.join("\n", sound)).getBytes(StandardCharsets.UTF_8);
    Path file = write("sound.csv", bytes);
    requireSame(file, settings, ABC);
    requireSame(file, csv.settings(true, List.of(), "UTF-8"), ABC);
  }

  /** The lines that Spark does not refuse. */
  private static List<String> soundLines(Path file, DataConfig.Csv csv) {
    Set<String> ragged = Set.copyOf(TextsOracle.raggedRecords(SPARK, csv, ABC, file.toString()));
    return SPARK.read().text(file.toString()).collectAsList().stream()
        .map(line -> line.getString(0))
        .filter(line -> !ragged.contains(line))
        .toList();
  }

  private static final List<List<String>> POOLS =
      List.of(
          List.of(
              "0", "-0", "+0", "7", "-12", "+345", "9223372036854775807", "-9223372036854775808"),
          List.of("12", "999999999999999999", "1000000000000000000", "-999999999999999999", "+1"),
          List.of("0.1", "-0.0", "1e22", "1e23", "123456789012345678", ".5", "5.", "+.5e-3", "1E5"),
          List.of(
              "9007199254740993",
              "9007199254740992.5",
              "0.30000000000000004",
              "4.9e-324",
              "1e-400",
              "2.2250738585072011e-308",
              "179769313486231580000",
              "8.41e+21",
              "00.125",
              "1.7976931348623157e308"),
          List.of("NaN", "nan", "Inf", "-inf", "+Infinity", "INFINITY", "1.5", "1e400", "-1e400"),
          List.of("true", "FALSE", "True"),
          List.of("2026-01-31", "1970-01-01", "1969-12-31", "2024-02-29", "9999-12-31"),
          List.of(
              "2026-01-31 10:00:00",
              "2026-01-31T10:00",
              "1999-12-31T23:59:59.999999999",
              "1969-12-31 23:59:59.999999999",
              "2026-01-31T10:00:00+02:00",
              "2026-01-31T10:00Z",
              "2026-02-01",
              "1969-12-31T23:59:59.0000001"),
          List.of("NaN", "inf"),
          List.of("007", "1", "12"),
          List.of("9223372036854775808", "1"),
          List.of("1.5", "1", "1e5", "1e", "0x1p3", "1d", "1f"),
          List.of("a", "aé", "😀", "x y", "nul"),
          List.of("2026-02-30", "2026-02-28"),
          List.of("true", "1"),
          List.of("n/a", "?", "", " "),
          List.of("١٢", "1"));

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 400})
  void givesColumnsTheSameTypesAndValues(int rows) throws IOException {
    Random random = new Random(rows);
    List<String> names = names(POOLS.size());
    StringBuilder text = new StringBuilder(String.join(",", names)).append("\r\n");
    for (int i = 0; i < rows; i++) {
      List<String> fields = new ArrayList<>();
      for (List<String> pool : POOLS) {
        String field = pool.get(random.nextInt(pool.size()));
        fields.add(random.nextInt(9) == 0 ? "?" : random.nextInt(5) == 0 ? quoted(field) : field);
      }
      text.append(String.join(",", fields)).append("\r\n");
    }
    Path file = write("types.csv", text.toString().getBytes(StandardCharsets.UTF_8));
    requireSame(file, PLAIN.settings(true, List.of(), "UTF-8"), names);
  }

  private static String quoted(String field) {
    return "\"" + field + "\"";
  }

  @Test
  void parsesNumbersToTheLastBit() throws IOException {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder("a,b,c\n");
    for (int i = 0; i < 20_000; i++) {
      double any = Double.longBitsToDouble(random.nextLong());
      text.append(Double.isFinite(any) ? any : 0.5).append(',');
      text.append(random.nextInt(100_000) / 1000.0).append(',');
      int digits = 1 + random.nextInt(20);
      text.append(random.nextBoolean() ? "-" : "");
      for (int k = 0; k < digits; k++) {
        text.append(random.nextInt(10)).append(k == digits / 2 ? "." : "");
      }
      text.append('\n');
    }
    Path file = write("numbers.csv", text.toString().getBytes(StandardCharsets.UTF_8));
    requireSame(file, PLAIN.settings(true, List.of(), "UTF-8"), ABC);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "ISO-8859-1", "US-ASCII"})
  void decodesAnyBytesAsSparkDoes(String encoding) throws IOException {
    Random random = new Random(4);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("a,b,c\n".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < 3_000; i++) {
      byte[] any = new byte[random.nextInt(6)];
      random.nextBytes(any);
      for (int k = 0; k < any.length; k++) {
        if (any[k] == '\n' || any[k] == '\r' || any[k] == ',' || any[k] == '"') {
          any[k] = 'x';
        }
      }
      bytes.writeBytes("1,".getBytes(StandardCharsets.US_ASCII));
      bytes.writeBytes(any);
      bytes.writeBytes((i % 9 == 0 ? ",\"é, ü\"\n" : ",é\n").getBytes(Charset.forName(encoding)));
    }
    Path file = write("bytes.csv", bytes.toByteArray());
    requireSame(file, PLAIN.settings(true, List.of(), encoding), ABC);
  }

  @Test
  void skipsByteOrderMarksAndBlankLinesBeforeTheHeader() throws IOException {
    String text = "\uFEFF\n \n\t\na,b,c\n1,2,3\n\n4,5,6";
    Path file = write("mark.csv", text.getBytes(StandardCharsets.UTF_8));
    requireSame(file, PLAIN.settings(true, List.of(), "UTF-8"), ABC);
    Path bare = write("bare.csv", "\uFEFF1,2,3\n4,5,6\n".getBytes(StandardCharsets.UTF_8));
    requireSame(bare, PLAIN.settings(false, ABC, "UTF-8"), ABC);
    Path marked = write("marked.csv", "\uFEFFa,b,c\n4,5,6\n".getBytes(StandardCharsets.UTF_8));
    requireSame(marked, PLAIN.settings(true, List.of(), "UTF-8"), ABC);
  }

  @Test
  void skipsCommentsBeforeAndAfterTheHeader() throws IOException {
    String text = "# one\n\n# two\na,b,c\n#1,2,3\n 4,5,6\n #7,8,9\n\"#\",1,2\n";
    Path file = write("comments.csv", text.getBytes(StandardCharsets.UTF_8));
    Csv csv = new Csv(",", "\"", "\\", true, "#");
    requireSame(file, csv.settings(true, List.of(), "UTF-8"), ABC);
    requireSame(file, csv.settings(false, ABC, "UTF-8"), ABC);
  }

  @Test
  void readsManyFilesOfManySplitsEachWithAHeader() throws IOException {
    Random random = new Random(5);
    for (int f = 0; f < 5; f++) {
      StringBuilder text = new StringBuilder("a,b,c\n");
      int rows = List.of(0, 1, 2_000, 3, 700).get(f);
      for (int i = 0; i < rows; i++) {
        text.append(i).append(',').append("abcdef".charAt(random.nextInt(6))).append(",0.5\n");
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      if (f == 3) {
        try (OutputStream packed =
            new GZIPOutputStream(Files.newOutputStream(folder.resolve("part-3.csv.gz")))) {
          packed.write(bytes);
        }
      } else {
        write("part-" + f + ".csv", bytes);
      }
    }
    requireSame(folder, PLAIN.settings(true, List.of(), "UTF-8"), ABC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "telco-churn/Telco-Customer-Churn.csv",
        "credit-default-taiwan/UCI_Credit_Card.csv",
        "credit-default-taiwan/UCI_Credit_Card.BROKEN-first-row-split.csv",
        "bike-sharing/hour.csv",
        "bike-sharing/day.csv",
        "california-housing/housing.csv"
      })
  void readsRealTablesWithAHeaderAlike(String name) throws IOException {
    SPARK.conf().set(SPLIT_SIZE, "1000000");
    try {
      Path file = TestData.path(name);
      try (Stream<String> lines = Files.lines(file)) {
        List<String> names =
            Arrays.stream(lines.findFirst().orElseThrow().split(","))
                .map(column -> column.replace("\"", ""))
                .toList();
        requireSame(file, PLAIN.settings(true, List.of(), "UTF-8"), names);
      }
    } finally {
      readsInSmallSplits();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"adult/adult.data", "adult/adult.test"})
  void readsRealTablesWithoutAHeaderAlike(String name) {
    requireSameInLargeSplits(TestData.path(name), 15);
  }

  @Test
  void readsARealTableOfManyColumnsAlike() throws IOException {
    InputStream packed = Files.newInputStream(TestData.path("kddcup99/corrected.gz"));
    Path file = folder.resolve("corrected.gz");
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8));
        OutputStream some = new GZIPOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < 20_000; i++) {
        some.write((lines.readLine() + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    requireSameInLargeSplits(file, 42);
  }

  private static void requireSameInLargeSplits(Path file, int columns) {
    SPARK.conf().set(SPLIT_SIZE, "1000000");
    try {
      List<String> names = names(columns);
      Csv csv = new Csv(",", "\"", "\\", true, "|");
      requireSame(file, csv.settings(false, names, "UTF-8"), names);
    } finally {
      readsInSmallSplits();
    }
  }

  private static List<String> names(int columns) {
    return IntStream.range(0, columns).mapToObj(i -> "c" + i).toList();
  }

  @Test
  void readsAHeaderThatBeginsLikeAComment() throws IOException {
    Path file = write("hash.csv", "#a,b,c\n1,2,3\n#4,5,6\n".getBytes(StandardCharsets.UTF_8));
    requireSame(file, PLAIN.settings(true, List.of(), "UTF-8"), List.of("#a", "b", "c"));
  }

  @Test
  void readsAThousandColumns() throws IOException {
    List<String> names = names(1_000);
    String ones = String.join(",", Collections.nCopies(1_000, "1"));
    String text = String.join(",", names) + "\n" + ones + "\n" + ones.replace("1", "\"2\"");
    Path file = write("wide.csv", text.getBytes(StandardCharsets.UTF_8));
    requireSame(file, PLAIN.settings(true, List.of(), "UTF-8"), names);
  }
}
