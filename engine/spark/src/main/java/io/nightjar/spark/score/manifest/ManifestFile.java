package io.nightjar.spark.score.manifest;

import java.io.Serializable;

/**
 * One data file of a published folder.
 *
 * @param name the file's name inside the folder
 * @param rows rows, from the file's own footer
 * @param bytes length
 * @param sha256 of the content, lower-case hex
 */
public record ManifestFile(String name, long rows, long bytes, String sha256)
    implements Serializable {}
