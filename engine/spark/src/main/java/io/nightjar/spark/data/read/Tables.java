package io.nightjar.spark.data.read;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.config.ColumnRule;
import io.nightjar.config.DataConfig;
import io.nightjar.config.RunDates;
import io.nightjar.features.ColumnType;
import io.nightjar.features.InputColumn;
import io.nightjar.features.InputSignature;
import io.nightjar.spark.data.ColumnNames;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TableOrigin;
import io.nightjar.spark.data.lake.LakeFormat;
import io.nightjar.spark.data.lake.LakeTable;
import io.nightjar.spark.data.lake.TableVersion;
import io.nightjar.spark.data.parquet.ParquetFooters;
import io.nightjar.spark.data.read.csv.CsvReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Opens tables: Parquet, ORC and CSV by path or glob, Delta and Iceberg tables by path or name,
 * other catalog tables by name. Every failure to read is of kind DATA, one line, and names the file
 * or the table.
 */
public final class Tables {
  private final SparkSession spark;
  private final DataConfig config;
  private final Map<String, ColumnRule.Type> types;
  private final OpenedTables opened;

  private Tables(SparkSession spark, DataConfig config, Like like) {
    this.spark = spark;
    this.config = config;
    this.types = like.types();
    this.opened = like.opened();
  }

  /** The training table: the source's nights up to the run date, label there, filter applied. */
  public static Table training(SparkSession spark, DataConfig config, LocalDate runDate) {
    return training(spark, config, runDate, new OpenedTables());
  }

  /** The same as a run has begun to read it. */
  public static Table training(
      SparkSession spark, DataConfig config, LocalDate runDate, OpenedTables opened) {
    List<String> sources = RunDates.window(config.source(), runDate, config.nights());
    return new Tables(spark, config, new Like(runDate, Map.of(), opened)).labelled(sources);
  }

  /** The test table of its own, where the config has one. */
  public static Optional<Table> test(SparkSession spark, DataConfig config, LocalDate runDate) {
    return config
        .testSource()
        .map(source -> List.of(RunDates.expand(source, runDate)))
        .map(sources -> new Tables(spark, config, Like.of(runDate)).labelled(sources));
  }

  /** Any table of the job; {@code {run-date}} in the source stands for the logical date. */
  public static Table open(
      SparkSession spark, DataConfig config, String source, LocalDate runDate) {
    return openLike(spark, config, source, Like.of(runDate));
  }

  /** As {@link #open}, with what is known of the table's columns. */
  public static Table openLike(SparkSession spark, DataConfig config, String source, Like like) {
    String location = RunDates.expand(source, like.runDate());
    return new Tables(spark, config, like).one(location);
  }

  /**
   * As {@link #openLike}, without the files that can't be read, in any of the table's columns; the
   * origin lists them. All files are read for it. Tables whose files a catalog or a log knows are
   * opened as they are.
   */
  public static Table openReadable(
      SparkSession spark, DataConfig config, String source, Like like) {
    Tables tables = new Tables(spark, config, like);
    String location = RunDates.expand(source, like.runDate());
    boolean named = tables.isCatalogTable(location);
    return named || tables.lakeFormat(location, named).isPresent()
        ? tables.one(location)
        : tables.readable(location, tables.listing(location));
  }

  /**
   * What is known of a table before it is read.
   *
   * @param runDate the logical date
   * @param types the types of columns in the table that a model was trained on: text stays text
   *     even if all its values are numbers, and a column that is missing in every row has its type
   * @param opened what the run knows of the tables that it has opened before
   */
  public record Like(LocalDate runDate, Map<String, ColumnRule.Type> types, OpenedTables opened) {
    /** Copies the map. */
    public Like {
      types = Map.copyOf(types);
    }

    /** The table of a date, of which nothing else is known. */
    static Like of(LocalDate runDate) {
      return new Like(runDate, Map.of(), new OpenedTables());
    }

    /** The table of a date as it is now, its columns of the types that a model was trained on. */
    public static Like of(LocalDate runDate, InputSignature trained) {
      return of(runDate, trained, new OpenedTables());
    }

    /** The same as a run has begun to read it. */
    public static Like of(LocalDate runDate, InputSignature trained, OpenedTables opened) {
      return new Like(
          runDate,
          trained.columns().stream()
              .filter(column -> column.type() != ColumnType.VECTOR) // no text is read as one
              .collect(
                  Collectors.toMap(
                      InputColumn::name, column -> ColumnRule.Type.valueOf(column.type().name()))),
          opened);
    }
  }

  private Table labelled(List<String> sources) {
    Table table = Nights.together(spark, sources.stream().map(this::one).toList());
    if (config.where().isPresent()) {
      table = table.where(config.where().get(), "data.where");
    }
    config.label().ifPresent(table::field);
    return table;
  }

  private Table one(String location) {
    boolean named = isCatalogTable(location);
    Optional<LakeFormat> lake = lakeFormat(location, named);
    if (lake.isPresent()) {
      return ofLake(lake.get(), location, named);
    }
    if (named) {
      TableOrigin origin = new TableOrigin(location, "catalog", List.of());
      return checked(new Table(spark.table(location), origin, List.of()));
    }
    return of(location, listing(location));
  }

  private FileListing listing(String location) {
    return FileListing.of(location, spark.sparkContext().hadoopConfiguration());
  }

  private Table of(String location, FileListing listing) {
    String format = format(listing);
    TableOrigin origin = new TableOrigin(location, format, listing.files());
    return format.equals("csv")
        ? new CsvReader(spark, config, types).read(origin, listing.paths())
        : checked(new ColumnarReader(spark).read(origin, listing));
  }

  private Table readable(String location, FileListing listing) {
    SoundFiles sound = new SoundFiles(files -> of(location, files));
    Optional<List<Problem>> known = opened.unreadable(listing.files(), types);
    if (known.isPresent()) {
      return sound.without(listing, known.get());
    }
    Table table = sound.table(listing);
    opened.read(listing.files(), types, table.origin().unreadable());
    return table;
  }

  private Optional<LakeFormat> lakeFormat(String location, boolean named) {
    if (config.format() != DataConfig.Format.GUESS) {
      return LakeFormat.of(config.format().name());
    }
    return named
        ? LakeTable.providerOf(spark, location)
        : FileListing.lakeFormat(location, spark.sparkContext().hadoopConfiguration());
  }

  private Table ofLake(LakeFormat format, String location, boolean named) {
    format.require(spark, location);
    LakeTable lake =
        named
            ? new LakeTable(spark, format, location, true)
            : LakeTable.byPath(spark, format, location);
    TableVersion version = lake.pinned(opened.versions());
    TableOrigin origin = new TableOrigin(location, format.text(), List.of(), version.text());
    return checked(new Table(lake.at(version), origin, List.of()));
  }

  private boolean isCatalogTable(String location) {
    return location.matches("\\w+(\\.\\w+){0,2}") && spark.catalog().tableExists(location);
  }

  private String format(FileListing listing) {
    if (config.format() != DataConfig.Format.GUESS) {
      return config.format().name().toLowerCase(Locale.ROOT);
    }
    Optional<String> magic = listing.magic(spark.sparkContext().hadoopConfiguration());
    String name = listing.files().get(0).path().toLowerCase(Locale.ROOT);
    for (String format : List.of("parquet", "orc")) {
      if (name.endsWith("." + format)) {
        return format;
      }
    }
    return magic.orElse("csv");
  }

  private Table checked(Table table) {
    List<Column> flat = new ArrayList<>();
    List<Problem> notes = new ArrayList<>(table.notes());
    StructType schema = table.schema();
    ColumnNames.requireDistinct(Arrays.asList(schema.fieldNames()), table.origin());
    for (StructField field : schema.fields()) {
      if (isNested(field.dataType())) {
        String type = field.dataType().simpleString();
        notes.add(new Problem(field.name(), "is of type " + type + " and is left out"));
      } else {
        flat.add(Table.column(field.name()));
      }
    }
    if (flat.isEmpty()) {
      throw NightjarException.of(
          FailureKind.DATA,
          table.origin().name(),
          "has no column of a plain type; the columns are " + schema.simpleString());
    }
    Dataset<Row> rows = table.rows().select(flat.toArray(Column[]::new));
    return counted(new Table(rows, table.origin(), notes));
  }

  /** Arrays, maps and structs: nothing that a feature or a key is made of. */
  private static boolean isNested(DataType type) {
    return switch (type.typeName()) {
      case "array", "map", "struct", "variant" -> true;
      default -> false;
    };
  }

  /** Refuses a table without rows; counts those of Parquet files by their footers. */
  private Table counted(Table table) {
    Optional<List<Long>> rows =
        table.origin().format().equals("parquet")
            ? opened.rows(table.origin().files(), files -> ParquetFooters.rows(spark, files))
            : Optional.empty();
    boolean none =
        rows.map(counts -> counts.stream().allMatch(count -> count == 0))
            .orElseGet(() -> ReadFailures.reading(table.origin(), () -> table.rows().isEmpty()));
    if (none) {
      throw NightjarException.of(
          FailureKind.DATA, table.origin().name(), "is empty; it has no rows");
    }
    return rows.map(counts -> table.counted(counts.stream().mapToLong(n -> n).sum())).orElse(table);
  }
}
