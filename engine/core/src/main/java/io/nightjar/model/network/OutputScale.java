package io.nightjar.model.network;

import java.io.Serializable;

/**
 * From the last layer's outputs to margins: margin = mean + deviation·output. A number's are the
 * label's moments in training, so that the network learns a standardised label; those of classes
 * are {@link #NONE}.
 *
 * @param mean finite
 * @param deviation finite, above 0
 */
public record OutputScale(double mean, double deviation) implements Serializable {
  /** Outputs that are margins. */
  public static final OutputScale NONE = new OutputScale(0, 1);

  public OutputScale {
    if (!Double.isFinite(mean) || !(deviation > 0 && deviation < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the outputs' scale is mean %s and deviation %s; must be finite, the deviation above 0"
              .formatted(mean, deviation));
    }
  }

  /** The margin of an output. */
  public double margin(float output) {
    return mean + deviation * output;
  }

  /** The output of a margin. */
  public double output(double margin) {
    return (margin - mean) / deviation;
  }
}
