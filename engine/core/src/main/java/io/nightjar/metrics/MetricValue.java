package io.nightjar.metrics;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.Map;
import java.util.Objects;

/**
 * A finite value, or the reason why there is none; never NaN, an infinity or a silent 0.
 *
 * <p>In JSON it is the number, or {@code {"insufficient": "reason"}}.
 */
public final class MetricValue implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String INSUFFICIENT = "insufficient";

  private final double value;
  private final String reason;

  private MetricValue(double value, String reason) {
    this.value = value;
    this.reason = reason;
  }

  /** A value; one that is not finite becomes {@code insufficient} and says so. */
  public static MetricValue of(double value) {
    return Double.isFinite(value)
        ? new MetricValue(value, null)
        : insufficient("the result is not finite (" + value + ")");
  }

  /** No value, for a reason that a person can act on. */
  public static MetricValue insufficient(String reason) {
    return new MetricValue(0, Objects.requireNonNull(reason, "reason"));
  }

  /** The value {@code numerator / denominator}, or insufficient when the denominator is zero. */
  static MetricValue ratio(double numerator, double denominator, String reasonIfZero) {
    return denominator == 0 ? insufficient(reasonIfZero) : of(numerator / denominator);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static MetricValue fromJson(Object json) {
    if (json instanceof Number number) {
      return of(number.doubleValue());
    }
    if (json instanceof Map<?, ?> map && map.get(INSUFFICIENT) instanceof String text) {
      return insufficient(text);
    }
    throw new IllegalArgumentException(
        "a metric is a number or {\"insufficient\": reason}, not " + json);
  }

  @JsonValue
  Object toJson() {
    return isPresent() ? (Object) value : Map.of(INSUFFICIENT, reason);
  }

  /** Whether there is a value. */
  public boolean isPresent() {
    return reason == null;
  }

  /** The value; call only where {@link #isPresent()}. */
  public double value() {
    if (!isPresent()) {
      throw new IllegalStateException("there is no value: " + reason);
    }
    return value;
  }

  /** Why there is no value; empty where there is one. */
  public String reason() {
    return isPresent() ? "" : reason;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MetricValue that
        && Double.compare(value, that.value) == 0
        && Objects.equals(reason, that.reason);
  }

  @Override
  public int hashCode() {
    return Objects.hash(value, reason);
  }

  @Override
  public String toString() {
    return isPresent() ? Double.toString(value) : INSUFFICIENT + " (" + reason + ")";
  }
}
