package io.nightjar.spark.data;

import java.io.Serializable;

/**
 * One file of a table as it was when the table was opened.
 *
 * @param path the full path, with its file system
 * @param bytes its length
 * @param modifiedMillis its modification time, milliseconds since 1970
 */
public record DataFile(String path, long bytes, long modifiedMillis) implements Serializable {}
