package io.nightjar.features.raw;

/** One column of a {@link RawBatch}. */
public sealed interface RawColumn permits NumberColumn, ValueColumn {

  /** One row's raw value, as {@link io.nightjar.features.ColumnType} tells it; may be null. */
  Object value(int row);
}
