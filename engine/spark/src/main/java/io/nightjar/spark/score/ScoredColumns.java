package io.nightjar.spark.score;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns that a {@link TableScorer} adds behind a table's own, by name, in this order. */
public final class ScoredColumns {

  /**
   * Double: the number (regression), the probability of the positive class (binary) or the code of
   * the likeliest class (multiclass); the number of the cluster or the reconstruction error of
   * components; null where the row can't be scored.
   */
  public static final String PREDICTION = "__nightjar_prediction";

  /**
   * Array of double: a probability for each class in code order; null where there are no classes.
   */
  public static final String PROBABILITIES = "__nightjar_probabilities";

  /** String: the name of the class, at the model's threshold; null where there are no classes. */
  public static final String LABEL = "__nightjar_label";

  /** String: why the row can't be scored; null where it was. */
  public static final String REASON = "__nightjar_reason";

  /** String: the input column whose value is the reason; null where no single one is. */
  public static final String COLUMN = "__nightjar_reason_column";

  /**
   * Array of double: the distances from the nearest centroid and the next one, or the components;
   * null for a model of a label.
   */
  public static final String OUTPUTS = "__nightjar_outputs";

  private ScoredColumns() {}

  /** A table's schema with these columns behind its own. */
  public static StructType behind(StructType input) {
    return input
        .add(PREDICTION, DataTypes.DoubleType)
        .add(PROBABILITIES, DataTypes.createArrayType(DataTypes.DoubleType, false))
        .add(LABEL, DataTypes.StringType)
        .add(REASON, DataTypes.StringType)
        .add(COLUMN, DataTypes.StringType)
        .add(OUTPUTS, DataTypes.createArrayType(DataTypes.DoubleType, false));
  }
}
