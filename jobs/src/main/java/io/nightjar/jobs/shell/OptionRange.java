package io.nightjar.jobs.shell;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;

/**
 * The whole numbers that an option may have.
 *
 * @param least the smallest
 * @param most the greatest
 */
public record OptionRange(long least, long most) {

  /**
   * Refuses a value outside.
   *
   * @throws NightjarException of kind CONFIG naming the option, its value and the range
   */
  public void require(String option, long value) {
    if (value < least || value > most) {
      throw NightjarException.of(
          FailureKind.CONFIG, option, "is " + value + "; must be " + least + ".." + most + ".");
    }
  }
}
