package io.nightjar.config.hocon;

import java.util.Optional;

/**
 * One setting: its key, what it takes, its default and what it is for. The reference page and the
 * check for unknown keys come from the same table of properties.
 *
 * @param <T> the value's type
 * @param key dotted path; {@code *} stands for a name that the user chooses
 * @param kind what it takes
 * @param fallback its default; empty where it has none
 * @param shown the default as the reference shows it
 * @param doc what it is: a phrase that follows "it is"
 */
public record Property<T>(
    String key, Kind<T> kind, Optional<T> fallback, String shown, String doc) {

  /** What the reference shows for a setting that must be given. */
  public static final String REQUIRED = "required";

  /** A setting that must be given. */
  public static <T> Property<T> required(String key, Kind<T> kind, String doc) {
    return new Property<>(key, kind, Optional.empty(), REQUIRED, doc);
  }

  /** A setting with a default. */
  public static <T> Property<T> of(String key, Kind<T> kind, T fallback, String doc) {
    return new Property<>(key, kind, Optional.of(fallback), shown(fallback), doc);
  }

  /**
   * A setting that may be left out; {@code otherwise} says in words what holds then, or is empty.
   */
  public static <T> Property<T> optional(String key, Kind<T> kind, String otherwise, String doc) {
    return new Property<>(key, kind, Optional.empty(), otherwise, doc);
  }

  /** Whether it must be given. */
  public boolean isRequired() {
    return shown.equals(REQUIRED);
  }

  /** The default as it would be written in a config. */
  static Object plain(Object value) {
    if (value instanceof Enum<?> constant) {
      return Kind.word(constant);
    }
    if (value instanceof java.util.Collection<?> list) {
      return list.stream().map(Property::plain).toList();
    }
    return value;
  }

  private static String shown(Object fallback) {
    if (fallback instanceof java.util.Map<?, ?> map && map.isEmpty()) {
      return "{}";
    }
    if (fallback instanceof Double d) {
      return java.math.BigDecimal.valueOf(d).stripTrailingZeros().toString();
    }
    return plain(fallback).toString();
  }
}
