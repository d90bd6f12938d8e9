package io.nightjar.spark.train.als.ratings;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.ColumnType;
import io.nightjar.spark.data.RawRows;
import io.nightjar.spark.data.Table;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.types.StructField;

/**
 * The columns that ratings are read from.
 *
 * @param user the column of users
 * @param item the column of items
 * @param label the column of ratings
 * @param userType of the users' keys
 * @param itemType of the items' keys
 * @param most the greatest rating, and the least one's negative
 */
record RatingColumns(
    String user, String item, String label, ColumnType userType, ColumnType itemType, double most)
    implements Serializable {
  /**
   * A table's.
   *
   * @throws NightjarException of kind DATA for keys or ratings of another type
   */
  static RatingColumns of(Table table, ModelConfig.Als als, String label) {
    double scale = als.implicit() ? Math.max(1, als.alpha()) : 1;
    return new RatingColumns(
        table.field(als.user()).name(),
        table.field(als.item()).name(),
        label(table, label),
        keyType(table, Side.USER, als.user()),
        keyType(table, Side.ITEM, als.item()),
        Float.MAX_VALUE / (2 * scale));
  }

  private static String label(Table table, String column) {
    StructField field = table.field(column);
    ColumnType type = RawRows.type(field.dataType());
    if (type != null && type.isNumeric()) {
      return field.name();
    }
    throw refused("data.label", field, "must be of numbers");
  }

  private static ColumnType keyType(Table table, Side side, String column) {
    StructField field = table.field(column);
    ColumnType type = RawRows.type(field.dataType());
    if (type == ColumnType.STRING || type != null && type.isIntegral()) {
      return type;
    }
    throw refused(side.setting(), field, "must be of whole numbers or text");
  }

  private static NightjarException refused(String setting, StructField field, String allowed) {
    return NightjarException.of(
        FailureKind.DATA,
        setting,
        "is %s, a column of type %s; %s: cast it where the table is made"
            .formatted(field.name(), field.dataType().simpleString(), allowed));
  }

  /** Their names, in the order in which {@link RatingPart} reads them. */
  List<String> names() {
    return List.of(user, item, label);
  }
}
