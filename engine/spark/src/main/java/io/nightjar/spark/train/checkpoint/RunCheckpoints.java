package io.nightjar.spark.train.checkpoint;

import java.io.Serializable;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** The checkpoints of one run's fit, whatever its trainer keeps in them. */
public final class RunCheckpoints {
  /** None are kept. */
  public static final RunCheckpoints NONE = new RunCheckpoints(Optional.empty());

  private final Optional<Place> place;

  private RunCheckpoints(Optional<Place> place) {
    this.place = place;
  }

  /**
   * Checkpoints in a folder, which need not be there yet.
   *
   * @param folder a path or URI that executors reach
   * @param every rounds between two checkpoints, 1 or more
   * @param origin what is fitted
   * @param hadoop the settings of the folder's file system
   */
  public static RunCheckpoints in(
      String folder, int every, CheckpointOrigin origin, Configuration hadoop) {
    return new RunCheckpoints(Optional.of(new Place(folder, every, origin, hadoop)));
  }

  /**
   * What a stopped run left, and where the next states are kept.
   *
   * @throws io.nightjar.NightjarException CONFIG or STORAGE where the folder can't be used
   */
  public <S extends Serializable> Continuation<S> latest(StateForm<S> form) {
    return place
        .map(p -> new CheckpointFolder<>(p.folder, p.every, p.origin, form, p.hadoop).latest())
        .orElseGet(Continuation::none);
  }

  private record Place(String folder, int every, CheckpointOrigin origin, Configuration hadoop) {}
}
