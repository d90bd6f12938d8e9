/**
 * Parquet tables made of Parquet tables: columns that are only passed on are copied as they lie on
 * disk, neither decoded nor encoded, but for row groups that rows are left out of; computed ones
 * are encoded by its sub-package {@code chunk}.
 */
package io.nightjar.spark.data.parquet;
