/**
 * Reads CSV tables by bytes: lines become fields, fields are surveyed for their columns' types and
 * then become values of Spark's internal rows, no text made of a number.
 *
 * <p>Entry type: {@link io.nightjar.spark.data.read.csv.CsvReader}. May depend on {@code
 * io.nightjar.spark.data}, {@code io.nightjar.config} and Spark's readers.
 */
package io.nightjar.spark.data.read.csv;
