package io.nightjar.spark.ml;

import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.features.NumericText;
import io.nightjar.model.Target;
import io.nightjar.model.Task;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.score.ScoredColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns that a model adds, by the names that Spark ML's evaluators look for. */
record PredictionColumns(String uid, ColumnParams params) {

  /** A table's schema with the columns behind it that a model of a task adds. */
  StructType behind(StructType schema, Task task) {
    StructType all = schema;
    for (StructField field : added(task).fields()) {
      if (Arrays.asList(schema.fieldNames()).contains(field.name())) {
        throw NightjarException.of(
            FailureKind.DATA,
            uid,
            "column %s is there already; drop it, or give the stage's column another name"
                .formatted(field.name()));
      }
      all = all.add(field);
    }
    return all;
  }

  private StructType added(Task task) {
    StructType added = new StructType();
    DataType vector = SQLDataTypes.VectorType();
    if (task == Task.BINARY || task == Task.MULTICLASS) {
      added = with(added, params.rawPrediction(), vector);
      added = with(added, params.probability(), vector);
    } else if (!task.labelled()) {
      added = with(added, params.outputs(), vector);
    }
    DataType prediction = task == Task.CLUSTERING ? DataTypes.IntegerType : DataTypes.DoubleType;
    return with(added, params.prediction(), prediction);
  }

  private static StructType with(StructType schema, String name, DataType type) {
    return name.isEmpty() ? schema : schema.add(name, type);
  }

  /**
   * The table's own columns with the predictions behind.
   *
   * @param scored as a table scorer gives it, with margins of a model with a label
   * @param own the table's columns
   */
  Dataset<Row> of(Dataset<Row> scored, List<String> own, Target target) {
    List<Column> all = new ArrayList<>(own.stream().map(Table::column).toList());
    for (StructField field : added(target.task()).fields()) {
      all.add(value(field.name(), target).as(field.name()));
    }
    return valid(scored).select(all.toArray(Column[]::new));
  }

  private Dataset<Row> valid(Dataset<Row> scored) {
    Column reason = Table.column(ScoredColumns.REASON);
    return switch (params.invalid()) {
      case KEEP -> scored;
      case SKIP -> scored.filter(reason.isNull());
      case ERROR -> {
        Column text =
            concat(
                lit(uid + ": a row can't be scored: "),
                reason,
                lit("; mend it, or set handleInvalid to skip or keep"));
        yield scored.filter(
            when(reason.isNull(), lit(true))
                .otherwise(raise_error(text).cast(DataTypes.BooleanType)));
      }
    };
  }

  private Column value(String name, Target target) {
    if (name.equals(params.prediction())) {
      return prediction(target);
    }
    if (name.equals(params.probability())) {
      return vector(Table.column(ScoredColumns.PROBABILITIES));
    }
    if (name.equals(params.rawPrediction())) {
      Column margins = Table.column(ScoredColumns.MARGINS);
      Column margin = get(margins, lit(0));
      return vector(
          target.task() == Task.BINARY
              ? when(margins.isNotNull(), array(negate(margin), margin))
              : margins);
    }
    return vector(Table.column(ScoredColumns.OUTPUTS));
  }

  /** Evaluated only where the array is there; the empty one is for eager evaluation. */
  private static Column vector(Column numbers) {
    Column none = array().cast(DataTypes.createArrayType(DataTypes.DoubleType));
    return when(numbers.isNotNull(), array_to_vector(coalesce(numbers, none)));
  }

  /** A class is the number that the label has, or its code where labels are no numbers. */
  private static Column prediction(Target target) {
    Column scored = Table.column(ScoredColumns.PREDICTION);
    if (target.task() == Task.CLUSTERING) {
      return scored.cast(DataTypes.IntegerType);
    }
    if (target.classes().isEmpty()) {
      return scored;
    }
    Column label = Table.column(ScoredColumns.LABEL);
    Column code =
        target.task() == Task.BINARY
            ? when(label.isNotNull(), label.equalTo(lit(target.positive())).cast("int"))
            : scored.cast(DataTypes.IntegerType);
    double[] numbers = numbers(target.classes());
    Column[] values = Arrays.stream(numbers).mapToObj(number -> lit(number)).toArray(Column[]::new);
    return get(array(values), code);
  }

  private static double[] numbers(List<String> classes) {
    return classes.stream().allMatch(NumericText::isNumber)
        ? classes.stream().mapToDouble(Double::parseDouble).toArray()
        : IntStream.range(0, classes.size()).asDoubleStream().toArray();
  }
}
