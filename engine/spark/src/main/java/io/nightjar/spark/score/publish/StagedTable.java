package io.nightjar.spark.score.publish;

import io.nightjar.spark.score.manifest.FileInspector;
import io.nightjar.spark.score.manifest.ManifestFile;
import java.util.List;

/**
 * A staged folder that is complete.
 *
 * @param table the table's name, as in the request
 * @param schemaJson Spark's JSON of its schema
 * @param files its data files, see {@link FileInspector}
 */
public record StagedTable(String table, String schemaJson, List<ManifestFile> files) {

  /** Rows of all files. */
  public long rows() {
    return files.stream().mapToLong(ManifestFile::rows).sum();
  }

  long bytes() {
    return files.stream().mapToLong(ManifestFile::bytes).sum();
  }
}
