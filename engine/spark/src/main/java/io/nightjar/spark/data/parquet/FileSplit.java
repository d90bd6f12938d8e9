package io.nightjar.spark.data.parquet;

import java.io.Serializable;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/**
 * What a task reads of a file: the row groups whose middle lies in a range of bytes.
 *
 * @param path of the file
 * @param start of the range, included
 * @param length of the range
 */
public record FileSplit(String path, long start, long length) implements Serializable {

  /** Whether a row group belongs to it: by its middle, as Parquet's readers reckon. */
  boolean holds(BlockMetaData group) {
    long middle = group.getStartingPos() + group.getCompressedSize() / 2;
    return middle >= start && middle < start + length;
  }
}
