package io.nightjar.spark.data.read.csv;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.config.ColumnRule;
import io.nightjar.config.DataConfig;
import io.nightjar.spark.data.ColumnNames;
import io.nightjar.spark.data.OrderedReduce;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TableOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Reads CSV files as text, surveys every row once, and gives each column the narrowest type that
 * holds all its values. A row with another number of fields refuses the table.
 */
public final class CsvReader {
  private final SparkSession spark;
  private final DataConfig config;
  private final DataConfig.Csv csv;
  private final Map<String, ColumnRule.Type> types;

  /**
   * @param types of columns in the table that a model was trained on; they stand above the contract
   */
  public CsvReader(SparkSession spark, DataConfig config, Map<String, ColumnRule.Type> types) {
    this.spark = spark;
    this.config = config;
    this.csv = config.csv();
    this.types = types;
  }

  /**
   * The table of some files; the rows are counted.
   *
   * @throws NightjarException of kind DATA for what can't be read as one table
   */
  public Table read(TableOrigin origin, String[] paths) {
    CsvHeader header = new CsvHeader(csv, spark.sparkContext().hadoopConfiguration());
    CsvHeader.Names found = header.names(origin);
    List<String> names = found.names();
    ColumnNames.requireDistinct(names, origin);
    JavaRDD<byte[]> lines = new CsvLines(csv, found.lines()).of(spark, paths);
    CsvCells cells = new CsvCells(csv, names);
    CsvSurvey survey = survey(lines, names.size(), cells, origin);
    if (survey.ragged() > 0) {
      throw new RaggedRows(header).failure(origin, survey, names.size());
    }
    if (survey.rows() == 0) {
      throw NightjarException.of(FailureKind.DATA, origin.name(), "is empty; it has no rows");
    }
    return new Table(
        typed(lines, names, survey, cells),
        origin,
        OptionalLong.of(survey.rows()),
        notes(names, survey));
  }

  private static CsvSurvey survey(
      JavaRDD<byte[]> lines, int columnCount, CsvCells cells, TableOrigin origin) {
    return ReadFailures.reading(
        origin,
        () ->
            OrderedReduce.reduce(
                lines,
                (partition, part) -> CsvSurvey.of(part, columnCount, cells),
                CsvSurvey::plus));
  }

  private Dataset<Row> typed(
      JavaRDD<byte[]> lines, List<String> names, CsvSurvey survey, CsvCells cells) {
    StructType schema = new StructType();
    for (int i = 0; i < names.size(); i++) {
      schema = schema.add(names.get(i), DataType.fromDDL(type(names.get(i), survey.column(i))));
    }
    var classic = (org.apache.spark.sql.classic.SparkSession) spark;
    return classic.baseRelationToDataFrame(
        new CsvRelation(classic.sqlContext(), lines, cells, schema));
  }

  private List<Problem> notes(List<String> names, CsvSurvey survey) {
    List<Problem> notes = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (type(name, survey.column(i)).equals("string")) {
        survey.column(i).mixedNote().ifPresent(note -> notes.add(new Problem(name, note)));
      }
    }
    return notes;
  }

  private String type(String name, TokenCounts counts) {
    return counts.sqlType(wantedType(name));
  }

  private Optional<ColumnRule.Type> wantedType(String name) {
    if (types.containsKey(name)) {
      return Optional.of(types.get(name));
    }
    return Optional.ofNullable(config.contract().get(name)).flatMap(ColumnRule::type);
  }
}
