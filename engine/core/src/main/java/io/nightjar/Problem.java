package io.nightjar;

/**
 * One thing that is wrong, for a person to mend.
 *
 * @param where the place: {@code file:line}, a column, a path or a gate; empty when there is none
 * @param message what is wrong, the value, what is allowed and what to do
 */
public record Problem(String where, String message) implements java.io.Serializable {

  /** {@code where: message}, or the message alone when there is no place. */
  public String text() {
    return where.isEmpty() ? message : where + ": " + message;
  }
}
