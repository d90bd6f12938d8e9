package io.nightjar.spark.data.parquet.chunk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Single values as Parquet holds them: an Integer, a Long or a Binary. */
final class PlainValues {
  private PlainValues() {}

  /** The values in the plain encoding, one behind the other. */
  static BytesInput of(PrimitiveType type, List<?> values) throws IOException {
    List<BytesInput> bytes = new ArrayList<>();
    for (Object value : values) {
      if (value instanceof Integer number) {
        bytes.add(BytesInput.fromInt(number));
      } else if (value instanceof Long number) {
        bytes.add(BytesInput.from(BytesUtils.longToBytes(number)));
      } else if (value instanceof Binary binary) {
        if (type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY) {
          bytes.add(BytesInput.fromInt(binary.length()));
        }
        bytes.add(BytesInput.from(binary.getBytes()));
      } else {
        throw new IllegalArgumentException(
            value + " of " + type + " is no int, long or binary value");
      }
    }
    return BytesInput.concat(bytes);
  }

  /** Counts a value in. */
  static void update(Statistics<?> statistics, Object value) {
    if (value instanceof Integer number) {
      statistics.updateStats((int) number);
    } else if (value instanceof Long number) {
      statistics.updateStats((long) number);
    } else {
      statistics.updateStats((Binary) value);
    }
  }
}
