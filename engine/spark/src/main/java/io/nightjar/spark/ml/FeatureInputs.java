package io.nightjar.spark.ml;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import io.nightjar.FailureKind;
import io.nightjar.NearestName;
import io.nightjar.NightjarException;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.ColumnType;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.spark.data.RawRows;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.train.FeatureRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What features are made of.
 *
 * @param uid of the stage
 * @param made which of the others it is
 * @param vector the column of vectors
 * @param columns the table's own columns
 */
record FeatureInputs(String uid, Made made, String vector, List<String> columns) {

  /** What of a table. */
  enum Made {
    /** The table's own columns. */
    OF_COLUMNS,
    /** The elements of the vector, each a column. */
    OF_ELEMENTS,
    /** The vector as it is. */
    OF_VECTOR
  }

  /**
   * The inputs of a stage.
   *
   * @param keys the columns of users and items of a model that has such; empty for others
   * @throws NightjarException of kind CONFIG where a model of users and items has other columns too
   */
  static FeatureInputs of(String uid, ColumnParams params, List<String> keys) {
    if (!keys.isEmpty() && !params.inputs().isEmpty()) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          uid,
          "inputCols is %s, but als learns from its user and item, %s, alone; leave inputCols out"
              .formatted(params.inputs(), keys));
    }
    List<String> columns = keys.isEmpty() ? params.inputs() : keys;
    Made made = columns.isEmpty() ? Made.OF_ELEMENTS : Made.OF_COLUMNS;
    return new FeatureInputs(uid, made, params.features(), columns);
  }

  /**
   * The same with a vector as it is, where that pays: its model reads sparse rows, and it has more
   * elements than a design that is written out anyway.
   */
  FeatureInputs forTraining(Dataset<Row> table, ModelConfig model) {
    return made == Made.OF_ELEMENTS
            && FeatureRules.readsSparseRows(model)
            && length(table) > LinearDesign.MOST_DENSE
        ? ofVector()
        : this;
  }

  /** The same with a vector as it is. */
  FeatureInputs ofVector() {
    return new FeatureInputs(uid, Made.OF_VECTOR, vector, columns);
  }

  /** The column to which features are held; empty where they may be any. */
  Optional<String> named() {
    return made == Made.OF_VECTOR ? Optional.of(vector) : Optional.empty();
  }

  /**
   * Looks at the columns of a schema.
   *
   * @throws NightjarException of kind DATA when one is missing or of a type that no feature is made
   *     of
   */
  void require(StructType schema) {
    if (made == Made.OF_COLUMNS) {
      columns.forEach(name -> requireRaw(field(schema, name)));
      return;
    }
    StructField field = field(schema, vector);
    if (!field.dataType().equals(SQLDataTypes.VectorType())) {
      throw wrong(
          "column %s is %s; featuresCol must be a vector: assemble one, or name columns in inputCols"
              .formatted(vector, field.dataType().simpleString()));
    }
  }

  private void requireRaw(StructField field) {
    ColumnType type = RawRows.type(field.dataType());
    if (type == null || type == ColumnType.VECTOR) {
      throw wrong(
          "column %s is %s; inputCols must be numbers, texts, booleans, dates or timestamps%s"
              .formatted(
                  field.name(),
                  field.dataType().simpleString(),
                  type == ColumnType.VECTOR ? ": name a vector in featuresCol" : ""));
    }
  }

  /**
   * The column of that name.
   *
   * @throws NightjarException of kind DATA when there is none
   */
  StructField field(StructType schema, String name) {
    List<String> names = Arrays.asList(schema.fieldNames());
    int at = names.indexOf(name);
    if (at < 0) {
      throw wrong(
          "column %s is missing%s; the columns are %s"
              .formatted(
                  name,
                  NearestName.of(name, names)
                      .map(near -> "; did you mean " + near + "?")
                      .orElse(""),
                  String.join(", ", names)));
    }
    return schema.fields()[at];
  }

  private NightjarException wrong(String message) {
    return NightjarException.of(FailureKind.DATA, uid, message);
  }

  /** Some columns of a table with the features' raw columns behind them, for training. */
  Dataset<Row> select(Dataset<Row> table, List<String> others) {
    List<Column> all = new ArrayList<>();
    others.forEach(name -> all.add(Table.column(name)));
    switch (made) {
      case OF_COLUMNS ->
          columns.stream()
              .filter(name -> !others.contains(name))
              .forEach(name -> all.add(Table.column(name)));
      case OF_ELEMENTS -> all.addAll(elements(length(table)));
      case OF_VECTOR -> all.add(Table.column(vector));
    }
    return table.select(all.toArray(Column[]::new));
  }

  /** The whole table with the features' raw columns behind it, for scoring. */
  Dataset<Row> behind(Dataset<Row> table, int features) {
    if (made != Made.OF_ELEMENTS) {
      return table;
    }
    List<Column> all = new ArrayList<>();
    Arrays.stream(table.columns()).forEach(name -> all.add(Table.column(name)));
    all.addAll(elements(features));
    return table.select(all.toArray(Column[]::new));
  }

  /** How many elements the vectors have: as their column says, else as the first row's. */
  private int length(Dataset<Row> table) {
    int said = AttributeGroup.fromStructField(field(table.schema(), vector)).size();
    if (said >= 0) {
      return said;
    }
    Column column = Table.column(vector);
    List<Row> first = table.select(column).filter(column.isNotNull()).takeAsList(1);
    if (first.isEmpty()) {
      throw wrong(
          "column %s has no vector in any row; there is nothing to learn".formatted(vector));
    }
    return first.get(0).<Vector>getAs(0).size();
  }

  private List<Column> elements(int count) {
    Column array = vector_to_array(Table.column(vector), "float64");
    Column wrong =
        raise_error(
                concat(
                    lit(vector + " has "),
                    size(array).cast(DataTypes.StringType),
                    lit(" values; must have " + count + " as in training")))
            .cast(DataTypes.DoubleType);
    List<Column> elements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Column element = get(array, lit(i));
      Column checked =
          i == 0 ? when(size(array).notEqual(lit(count)), wrong).otherwise(element) : element;
      elements.add(checked.as(vector + "[" + i + "]"));
    }
    return elements;
  }
}
