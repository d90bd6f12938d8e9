package io.nightjar.spark.train;

import io.nightjar.config.JobConfig;
import io.nightjar.spark.data.Snapshot;
import io.nightjar.spark.data.Split;
import io.nightjar.spark.data.contract.LabelFacts;
import io.nightjar.spark.train.checkpoint.CheckpointOrigin;
import io.nightjar.spark.train.checkpoint.RunCheckpoints;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * What is trained, and on what.
 *
 * @param config the job
 * @param split the rows by part: the training part is learnt from, and the validation part says how
 *     good trees and networks are meanwhile; the test part is not read
 * @param labels what the label holds over all parts
 * @param snapshot the table before the split
 * @param staging the directory that will become the version's, on any Hadoop file system; a Spark
 *     ML model is written below it at once, everything else by {@link TrainedModel#write}
 * @param nightjarVersion the version of this build
 * @param checkpoints the folder of the run's checkpoints; empty: none are kept
 * @param warmStart what growing goes on from, where the config says so
 */
public record TrainRequest(
    JobConfig config,
    Split split,
    LabelFacts labels,
    Snapshot snapshot,
    String staging,
    String nightjarVersion,
    Optional<String> checkpoints,
    Optional<WarmStart> warmStart) {

  /** A request from the start, without checkpoints. */
  public TrainRequest(
      JobConfig config,
      Split split,
      LabelFacts labels,
      Snapshot snapshot,
      String staging,
      String nightjarVersion) {
    this(
        config,
        split,
        labels,
        snapshot,
        staging,
        nightjarVersion,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Where the fit's state is kept, where the config says so.
   *
   * @param hadoop the settings of the folder's file system
   */
  RunCheckpoints keptIn(Configuration hadoop) {
    int every = config.model().checkpointRounds();
    if (every == 0 || checkpoints.isEmpty()) {
      return RunCheckpoints.NONE;
    }
    String upon = warmStart.map(from -> " upon " + from.sha256()).orElse("");
    CheckpointOrigin origin =
        new CheckpointOrigin(snapshot.fingerprint(), config.configSha256() + upon, nightjarVersion);
    return RunCheckpoints.in(checkpoints.get(), every, origin, hadoop);
  }
}
