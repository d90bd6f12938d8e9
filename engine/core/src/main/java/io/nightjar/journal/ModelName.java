package io.nightjar.journal;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.util.regex.Pattern;

/** What may be a model's, a job's or an alias's name: it becomes part of a path. */
public final class ModelName {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern ALIAS = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  private ModelName() {}

  /**
   * Returns {@code name} if it is 1 to 100 letters, digits, dots, dashes or underscores, the first
   * a letter or a digit.
   *
   * @throws NightjarException (config) otherwise
   */
  public static String require(String name) {
    if (!isValid(name)) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          "the name \""
              + name
              + "\" can't be used; a name is 1 to 100 letters, digits, '.', '-' or '_' and begins"
              + " with a letter or a digit. Choose another name.");
    }
    return name;
  }

  /**
   * Returns {@code alias} if it is 1 to 32 lower-case letters, digits or dashes, the first a
   * letter.
   *
   * @throws NightjarException (config) otherwise
   */
  public static String requireAlias(String alias) {
    if (!isAlias(alias)) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          "the alias \""
              + alias
              + "\" can't be used; an alias is 1 to 32 lower-case letters, digits or '-' and begins"
              + " with a letter, as \"champion\" and \"challenger\" do.");
    }
    return alias;
  }

  static boolean isValid(String name) {
    return name != null && NAME.matcher(name).matches();
  }

  static boolean isAlias(String alias) {
    return alias != null && ALIAS.matcher(alias).matches();
  }
}
