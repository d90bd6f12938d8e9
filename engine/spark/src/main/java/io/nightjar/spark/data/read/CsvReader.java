package io.nightjar.spark.data.read;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.config.ColumnRule;
import io.nightjar.config.DataConfig;
import io.nightjar.spark.data.OrderedReduce;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TableOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Reads CSV files as text, surveys every row once, and gives each column the narrowest type that
 * holds all its values. A row with another number of fields refuses the table.
 */
final class CsvReader {
  private static final String RAGGED = "__nightjar_ragged_record";

  private final SparkSession spark;
  private final DataConfig config;
  private final DataConfig.Csv csv;
  private final Map<String, ColumnRule.Type> types;

  /**
   * @param types of columns in the table that a model was trained on; they stand above the contract
   */
  CsvReader(SparkSession spark, DataConfig config, Map<String, ColumnRule.Type> types) {
    this.spark = spark;
    this.config = config;
    this.csv = config.csv();
    this.types = types;
  }

  Table read(TableOrigin origin, FileListing listing) {
    CsvHeader header = new CsvHeader(csv, spark.sparkContext().hadoopConfiguration());
    List<String> names = header.names(origin);
    Tables.requireDistinctNames(names, origin);
    Dataset<Row> texts = texts(names, listing);
    CsvCells cells = new CsvCells(csv, names);
    CsvSurvey survey = survey(texts, names.size(), cells, origin);
    if (survey.ragged() > 0) {
      throw new RaggedRows(header).failure(origin, survey, names.size());
    }
    if (survey.rows() == 0) {
      throw NightjarException.of(FailureKind.DATA, origin.name(), "is empty; it has no rows");
    }
    return new Table(
        typed(texts, names, survey, cells),
        origin,
        OptionalLong.of(survey.rows()),
        notes(names, survey));
  }

  private Dataset<Row> texts(List<String> names, FileListing listing) {
    StructType schema = new StructType();
    for (String name : names) {
      schema = schema.add(name, DataTypes.StringType);
    }
    var reader =
        spark
            .read()
            .schema(schema.add(RAGGED, DataTypes.StringType))
            .option("header", csv.header())
            .option("sep", csv.delimiter())
            .option("quote", csv.quote())
            .option("escape", csv.escape())
            .option("encoding", csv.encoding())
            .option("ignoreLeadingWhiteSpace", csv.trim())
            .option("ignoreTrailingWhiteSpace", csv.trim())
            .option("columnNameOfCorruptRecord", RAGGED)
            .option("columnPruning", false)
            .option("maxCharsPerColumn", -1);
    if (csv.comment().isPresent()) {
      reader = reader.option("comment", csv.comment().get());
    }
    return reader.csv(listing.paths());
  }

  private static CsvSurvey survey(
      Dataset<Row> texts, int columnCount, CsvCells cells, TableOrigin origin) {
    return ReadFailures.reading(
        origin,
        () ->
            OrderedReduce.reduce(
                texts.javaRDD(),
                (partition, rows) -> CsvSurvey.of(rows, columnCount, cells),
                CsvSurvey::plus));
  }

  /** Rows of values: what follows sees plain columns, however many expressions it is made of. */
  private Dataset<Row> typed(
      Dataset<Row> texts, List<String> names, CsvSurvey survey, CsvCells cells) {
    StructType schema = new StructType();
    String[] types = new String[names.size()];
    for (int i = 0; i < types.length; i++) {
      types[i] = type(names.get(i), survey.column(i));
      schema = schema.add(names.get(i), DataType.fromDDL(types[i]));
    }
    MapFunction<Row, Row> typing =
        row -> {
          Object[] values = new Object[types.length];
          for (int i = 0; i < values.length; i++) {
            values[i] = cells.typed(cells.clean(i, row.getString(i)), types[i]);
          }
          return RowFactory.create(values);
        };
    return texts.map(typing, Encoders.row(schema));
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
