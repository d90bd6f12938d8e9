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
 * @param holds what its rows are
 * @param unreadableFiles how many of its rows stand for a file of the input that can't be read
 */
public record StagedTable(
    String table, String schemaJson, List<ManifestFile> files, Holds holds, long unreadableFiles) {

  /** What a table's rows are. */
  public enum Holds {
    /** Rows of the input, which must all be in one of these tables. */
    INPUT_ROWS,
    /** Others, which are counted on their own. */
    OTHER_ROWS
  }

  /** A table of rows of the input. */
  public StagedTable(String table, String schemaJson, List<ManifestFile> files) {
    this(table, schemaJson, files, 0);
  }

  /** The same beside rows that stand for a file that can't be read. */
  public StagedTable(
      String table, String schemaJson, List<ManifestFile> files, long unreadableFiles) {
    this(table, schemaJson, files, Holds.INPUT_ROWS, unreadableFiles);
  }

  /** The same of rows that are not the input's. */
  public StagedTable ofOtherRows() {
    return new StagedTable(table, schemaJson, files, Holds.OTHER_ROWS, 0);
  }

  /** Rows of all files. */
  public long rows() {
    return files.stream().mapToLong(ManifestFile::rows).sum();
  }

  /**
   * The rows of all tables that hold the input's, which must be all of these.
   *
   * @param where the staging folder, for the message
   */
  public static RowCounts reconciled(long rowsIn, List<StagedTable> staged, Path where) {
    long scored = staged.get(0).rows();
    long unreadable = staged.stream().mapToLong(StagedTable::unreadableFiles).sum();
    long told =
        staged.stream()
            .skip(1)
            .filter(table -> table.holds() == Holds.INPUT_ROWS)
            .mapToLong(StagedTable::rows)
            .sum();
    long other = told - unreadable;
    RowCounts counts = new RowCounts(rowsIn, scored, other, unreadable);
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
