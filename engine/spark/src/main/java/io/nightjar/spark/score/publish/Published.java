package io.nightjar.spark.score.publish;

import io.nightjar.spark.score.manifest.Manifest;
import org.apache.hadoop.fs.Path;

/**
 * What is now to be seen for a date.
 *
 * @param place the primary table's folder
 * @param manifest of the primary table
 * @param manifestSha256 of that manifest's bytes, lower-case hex
 */
public record Published(Path place, Manifest manifest, String manifestSha256) {}
