package io.nightjar.spark.recipe.version;

import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.udf;

import io.nightjar.metrics.Evaluation;
import io.nightjar.model.FactorModel;
import io.nightjar.model.Model;
import io.nightjar.model.Task;
import io.nightjar.model.factors.PercentileRank;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.score.ScoredColumns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/** Scored rows of factors, as evaluation takes them. */
public final class FactorRows {
  private final FactorModel model;

  FactorRows(FactorModel model) {
    this.model = model;
  }

  /**
   * The rows whose user and item training met.
   *
   * @param places the column for the item's rank among all items, its place and its number, where
   *     preferences are judged
   */
  Dataset<Row> known(Dataset<Row> scored, String places) {
    Column prediction = Table.column(ScoredColumns.PREDICTION);
    Dataset<Row> known = scored.filter(prediction.isNotNull().and(not(prediction.isNaN())));
    if (model.target().task() != Task.PREFERENCE) {
      return known;
    }
    Column of =
        udf(new Ranks(model), DataTypes.createArrayType(DataTypes.DoubleType, false))
            .apply(Table.column(model.userColumn()), Table.column(model.itemColumn()));
    return known.withColumn(places, of);
  }

  /** Says in the record how many rows of a part were left out; nothing for other models. */
  public static void warnOfUnmet(
      RunContext run, Model model, String part, long rows, Evaluation evaluation) {
    long unmet = rows - evaluation.rows();
    if (model instanceof FactorModel && unmet > 0) {
      run.record()
          .warn(
              "%s: %d of %d rows have a user or item that training never met; the metrics leave them out"
                  .formatted(part, unmet, rows));
    }
  }

  /** Ranks of the rows of one task. */
  private static final class Ranks implements UDF2<Object, Object, double[]> {
    private static final long serialVersionUID = 1L;
    private final FactorModel model;
    private transient ThreadLocal<PercentileRank> ranks;

    Ranks(FactorModel model) {
      this.model = model;
    }

    @Override
    public double[] call(Object user, Object item) {
      if (user == null || item == null) {
        return null;
      }
      int userPlace = model.users().keys().place(user);
      int itemPlace = model.items().keys().place(item);
      if (userPlace < 0 || itemPlace < 0) {
        return null;
      }
      double place = here().place(userPlace, itemPlace);
      return new double[] {here().of(place), place, itemPlace};
    }

    private synchronized PercentileRank here() {
      if (ranks == null) {
        ranks = ThreadLocal.withInitial(() -> new PercentileRank(model.users(), model.items()));
      }
      return ranks.get();
    }
  }
}
