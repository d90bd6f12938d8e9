package io.nightjar.spark.score.publish;

import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * Written before the first rename, so that anyone can finish it: who publishes what.
 *
 * @param runId the run that publishes
 * @param attempt the try, as in the staged manifests
 * @param runDate the logical date, ISO
 * @param owner the process that carries it out now
 * @param moves in the order in which they are carried out
 */
record Intent(String runId, String attempt, String runDate, Owner owner, List<Move> moves) {

  Intent takenOverBy(Owner other) {
    return new Intent(runId, attempt, runDate, other, moves);
  }

  /**
   * One table's change: {@code place → trash}, then {@code staged → place}.
   *
   * @param table the table's name
   * @param staged the complete folder that is to be seen
   * @param place where readers look
   * @param trash where the replaced folder waits for its removal
   */
  record Move(String table, String staged, String place, String trash) {

    Path stagedPath() {
      return new Path(staged);
    }

    Path placePath() {
      return new Path(place);
    }

    Path trashPath() {
      return new Path(trash);
    }
  }
}
