package io.nightjar.spark.score.publish;

import io.nightjar.spark.score.manifest.FileInspector;
import io.nightjar.spark.score.manifest.ManifestFile;
import io.nightjar.spark.score.manifest.RowCounts;
import java.util.List;
import org.apache.hadoop.fs.Path;

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

  /**
   * The rows of all tables, which must be those of the input.
   *
   * @param where the staging folder, for the message
   */
  public static RowCounts reconciled(long rowsIn, List<StagedTable> staged, Path where) {
    long scored = staged.get(0).rows();
    long other = staged.stream().skip(1).mapToLong(StagedTable::rows).sum();
    RowCounts counts = new RowCounts(rowsIn, scored, other);
    if (!counts.reconcile()) {
      throw StorageFailure.of(
          where,
          "the rows don't add up: "
              + rowsIn
              + " in, but the written files hold "
              + scored
              + " scored + "
              + other
              + " quarantined; nothing was published: did the input change during the run? Run"
              + " again on an input that stands still");
    }
    return counts;
  }

  /** Bytes of all files. */
  public long bytes() {
    return files.stream().mapToLong(ManifestFile::bytes).sum();
  }
}
