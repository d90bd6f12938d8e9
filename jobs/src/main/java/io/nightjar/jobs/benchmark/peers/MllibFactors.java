package io.nightjar.jobs.benchmark.peers;

import io.nightjar.jobs.benchmark.cases.Contestant;
import io.nightjar.jobs.benchmark.cases.Judge;
import io.nightjar.jobs.benchmark.cases.MadeRatings;
import io.nightjar.jobs.benchmark.cases.TrainCases;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.SparkSession;

/** Spark ML's alternating least squares in the same JVM. */
public final class MllibFactors implements Contestant {
  private static final String PREDICTION = "prediction";

  private final SparkSession spark;
  private final MadeRatings ratings;

  public MllibFactors(SparkSession spark, MadeRatings ratings) {
    this.spark = spark;
    this.ratings = ratings;
  }

  @Override
  public String name() {
    return "Spark ML " + spark.version();
  }

  @Override
  public Fit fit() {
    ALS als =
        new ALS()
            .setUserCol(MadeRatings.USER)
            .setItemCol(MadeRatings.ITEM)
            .setRatingCol(MadeRatings.RATING)
            .setRank(TrainCases.RANK)
            .setMaxIter(TrainCases.ALTERNATIONS)
            .setRegParam(TrainCases.RATING_LAMBDA)
            .setSeed(42);
    return Fit.timed(() -> als.fit(ratings.train()), this::judge);
  }

  private Accuracy judge(ALSModel model) {
    double rmse =
        Judge.rmse(
            model.setPredictionCol(PREDICTION).transform(ratings.test()),
            PREDICTION,
            MadeRatings.RATING);
    return new Accuracy(rmse, "");
  }
}
