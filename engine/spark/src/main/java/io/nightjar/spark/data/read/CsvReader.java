package io.nightjar.spark.data.read;

import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.when;

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
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
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
    Dataset<Row> texts = cleaned(texts(names, listing), names);
    CsvSurvey survey = survey(texts, names.size(), origin);
    if (survey.ragged() > 0) {
      throw new RaggedRows(header).failure(origin, survey, names.size());
    }
    if (survey.rows() == 0) {
      throw NightjarException.of(FailureKind.DATA, origin.name(), "is empty; it has no rows");
    }
    return typed(texts, names, survey, origin);
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

  /** Null texts become null and endings to strip are gone; the ragged record stays last. */
  private Dataset<Row> cleaned(Dataset<Row> texts, List<String> names) {
    List<Column> columns = new ArrayList<>();
    for (String name : names) {
      Column text = Table.column(name);
      List<Object> missing = new ArrayList<>(csv.nullValues());
      missing.add("");
      text = when(text.isin(missing.toArray()).equalTo(lit(false)), text);
      String suffix = csv.stripSuffix().getOrDefault(name, "");
      if (!suffix.isEmpty()) {
        Column kept = length(text).minus(lit(suffix.length()));
        text = when(text.endsWith(suffix), text.substr(lit(1), kept)).otherwise(text);
      }
      columns.add(text.as(name));
    }
    columns.add(Table.column(RAGGED));
    return texts.select(columns.toArray(Column[]::new));
  }

  private CsvSurvey survey(Dataset<Row> texts, int columnCount, TableOrigin origin) {
    TokenShapes shapes = new TokenShapes(csv.dateFormat(), csv.timestampFormat());
    return ReadFailures.reading(
        origin,
        () ->
            OrderedReduce.reduce(
                texts.javaRDD(),
                (partition, rows) -> CsvSurvey.of(rows, columnCount, shapes),
                CsvSurvey::plus));
  }

  private Table typed(
      Dataset<Row> texts, List<String> names, CsvSurvey survey, TableOrigin origin) {
    List<Column> columns = new ArrayList<>();
    List<Problem> notes = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      String type = survey.column(i).sqlType(wantedType(name));
      columns.add(cast(Table.column(name), type).as(name));
      if (type.equals("string")) {
        survey.column(i).mixedNote().ifPresent(note -> notes.add(new Problem(name, note)));
      }
    }
    return new Table(texts.select(columns.toArray(Column[]::new)), origin, notes);
  }

  private Optional<ColumnRule.Type> wantedType(String name) {
    if (types.containsKey(name)) {
      return Optional.of(types.get(name));
    }
    return Optional.ofNullable(config.contract().get(name)).flatMap(ColumnRule::type);
  }

  private Column cast(Column text, String type) {
    if (type.equals("date") && csv.dateFormat().isPresent()) {
      return try_to_timestamp(text, lit(csv.dateFormat().get())).cast("date");
    }
    if (type.equals("timestamp") && csv.timestampFormat().isPresent()) {
      return try_to_timestamp(text, lit(csv.timestampFormat().get()));
    }
    return type.equals("string") ? text : text.try_cast(type);
  }
}
