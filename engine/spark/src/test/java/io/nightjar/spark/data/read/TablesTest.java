package io.nightjar.spark.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.ColumnRule;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Snapshot;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TestConfigs;
import io.nightjar.spark.data.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {
  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 19);
  private static final SparkSession SPARK = SparkFixture.session();

  @TempDir Path folder;

  private Path file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines), StandardCharsets.UTF_8);
  }

  private static Table open(Path path) {
    return open(path.toString());
  }

  private static Table open(String source) {
    return Tables.open(SPARK, TestConfigs.data(source, "y", null), source, NIGHT);
  }

  private static NightjarException failure(Path path) {
    return catchThrowableOfType(NightjarException.class, () -> Snapshot.of(open(path)));
  }

  @Test
  void readsOnlyTheColumnsOfCsvThatAreAskedFor() throws Exception {
    Table table = open(file("some.csv", "a,b,c,y", "1,x,2.5,0", ",z,-1,1"));

    Dataset<Row> some = table.rows().select("c", "a");

    assertThat(some.collectAsList())
        .containsExactly(RowFactory.create(2.5, 1L), RowFactory.create(-1.0, null));
    assertThat(table.rows().count()).isEqualTo(2);
    assertThat(
            ((org.apache.spark.sql.classic.Dataset<Row>) some)
                .queryExecution()
                .executedPlan()
                .collectLeaves()
                .head()
                .output()
                .length())
        .as("columns that are read")
        .isEqualTo(2);
  }

  @Test
  void findsTheTypesOfTheWholeCsvFile() throws IOException {
    Path csv =
        file(
            "types.csv",
            "whole, real, code, flag, day, moment, text, none",
            "1, 1.5, 007, true, 2026-01-31, 2026-01-31 10:00:00, a, ?",
            "-2, 1e3, 010, False, 2026-02-01, 2026-01-31T10:00, ?, ",
            "?, 3, 1, ?, ?, 2026-02-01, 1, ?");
    Table table = open(csv);
    assertThat(table.schema().simpleString())
        .isEqualTo(
            "struct<whole:bigint,real:double,code:string,flag:boolean,day:date,"
                + "moment:timestamp,text:string,none:string>");
    assertThat(table.rows().filter("whole is null").count()).isEqualTo(1);
    assertThat(table.rows().selectExpr("sum(real)").head().getDouble(0)).isEqualTo(1004.5);
    assertThat(table.rows().selectExpr("count(moment)").head().getLong(0)).isEqualTo(3);
  }

  @Test
  void keepsAColumnWithBadTokensAsTextAndSaysSo() throws IOException {
    Table table = open(file("mixed.csv", "a,y", "1,0", "2,1", "n/a,0", "4,1"));
    assertThat(table.schema().apply("a").dataType().typeName()).isEqualTo("string");
    assertThat(table.notes())
        .singleElement()
        .satisfies(
            note ->
                assertThat(note.text())
                    .isEqualTo(
                        "a: 1 of 4 values are not numbers, such as \"n/a\"; the column stays text:"
                            + " mend them, or name them in data.csv.null-values"));
  }

  @Test
  void takesABlankFieldAsMissing() {
    Table table = open(TestData.path("telco-churn/Telco-Customer-Churn.csv"));
    assertThat(table.schema().apply("TotalCharges").dataType().typeName()).isEqualTo("double");
    assertThat(table.rows().filter("TotalCharges is null").count()).isEqualTo(11);
    assertThat(table.notes()).isEmpty();
  }

  @Test
  void keepsColumnsAsTextThatTheModelReadsAsText() throws IOException {
    Path csv = file("day.csv", "zip,y", "1000,0", "2000,1");
    Table table =
        Tables.openLike(
            SPARK,
            TestConfigs.data(csv.toString(), "y", null),
            csv.toString(),
            new Tables.Like(NIGHT, Map.of("zip", ColumnRule.Type.STRING), new OpenedTables()));
    assertThat(table.schema().apply("zip").dataType().typeName()).isEqualTo("string");
  }

  @Test
  void readsFilesWithoutHeaderAndDropsTheLabelsEnding() throws IOException {
    Path csv = file("plain.data", "39, State-gov, <=50K.", "50, ?, >50K");
    String source = csv.toString();
    Table table =
        Tables.open(
            SPARK,
            TestConfigs.data(
                source,
                TestConfigs.csv(false, List.of("age", "work", "income"), Map.of("income", ".")),
                new TestConfigs.Roles(
                    "income", java.util.Optional.empty(), java.util.Optional.empty())),
            source,
            NIGHT);
    assertThat(table.rows().collectAsList().toString())
        .isEqualTo("[[39,State-gov,<=50K], [50,null,>50K]]");
  }

  @Test
  void readsColumnNamesWithDots() throws IOException {
    Table table = open(file("dots.csv", "\"default.payment\",y", "1,0", "2,1"));
    assertThat(table.rows().selectExpr("sum(`default.payment`)").head().getLong(0)).isEqualTo(3);
    assertThat(Snapshot.of(table).rows()).isEqualTo(2);
  }

  @Test
  void putsTheRunDateIntoThePath() throws IOException {
    file("2026-11-19.csv", "a,y", "1,0");
    assertThat(open(folder + "/{run-date}.csv").rows().count()).isEqualTo(1);
  }

  @Test
  void readsAGlobOfFilesWithOneHeader() throws IOException {
    file("part-1.csv", "a,y", "1,0");
    file("part-2.csv", "a,y", "2,1", "3,1");
    assertThat(open(folder + "/part-*.csv").rows().count()).isEqualTo(3);
    file("part-3.csv", "y,a", "2,1");
    NightjarException failure = failure(folder.resolve("part-*.csv"));
    assertThat(failure)
        .hasMessage(
            folder
                + "/part-3.csv: has another header line than "
                + folder
                + "/part-2.csv; give all files of a table the same columns in the same order");
  }

  @Test
  void readsACatalogTable() {
    SPARK.range(5).toDF("a").createOrReplaceTempView("five_rows");
    assertThat(open("five_rows").rows().count()).isEqualTo(5);
  }

  @Test
  void saysWhichFileIsNotThere() throws IOException {
    file("train.csv", "a,y", "1,0");
    NightjarException failure = failure(folder.resolve("trian.csv"));
    assertThat(failure.kind()).isEqualTo(FailureKind.DATA);
    assertThat(failure)
        .hasMessage(
            folder + "/trian.csv: no such file; did you mean \"train.csv\" in " + folder + "?");
  }

  @Test
  void countsTheRowsOfCsvWhileItsTypesAreFound() throws IOException {
    Table table = open(file("counted.csv", "a,y", "1,0", "2,1", "3,0"));
    assertThat(table.counted()).hasValue(3);
    assertThat(table.withRows(table.rows().limit(1)).counted()).isEmpty();
  }

  @Test
  void refusesAnEmptyTable() throws IOException {
    assertThat(failure(file("header.csv", "a,y")))
        .hasMessage(folder + "/header.csv: is empty; it has no rows");
    assertThat(failure(file("nothing.csv")))
        .hasMessage(folder + "/nothing.csv: is empty; it has no line at all");
    Path parquet = folder.resolve("empty.parquet");
    SPARK.range(0).toDF("y").write().parquet(parquet.toString());
    assertThat(failure(parquet)).hasMessageEndingWith("is empty; it has no rows");
  }

  @Test
  void namesTheNearestColumnWhenTheLabelIsMissing() throws IOException {
    Path csv = file("label.csv", "age,income", "1,0");
    NightjarException failure =
        catchThrowableOfType(
            NightjarException.class,
            () -> Tables.training(SPARK, TestConfigs.data(csv.toString(), "incom", null), NIGHT));
    assertThat(failure.kind()).isEqualTo(FailureKind.DATA);
    assertThat(failure).hasMessage(csv + ": has no column \"incom\"; did you mean \"income\"?");
  }

  @Test
  void refusesColumnsThatDifferOnlyInCase() throws IOException {
    String message =
        "has two columns that are the same but for letter case: \"Age\" and \"age\"; rename one of"
            + " them";
    assertThat(failure(file("case.csv", "Age,y,age", "1,0,1"))).hasMessageEndingWith(message);
  }

  @Test
  void refusesRowsWithAnotherNumberOfFields() throws IOException {
    NightjarException failure =
        failure(file("ragged.csv", "a,b,y", "1,2,0", "1", "2,0", "3,4,1,9", "5,6,1", "7"));
    assertThat(failure.kind()).isEqualTo(FailureKind.DATA);
    assertThat(failure)
        .hasMessage(
            folder
                + "/ragged.csv: 4 of 6 rows do not have 3 fields: line 3 \"1\"; line 4 \"2,0\";"
                + " line 5 \"3,4,1,9\". Mend these lines (a line break inside a field, a lost or an"
                + " unquoted delimiter)");
  }

  @Test
  void findsTheBrokenLineOfTheTaiwanFile() {
    Path broken = TestData.path("credit-default-taiwan/UCI_Credit_Card.BROKEN-first-row-split.csv");
    assertThat(failure(broken))
        .hasMessage(
            broken
                + ": 2 of 30001 rows do not have 25 fields: line 2 \"1,2\"; line 3"
                + " \"0000,2,2,1,24,2,2,-1,-1,-2,-2,3913,3102,…\". Mend these lines (a line break"
                + " inside a field, a lost or an unquoted delimiter)");
  }

  @Test
  void namesTheDamagedParquetFileAmongGoodOnes() throws IOException {
    Path table = folder.resolve("table");
    SPARK.range(0, 100, 1, 2).toDF("y").write().parquet(table.toString());
    Path damaged = table.resolve("part-zzz.parquet");
    Files.writeString(damaged, "PAR1 this is no Parquet file PAR1");
    NightjarException failure = failure(table);
    assertThat(failure.kind()).isEqualTo(FailureKind.DATA);
    assertThat(failure.getMessage()).startsWith(damaged + ": cannot be read as parquet: ");
    assertThat(failure.getMessage().lines()).hasSize(1);
  }

  @Test
  void readsOrc() {
    Path orc = folder.resolve("table.orc");
    SPARK.range(0, 10).toDF("y").write().orc(orc.toString());
    Table table = open(orc);
    assertThat(table.origin().format()).isEqualTo("orc");
    assertThat(table.rows().count()).isEqualTo(10);
  }
}
