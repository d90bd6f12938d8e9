package io.nightjar.spark.score;

import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.spark.score.shadow.Agreement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a scoring run.
 *
 * @param rowsIn rows of the input = rowsScored + rowsQuarantined + those filtered; of a run that
 *     was published before, without these
 * @param rowsScored rows in the scores, counted in the written files
 * @param rowsQuarantined rows in the quarantine, counted in the written files
 * @param filtered what {@code score.where} dropped; empty where it isn't set or nothing was done
 * @param unreadableFiles files of the input that were left out, a row each in the quarantine
 * @param input what was read: location, version, rows, fingerprint
 * @param output the folder of the date's scores
 * @param published whether this call made them visible
 * @param alreadyPublished whether this run id had done so before, so that nothing was done
 * @param replacedRunId the run whose scores these replaced
 * @param manifestSha256 of the scores' manifest
 * @param rowByRow why the scores were written row by row; empty where they were written by column
 *     behind kept columns of the input's files, or nothing was done
 * @param takenUp what was taken up of this run where it was stopped before; empty where it wasn't
 * @param agreements how each challenger's scores compare with these; empty where nothing was done
 * @param placements what ran where on the executors; empty where nothing was done
 * @param timings milliseconds by step, in order
 */
public record ScoreResult(
    long rowsIn,
    long rowsScored,
    long rowsQuarantined,
    Optional<Filtered> filtered,
    long unreadableFiles,
    String input,
    String output,
    boolean published,
    boolean alreadyPublished,
    Optional<String> replacedRunId,
    String manifestSha256,
    Optional<String> rowByRow,
    Optional<TakenUp> takenUp,
    List<Agreement> agreements,
    List<KernelUse> placements,
    Map<String, Long> timings) {

  /**
   * Rows of the input that a filter dropped.
   *
   * @param rows how many, counted as they were read or by the footers of files
   * @param skippedGroups how many row groups of the input's files were not read for it, as no row
   *     of theirs can pass; 0 where rows were written one by one, of which Spark doesn't tell
   */
  public record Filtered(long rows, long skippedGroups) {}

  /**
   * What was taken up of a run that was stopped.
   *
   * @param parts whose scores it had written already
   * @param of so many; 0 where rows are written one by one, which always begins anew
   */
  public record TakenUp(int parts, int of) {}
}
