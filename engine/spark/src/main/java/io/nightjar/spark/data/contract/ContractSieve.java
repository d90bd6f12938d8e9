package io.nightjar.spark.data.contract;

import io.nightjar.features.raw.RawBatch;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Passes over the rows that surely keep the rules of a contract, column by column. Raw numbers hold
 * less than a table's decimals do, and a raw moment has another text, so that a row that may break
 * a rule is only suspected here: {@link RowRules#breach} judges it.
 */
public final class ContractSieve implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArrayList<ColumnSieve> columns;

  ContractSieve(List<ColumnSieve> columns) {
    this.columns = new ArrayList<>(columns);
  }

  /** By row of the batch, whether it may break a rule; of length 0 where there are no rules. */
  public boolean[] suspects(RawBatch batch) {
    boolean[] suspects = new boolean[columns.isEmpty() ? 0 : batch.rows()];
    columns.forEach(column -> column.suspect(batch.column(column.place()), suspects));
    return suspects;
  }
}
