package io.nightjar.spark.data.parquet;

import java.io.Serializable;

/**
 * What a task reads of a file: the row groups whose middle lies in a range of bytes.
 *
 * @param path of the file
 * @param start of the range, included
 * @param length of the range
 */
public record FileSplit(String path, long start, long length) implements Serializable {

  /** The end of the range, excluded. */
  long end() {
    return start + length;
  }
}
