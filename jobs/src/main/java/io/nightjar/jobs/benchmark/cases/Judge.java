package io.nightjar.jobs.benchmark.cases;

import io.nightjar.spark.evaluate.EvaluationSpec;
import io.nightjar.spark.evaluate.Evaluator;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Judges every contestant's model by the same naive formula over the same rows. */
public final class Judge {
  private Judge() {}

  /** What a linear model minimises, without a penalty. */
  public enum Loss {
    /** mean of log(1 + e^m) − y·m, m = xᵀβ + b. */
    LOGISTIC(MadeRows.CLASS) {
      @Override
      double of(double label, double margin) {
        double positive = Math.max(margin, 0);
        return positive + Math.log1p(Math.exp(-Math.abs(margin))) - label * margin;
      }
    },
    /** mean of ½(y − m)². */
    SQUARED(MadeRows.NUMBER) {
      @Override
      double of(double label, double margin) {
        return 0.5 * (label - margin) * (label - margin);
      }
    };

    private final String label;

    Loss(String label) {
      this.label = label;
    }

    abstract double of(double label, double margin);
  }

  /**
   * A linear model.
   *
   * @param coefficients one a column, in the table's order, on its scale
   */
  public record Linear(double[] coefficients, double intercept) implements Serializable {
    double margin(Vector x) {
      double margin = intercept;
      for (int j = 0; j < coefficients.length; j++) {
        margin += coefficients[j] * x.apply(j);
      }
      return margin;
    }
  }

  /** The mean loss over the training rows: the objective at λ = 0. */
  public static double objective(Dataset<Row> assembled, Loss loss, Linear model) {
    MapPartitionsFunction<Row, Double> sum = rows -> List.of(sum(rows, loss, model)).iterator();
    List<Double> sums =
        assembled
            .select(BenchTable.FEATURES, loss.label)
            .mapPartitions(sum, Encoders.DOUBLE())
            .collectAsList();
    return sums.stream().mapToDouble(Double::doubleValue).sum() / assembled.count();
  }

  private static double sum(Iterator<Row> rows, Loss loss, Linear model) {
    double sum = 0;
    while (rows.hasNext()) {
      Row row = rows.next();
      sum += loss.of(((Number) row.get(1)).doubleValue(), model.margin(row.getAs(0)));
    }
    return sum;
  }

  /** Σ of the rows' squared distances from the nearest of some centroids. */
  public static double inertia(Dataset<Row> assembled, double[][] centroids) {
    return VectorSums.of(
        assembled,
        x -> {
          double least = Double.POSITIVE_INFINITY;
          for (double[] centroid : centroids) {
            least = Math.min(least, VectorSums.square(x, centroid));
          }
          return least;
        });
  }

  /** The share of the rows' variance that lies along some orthonormal components. */
  public static double explained(Dataset<Row> assembled, double[][] components) {
    double rows = assembled.count();
    double[] mean = VectorSums.ofColumns(assembled, components[0].length);
    Arrays.setAll(mean, j -> mean[j] / rows);
    double along =
        VectorSums.of(
            assembled,
            x -> {
              double sum = 0;
              for (double[] component : components) {
                double score = 0;
                for (int j = 0; j < mean.length; j++) {
                  score += component[j] * (x.apply(j) - mean[j]);
                }
                sum += score * score;
              }
              return sum;
            });
    return along / VectorSums.of(assembled, x -> VectorSums.square(x, mean));
  }

  /** The root of the mean squared difference of two columns of numbers. */
  public static double rmse(Dataset<Row> scored, String prediction, String label) {
    EvaluationSpec spec = EvaluationSpec.regression(prediction, label);
    return Evaluator.evaluate(scored, spec).metrics().get("rmse").value();
  }

  /** The exact area under the ROC curve of scores in a column. */
  public static double auc(Dataset<Row> scored, String score) {
    EvaluationSpec spec = EvaluationSpec.binary(score, MadeRows.CLASS);
    return Evaluator.evaluate(scored, spec).metrics().get("auc").value();
  }
}
