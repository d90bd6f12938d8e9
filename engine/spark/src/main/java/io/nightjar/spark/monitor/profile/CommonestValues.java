package io.nightjar.spark.monitor.profile;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** The commonest values of each text column, commonest first and equals by the alphabet. */
final class CommonestValues {
  private CommonestValues() {}

  static List<List<String>> of(Dataset<Row> table, List<String> columns, int limit) {
    List<List<String>> values = new ArrayList<>();
    columns.forEach(c -> values.add(new ArrayList<>()));
    if (columns.isEmpty()) {
      return values;
    }
    Column byColumn =
        row_number().over(Window.partitionBy("column").orderBy(col("rows").desc(), col("value")));
    for (Row row :
        pairs(table, columns)
            .groupBy("column", "value")
            .agg(count(lit(1)).as("rows"))
            .withColumn("rank", byColumn)
            .where(col("rank").leq(limit))
            .orderBy("column", "rank")
            .collectAsList()) {
      values.get(row.getInt(0)).add(row.getString(1));
    }
    return values;
  }

  private static Dataset<Row> pairs(Dataset<Row> table, List<String> columns) {
    Column[] cells = new Column[columns.size()];
    for (int c = 0; c < cells.length; c++) {
      cells[c] = struct(lit(c).as("column"), col(columns.get(c)).as("value"));
    }
    return table
        .select(explode(array(cells)).as("cell"))
        .select("cell.column", "cell.value")
        .where(col("value").isNotNull());
  }
}
