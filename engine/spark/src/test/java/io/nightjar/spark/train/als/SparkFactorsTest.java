package io.nightjar.spark.train.als;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.model.FactorModel;
import io.nightjar.model.factors.KeyDictionary;
import io.nightjar.model.factors.KeyedFactors;
import io.nightjar.model.factors.PercentileRank;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.train.TrainingRuns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same ratings through Spark ML's ALS, judged on the same held-out rows. */
class SparkFactorsTest {
  private static final String SETTINGS = "rank = 4, iterations = 8, lambda = 0.02";
  private static final StructType SCHEMA =
      new StructType()
          .add("user", DataTypes.IntegerType)
          .add("item", DataTypes.IntegerType)
          .add("rating", DataTypes.DoubleType);

  @TempDir Path folder;

  /** Every fifth rating is held out. */
  private record Parts(List<Row> train, List<Row> held) {
    static Parts of(List<Row> rows) {
      Parts parts = new Parts(new ArrayList<>(), new ArrayList<>());
      for (int i = 0; i < rows.size(); i++) {
        (i % 5 == 0 ? parts.held : parts.train).add(rows.get(i));
      }
      return parts;
    }
  }

  private FactorModel ours(Parts parts, String view, String kind) {
    MadeRatings.view(view, parts.train(), 2);
    return (FactorModel)
        TrainingRuns.train(MadeRatings.config(view, SETTINGS + kind), folder).trained().model();
  }

  private static ALSModel theirs(Parts parts, UnaryOperator<ALS> kind) {
    List<Row> rows =
        parts.train().stream()
            .map(row -> RowFactory.create(row.get(0), number(row), row.get(2)))
            .toList();
    Dataset<Row> table = SparkFixture.session().createDataFrame(rows, SCHEMA);
    ALS als =
        new ALS()
            .setRank(4)
            .setMaxIter(8)
            .setNumBlocks(2)
            .setRegParam(0.02)
            .setAlpha(2)
            .setSeed(42);
    return kind.apply(als).fit(table);
  }

  private static int number(Row row) {
    return Integer.parseInt(row.getString(1).substring(1));
  }

  /** Their factors in our form; items are named by number. */
  private static KeyedFactors factors(Dataset<Row> factors) {
    List<Row> rows = factors.orderBy("id").collectAsList();
    float[] values = new float[4 * rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = rows.get(i / 4).<Float>getList(1).get(i % 4);
    }
    LongStream keys = rows.stream().mapToLong(row -> row.getInt(0));
    return new KeyedFactors(KeyDictionary.ofNumbers(keys.toArray()), 4, values);
  }

  @Test
  void predictsHeldOutRatingsNoWorseThanSparkDoes() {
    Parts parts = Parts.of(MadeRatings.of(200, 120, 0.35, 21));
    FactorModel ours = ours(parts, "als_spark", "");
    double ourError = requireNoWorse(parts, ours, theirs(parts, als -> als));
    assertThat(ourError).as("the noise is 0.2, a mean alone errs by 0.65").isLessThan(0.26);
  }

  @Test
  void predictsHeldOutRatingsByFactorsOfZeroOrMoreNoWorseThanSparkDoes() {
    Parts parts = Parts.of(MadeRatings.of(200, 120, 0.35, 23));
    FactorModel ours = ours(parts, "als_spark_non_negative", ", non-negative = true");
    requireNoWorse(parts, ours, theirs(parts, als -> als.setNonnegative(true)));
    assertThat(ours.users().values()).contains(0f);
    for (KeyedFactors factors : List.of(ours.users(), ours.items())) {
      assertThat(IntStream.range(0, factors.values().length))
          .allMatch(i -> factors.values()[i] >= 0);
    }
    assertThat(ours.provenance().fit().get("solver")).contains("block principal pivoting");
    assertThat(ours.provenance().algorithm().parameters()).containsEntry("non-negative", "true");
  }

  /** Our root mean squared error, which is at most theirs and 0.001. */
  private static double requireNoWorse(Parts parts, FactorModel ours, ALSModel theirs) {
    KeyedFactors users = factors(theirs.userFactors());
    KeyedFactors items = factors(theirs.itemFactors());
    double our = 0;
    double their = 0;
    for (Row row : parts.held()) {
      double rating = row.getDouble(2);
      int user = ours.users().keys().place(row.get(0));
      double mine = ours.users().product(user, ours.items(), ours.items().keys().place(row.get(1)));
      double other =
          users.product(users.keys().place(row.get(0)), items, items.keys().place(number(row)));
      our += (mine - rating) * (mine - rating);
      their += (other - rating) * (other - rating);
    }
    double ourError = Math.sqrt(our / parts.held().size());
    double theirError = Math.sqrt(their / parts.held().size());
    assertThat(ourError).isLessThan(theirError + 0.001);
    return ourError;
  }

  @Test
  void ranksHeldOutPreferencesNoWorseThanSparkDoes() {
    Parts parts = Parts.of(MadeRatings.strengths(MadeRatings.of(200, 120, 0.35, 22)));
    FactorModel ours = ours(parts, "als_spark_implicit", ", implicit = true, alpha = 2");
    ALSModel theirs = theirs(parts, als -> als.setImplicitPrefs(true));
    KeyedFactors users = factors(theirs.userFactors());
    KeyedFactors items = factors(theirs.itemFactors());
    PercentileRank ourRank = new PercentileRank(ours.users(), ours.items());
    PercentileRank theirRank = new PercentileRank(users, items);
    double our = 0;
    double their = 0;
    double all = 0;
    for (Row row : parts.held()) {
      double strength = Math.max(0, row.getDouble(2));
      int user = ours.users().keys().place(row.get(0));
      double place = ourRank.place(user, ours.items().keys().place(row.get(1)));
      our += strength * ourRank.of(place);
      double theirPlace =
          theirRank.place(users.keys().place(row.get(0)), items.keys().place(number(row)));
      their += strength * theirRank.of(theirPlace);
      all += strength;
    }
    assertThat(our / all).isLessThan(their / all + 0.005);
    assertThat(our / all).as("chance is 0.5").isLessThan(0.3);
  }
}
