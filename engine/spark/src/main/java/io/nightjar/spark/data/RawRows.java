package io.nightjar.spark.data;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.features.ColumnType;
import io.nightjar.features.InputColumn;
import io.nightjar.features.SparseVector;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Spark's rows as the raw values that features and models read: null, numbers, booleans, strings,
 * {@link java.time.LocalDate}, {@link java.time.Instant} and vectors.
 */
public final class RawRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] positions;

  /**
   * @param schema of the rows that will be read
   * @param names the columns wanted, in the order of the raw values
   */
  public RawRows(StructType schema, List<String> names) {
    List<String> there = Arrays.asList(schema.fieldNames());
    positions = names.stream().mapToInt(there::indexOf).toArray();
    for (int i = 0; i < positions.length; i++) {
      if (positions[i] < 0) {
        throw NightjarException.of(
            FailureKind.DATA, "the table has no column \"" + names.get(i) + "\"; it has " + there);
      }
    }
  }

  /** The columns whose types features can be made of, in the table's order. */
  public static List<InputColumn> columns(StructType schema) {
    List<InputColumn> columns = new ArrayList<>();
    for (StructField field : schema.fields()) {
      ColumnType type = type(field.dataType());
      if (type != null) {
        columns.add(new InputColumn(field.name(), type, field.nullable()));
      }
    }
    return List.copyOf(columns);
  }

  /** The type as models know it; null for types that no feature is made of. */
  public static ColumnType type(DataType type) {
    if (type instanceof DecimalType) {
      return ColumnType.DOUBLE;
    }
    if (type.equals(SQLDataTypes.VectorType())) {
      return ColumnType.VECTOR;
    }
    return switch (type.typeName()) {
      case "byte", "short", "integer" -> ColumnType.INT;
      case "long" -> ColumnType.LONG;
      case "float" -> ColumnType.FLOAT;
      case "double" -> ColumnType.DOUBLE;
      case "boolean" -> ColumnType.BOOLEAN;
      case "string" -> ColumnType.STRING;
      case "date" -> ColumnType.DATE;
      case "timestamp", "timestamp_ntz" -> ColumnType.TIMESTAMP;
      default -> null;
    };
  }

  /** Reads one row's values into {@code raw}. */
  public void read(Row row, Object[] raw) {
    for (int i = 0; i < positions.length; i++) {
      raw[i] = value(row.get(positions[i]));
    }
  }

  /** How many values a raw row has. */
  public int width() {
    return positions.length;
  }

  /** One value of a row as a raw value. */
  public static Object value(Object value) {
    if (value instanceof java.sql.Date date) {
      return date.toLocalDate();
    }
    if (value instanceof java.sql.Timestamp timestamp) {
      return timestamp.toInstant();
    }
    if (value instanceof LocalDateTime local) {
      return local.toInstant(ZoneOffset.UTC);
    }
    if (value instanceof org.apache.spark.ml.linalg.SparseVector vector) {
      return new SparseVector(vector.size(), vector.indices(), vector.values());
    }
    if (value instanceof DenseVector vector) {
      return vector.values();
    }
    return value instanceof BigDecimal decimal ? (Object) decimal.doubleValue() : value;
  }
}
