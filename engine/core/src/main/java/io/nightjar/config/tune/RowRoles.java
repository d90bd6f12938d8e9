package io.nightjar.config.tune;

import io.nightjar.config.tune.FoldsConfig.By;
import java.util.Optional;

/**
 * The columns that folds may go by, as the data block names them.
 *
 * @param id the key of a row
 * @param group the column whose equal rows may not be parted
 * @param time the time of a row
 * @param usual what folds go by unless they say so themselves
 */
public record RowRoles(
    Optional<String> id, Optional<String> group, Optional<String> time, By usual) {

  Optional<String> column(By by) {
    return switch (by) {
      case HASH -> id;
      case GROUP -> group;
      case TIME -> time;
    };
  }
}
