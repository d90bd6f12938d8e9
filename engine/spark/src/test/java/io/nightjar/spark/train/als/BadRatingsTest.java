package io.nightjar.spark.train.als;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.model.FactorModel;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.train.TrainingRuns;
import io.nightjar.spark.train.als.ratings.RatingTable;
import io.nightjar.spark.train.als.ratings.Side;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ratings that nothing can be learnt from, or little. */
class BadRatingsTest {
  private static final Row GOOD = RowFactory.create(1, "a", 4.0);
  private static final Row OTHER = RowFactory.create(2, "b", 2.0);

  @TempDir Path folder;

  private FactorModel train(String settings, Row... rows) {
    MadeRatings.view("als_bad", List.of(rows), 1);
    return (FactorModel)
        TrainingRuns.train(MadeRatings.config("als_bad", settings), folder).trained().model();
  }

  private void refuses(String settings, String message, Row... rows) {
    assertThatThrownBy(() -> train(settings, rows))
        .isInstanceOf(NightjarException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesKeysThatAreMissing() {
    refuses(
        "rank = 1",
        "user: 1 of 3 rows have no value, but it is model.user; leave them out with data.where, or mend them",
        GOOD,
        OTHER,
        RowFactory.create(null, "a", 1.0));
    refuses(
        "rank = 1",
        "item: 1 of 3 rows have no value, but it is model.item; leave them out with data.where, or mend them",
        GOOD,
        OTHER,
        RowFactory.create(3, null, 1.0));
  }

  @Test
  void refusesRatingsThatAreNoNumbers() {
    refuses(
        "rank = 1",
        "have a label that is not finite; mend them",
        GOOD,
        OTHER,
        RowFactory.create(3, "a", Double.NaN));
    refuses("rank = 1", "have no label", GOOD, OTHER, RowFactory.create(3, "a", null));
    refuses(
        "rank = 1",
        "rating: 1 of 3 rows are beyond ±1.7014117331926443E38, which float32 sums can't hold; scale the label",
        GOOD,
        OTHER,
        RowFactory.create(3, "a", 1e300));
  }

  @Test
  void refusesTwoRatingsOfOnePair() {
    refuses(
        "rank = 1",
        "model.item: 1 training rows rate what another row of the same user rates, such as user = 2 and item = b; keep one rating of each pair, or set model.implicit = true, which adds them up",
        GOOD,
        OTHER,
        RowFactory.create(2, "a", 3.0),
        RowFactory.create(2, "b", 3.0));
  }

  @Test
  void refusesRatingsThatAreAllTheSameButNotCounts() {
    refuses(
        "rank = 1",
        "rating: is 4 in every row; there is nothing to learn from a constant label",
        GOOD,
        RowFactory.create(2, "a", 4.0));
    FactorModel model = train("rank = 1, implicit = true", GOOD, RowFactory.create(2, "a", 4.0));
    assertThat(model.users().product(0, model.items(), 0)).isBetween(0.9, 1.0);
  }

  @Test
  void refusesARankThatRatingsDoNotSettle() {
    refuses(
        "rank = 3, lambda = 0",
        "have no finite solution with model.lambda = 0.0: the ratings are fewer than model.rank, or too large; raise model.lambda, or scale the label",
        GOOD,
        OTHER);
  }

  @Test
  void learnsFromOneUserAndFromMoreFactorsThanItems() {
    FactorModel model = train("rank = 8, lambda = 0.001", GOOD, RowFactory.create(1, "b", 2.0));
    assertThat(model.users().size()).isEqualTo(1);
    assertThat(model.users().product(0, model.items(), 0)).isBetween(3.9, 4.1);
    assertThat(model.users().product(0, model.items(), 1)).isBetween(1.9, 2.1);
  }

  @Test
  void givesNothingToAUserOfDislikesAlone() {
    FactorModel model =
        train("rank = 1, implicit = true, lambda = 0", GOOD, RowFactory.create(2, "a", -1.0));
    assertThat(model.users().product(1, model.items(), 0)).isZero();
  }

  @Test
  void refusesMoreFactorsThanTheDriverGathers() {
    RatingTable.requireFew(Side.USER, 1 << 22, 32);
    assertThatThrownBy(() -> RatingTable.requireFew(Side.USER, (1 << 22) + 1, 32))
        .isInstanceOf(NightjarException.class)
        .hasMessage(
            "model.user: has 4194305 keys, with model.rank = 32 that makes 134217760 factors; must be 134217728 at most: lower model.rank, or leave rows out with data.where");
  }

  @Test
  void refusesKeysThatAreNeitherNumbersNorText() {
    StructType schema =
        new StructType()
            .add("user", DataTypes.DoubleType)
            .add("item", DataTypes.StringType)
            .add("rating", DataTypes.DoubleType);
    SparkFixture.session()
        .createDataFrame(
            List.of(RowFactory.create(1.0, "a", 4.0), RowFactory.create(2.0, "a", 3.0)), schema)
        .createOrReplaceTempView("als_double");
    assertThatThrownBy(
            () -> TrainingRuns.train(MadeRatings.config("als_double", "rank = 1"), folder))
        .isInstanceOf(NightjarException.class)
        .hasMessage(
            "model.user: is user, a column of type double; must be of whole numbers or text: cast it where the table is made");
  }

  @Test
  void refusesALabelOfTextWhereRowsAreOnlyLookedAt() {
    StructType schema =
        new StructType()
            .add("user", DataTypes.LongType)
            .add("item", DataTypes.StringType)
            .add("rating", DataTypes.StringType);
    SparkFixture.session()
        .createDataFrame(List.of(RowFactory.create(1L, "a", "four")), schema)
        .createOrReplaceTempView("als_text_label");
    JobConfig config = MadeRatings.config("als_text_label", "rank = 1");
    Table table = Tables.training(SparkFixture.session(), config.data(), LocalDate.EPOCH);
    assertThatThrownBy(() -> AlsTraining.check(config, table))
        .isInstanceOf(NightjarException.class)
        .hasMessage(
            "data.label: is rating, a column of type string; must be of numbers: cast it where the table is made");
  }

  @Test
  void tellsKeysApartThatADoubleDoesNotHold() {
    long large = (1L << 53) + 1;
    StructType schema =
        new StructType()
            .add("user", DataTypes.LongType)
            .add("item", DataTypes.ShortType)
            .add("rating", DataTypes.FloatType);
    SparkFixture.session()
        .createDataFrame(
            List.of(
                RowFactory.create(large, (short) -3, 4f),
                RowFactory.create(large - 1, (short) -3, 2f),
                RowFactory.create(Long.MIN_VALUE, (short) 7, 3f)),
            schema)
        .createOrReplaceTempView("als_long");
    FactorModel model =
        (FactorModel)
            TrainingRuns.train(MadeRatings.config("als_long", "rank = 1"), folder)
                .trained()
                .model();
    assertThat(model.users().size()).isEqualTo(3);
    assertThat(model.users().keys().key(2)).isEqualTo(large);
    assertThat(model.items().keys().key(0)).isEqualTo(-3L);
  }
}
