package io.nightjar.spark.data;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Made rows as a table of the catalog. */
public final class CatalogTable {
  private CatalogTable() {}

  /** Made rows under a name. */
  public static Table of(String name, Dataset<Row> rows) {
    return new Table(rows, new TableOrigin(name, "catalog", List.of()), List.of());
  }
}
