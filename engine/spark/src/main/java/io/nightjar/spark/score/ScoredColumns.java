package io.nightjar.spark.score;

import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns that a {@link TableScorer} adds behind a table's own, by name, in this order. */
public final class ScoredColumns {
  private static final String OURS = "__nightjar_";

  /**
   * Double: the number (regression), the probability of the positive class (binary) or the code of
   * the likeliest class (multiclass); the number of the cluster or the reconstruction error of
   * components; null where the row can't be scored.
   */
  public static final String PREDICTION = OURS + "prediction";

  /**
   * Array of double: a probability for each class in code order; null where there are no classes.
   */
  public static final String PROBABILITIES = OURS + "probabilities";

  /** String: the name of the class, at the model's threshold; null where there are no classes. */
  public static final String LABEL = OURS + "label";

  /** String: why the row can't be scored; null where it was. */
  public static final String REASON = OURS + "reason";

  /** String: the input column whose value is the reason; null where no single one is. */
  public static final String COLUMN = OURS + "reason_column";

  /**
   * Array of double: the distances from the nearest centroid and the next one, or the components;
   * null for a model of a label.
   */
  public static final String OUTPUTS = OURS + "outputs";

  /** Array of double: what comes before link and calibration, by output; only where asked for. */
  public static final String MARGINS = OURS + "margins";

  /**
   * Array of (feature, value, contribution), the strongest first: why the prediction; null where
   * the row can't be scored, only where asked for.
   */
  public static final String EXPLANATION = OURS + "explanation";

  private static final ArrayType NUMBERS = DataTypes.createArrayType(DataTypes.DoubleType, false);

  private ScoredColumns() {}

  /** A table's schema with the columns of one model's scores behind its own. */
  public static StructType behind(StructType input) {
    return input
        .add(PREDICTION, DataTypes.DoubleType)
        .add(PROBABILITIES, NUMBERS)
        .add(LABEL, DataTypes.StringType)
        .add(REASON, DataTypes.StringType)
        .add(COLUMN, DataTypes.StringType)
        .add(OUTPUTS, NUMBERS);
  }

  /** The columns that a plan asks for. */
  static StructType added(ScoringPlan plan) {
    StructType all = behind(new StructType());
    if (plan.margins()) {
      all = all.add(MARGINS, NUMBERS);
    }
    if (plan.explainTop() > 0) {
      all = all.add(EXPLANATION, DataTypes.createArrayType(reason(), false));
    }
    for (int i = 0; i < plan.challengers().size(); i++) {
      for (String name : challengerColumns(plan)) {
        all =
            all.add(
                challenger(i, name),
                name.equals(PREDICTION)
                    ? DataTypes.DoubleType
                    : name.equals(LABEL) ? DataTypes.StringType : NUMBERS);
      }
    }
    return all;
  }

  /** One reason: feature and value as text, contribution to the margin. */
  private static StructType reason() {
    return new StructType()
        .add("feature", DataTypes.StringType, false)
        .add("value", DataTypes.StringType)
        .add("contribution", DataTypes.DoubleType, false);
  }

  /** What a challenger adds; all null where it can't score the row. */
  private static List<String> challengerColumns(ScoringPlan plan) {
    return plan.margins()
        ? List.of(PREDICTION, PROBABILITIES, LABEL, MARGINS)
        : List.of(PREDICTION, PROBABILITIES, LABEL);
  }

  /** A challenger's own column, such as {@link #PREDICTION}. */
  public static String challenger(int at, String column) {
    return OURS + "challenger_" + at + "_" + column.substring(OURS.length());
  }
}
