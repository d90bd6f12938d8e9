package io.nightjar.spark.data.parquet.chunk;

import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Takes the single values that Spark's own writer makes of a row's fields. */
final class ParquetValues extends RecordConsumer {
  private final Object[] values;
  private int field;

  ParquetValues(int fields) {
    this.values = new Object[fields];
  }

  /** What was written to a field, as Parquet holds it; null for nothing. */
  Object value(int at) {
    return values[at];
  }

  @Override
  public void startMessage() {}

  @Override
  public void endMessage() {}

  @Override
  public void startField(String name, int index) {
    field = index;
  }

  @Override
  public void endField(String name, int index) {}

  @Override
  public void startGroup() {
    throw new IllegalStateException("field " + field + " is nested; must be a single value");
  }

  @Override
  public void endGroup() {}

  @Override
  public void addInteger(int value) {
    values[field] = value;
  }

  @Override
  public void addLong(long value) {
    values[field] = value;
  }

  @Override
  public void addBoolean(boolean value) {
    values[field] = value;
  }

  @Override
  public void addBinary(Binary value) {
    values[field] = value.copy();
  }

  @Override
  public void addFloat(float value) {
    values[field] = value;
  }

  @Override
  public void addDouble(double value) {
    values[field] = value;
  }
}
