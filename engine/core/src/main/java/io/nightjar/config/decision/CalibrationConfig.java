package io.nightjar.config.decision;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import java.util.List;

/**
 * How a fitted model's probabilities are calibrated on the validation rows.
 *
 * @param method how probabilities are mapped to shares of positives
 */
public record CalibrationConfig(Method method) {

  /** How probabilities are calibrated. */
  public enum Method {
    NONE,
    /** A sigmoid of the log odds. */
    PLATT,
    /** A rising curve. */
    ISOTONIC,
    /** A temperature of the softmax, for three classes or more. */
    TEMPERATURE
  }

  static final Property<Method> METHOD =
      Property.of(
          "calibration.method",
          Kind.oneOf(Method.class),
          Method.NONE,
          "how probabilities are calibrated on the validation rows: by Platt's sigmoid or by a"
              + " rising curve (of three classes or more, each against the rest), by a temperature"
              + " (three or more), or not");

  /** Every setting of the block. */
  public static List<Property<?>> properties() {
    return List.of(METHOD);
  }

  /** Reads the block. */
  public static CalibrationConfig read(Settings settings) {
    return new CalibrationConfig(settings.read(METHOD));
  }

  /** Whether probabilities are calibrated. */
  public boolean isOn() {
    return method != Method.NONE;
  }
}
