/**
 * What a published folder says of itself: its files, rows, hashes, and what made them.
 *
 * <p>Entry type: {@link io.nightjar.spark.score.manifest.Manifest}. May depend on {@code
 * io.nightjar.model.files}, Hadoop's FileSystem, Parquet's footers and Jackson.
 */
package io.nightjar.spark.score.manifest;
