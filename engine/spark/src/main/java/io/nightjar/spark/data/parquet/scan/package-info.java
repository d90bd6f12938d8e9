/**
 * Which rows of which Parquet files the tasks of a scan read, and which row groups need not be read
 * under a filter, by what the files say of them. The one room that knows Spark's scans of files.
 */
package io.nightjar.spark.data.parquet.scan;
