package io.nightjar.config.output;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import java.util.List;

/** A column that scoring can write beside the kept ones. */
public enum OutputColumn {
  /** The predicted class at the threshold, or the number. */
  PREDICTION,
  /** The probability of the positive class, or an array of each class's; of classes alone. */
  PROBABILITY,
  /** A column of each class's probability, named by the class; of classes alone. */
  CLASS_PROBABILITIES,
  /** What comes before link and calibration: a number, or an array of each class's. */
  MARGIN,
  /** The model's name. */
  MODEL,
  /** The model's version. */
  MODEL_VERSION,
  /** The run that scored. */
  RUN_ID,
  /** When the run began to score. */
  SCORED_AT;

  /** Which of them are written. */
  public static final Property<List<OutputColumn>> COLUMNS =
      Property.of(
          "score.columns",
          Kind.listOf(OutputColumn.class),
          List.of(PREDICTION, PROBABILITY, MODEL, MODEL_VERSION, RUN_ID, SCORED_AT),
          "what is written beside the kept columns; prediction has to be among them, probability"
              + " and class-probabilities (a column for each class) are of models that predict"
              + " classes, margin is what comes before link and calibration");
}
