package io.nightjar.spark.score.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.NightjarException;
import io.nightjar.config.output.RecommendConfig;
import io.nightjar.features.ColumnType;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.KeyFeature;
import io.nightjar.features.design.Precision;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.FactorModel;
import io.nightjar.model.ModelHeader;
import io.nightjar.model.Provenance;
import io.nightjar.model.Target;
import io.nightjar.model.factors.ColdStart;
import io.nightjar.model.factors.KeyDictionary;
import io.nightjar.model.factors.KeyedFactors;
import io.nightjar.model.factors.TextKeys;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TableOrigin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecommendationsTest {
  private static final int USERS = 2300;
  private static final int ITEMS = 40;
  private static final FactorModel MODEL = model("user");

  /** Whole factors: many scores are the same, and none has a rounding. */
  private static FactorModel model(String userColumn) {
    Random random = new Random(31);
    Provenance provenance =
        new Provenance(
            "made",
            new Provenance.Algorithm("als", new TreeMap<>(), 1),
            new Provenance.Snapshot("made", 1, "00", "none"),
            "00",
            "test",
            new TreeMap<>());
    return new FactorModel(
        new ModelHeader(
            Target.regression("rating"),
            new FeatureSpec(
                List.of(
                    new KeyFeature(userColumn, ColumnType.LONG),
                    new KeyFeature("item", ColumnType.STRING))),
            Precision.FLOAT,
            provenance),
        new KeyedFactors(
            KeyDictionary.ofNumbers(LongStream.range(0, USERS).map(u -> 3 * u).toArray()),
            3,
            whole(USERS, random)),
        new KeyedFactors(
            TextKeys.of(IntStream.range(0, ITEMS).mapToObj(i -> "i" + (10 + i)).toList()),
            3,
            whole(ITEMS, random)),
        ColdStart.NAN);
  }

  private static float[] whole(int rows, Random random) {
    float[] values = new float[3 * rows];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(7) - 3;
    }
    return values;
  }

  /** Some pairs, some of them twice, some of nobody. */
  private static List<Row> seen() {
    Random random = new Random(32);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      rows.add(
          RowFactory.create(
              3 * random.nextInt(USERS) + i % 50 / 49, "i" + (10 + random.nextInt(45))));
    }
    rows.add(rows.get(0));
    rows.add(RowFactory.create(null, "i11"));
    return rows;
  }

  private static Table table(List<Row> rows) {
    StructType schema =
        new StructType().add("user", DataTypes.IntegerType).add("item", DataTypes.StringType);
    return new Table(
        SparkFixture.session().createDataFrame(rows, schema).repartition(3),
        new TableOrigin("seen", "made", List.of()),
        List.of());
  }

  private static List<Row> recommended(RecommendConfig config, int partitions) {
    Recommendations recommendations =
        new Recommendations(SparkFixture.session(), config, BackendPreference.AUTO, partitions);
    List<Row> rows = recommendations.of(MODEL, table(seen())).collectAsList();
    assertThat(recommendations.placements()).extracting(u -> u.kernel()).containsExactly("top-k");
    return rows;
  }

  /** Every pair that may be recommended, in order, by a naive loop. */
  private static List<Row> expected(boolean users, int k, boolean excludeSeen) {
    List<Row> seen = excludeSeen ? seen() : List.of();
    Set<String> taken = new HashSet<>();
    seen.forEach(row -> taken.add(row.get(0) + " " + row.get(1)));
    KeyedFactors keys = users ? MODEL.users() : MODEL.items();
    KeyedFactors others = users ? MODEL.items() : MODEL.users();
    List<Row> all = new ArrayList<>();
    for (int key = 0; key < keys.size(); key++) {
      int one = key;
      List<Integer> order =
          IntStream.range(0, others.size())
              .filter(
                  other -> {
                    Object user = users ? keys.keys().key(one) : others.keys().key(other);
                    Object item = users ? others.keys().key(other) : keys.keys().key(one);
                    return !taken.contains(user + " " + item);
                  })
              .boxed()
              .sorted(
                  Comparator.comparingDouble((Integer other) -> -keys.product(one, others, other))
                      .thenComparing(Comparator.naturalOrder()))
              .limit(k)
              .toList();
      for (int rank = 1; rank <= order.size(); rank++) {
        int other = order.get(rank - 1);
        all.add(
            RowFactory.create(
                keys.keys().key(key),
                rank,
                others.keys().key(other),
                (float) keys.product(key, others, other)));
      }
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({"USERS, 5, true, 7", "USERS, 39, true, 1", "USERS, 3, false, 2", "ITEMS, 4, true, 3"})
  void findsWhatANaiveSortOfAllPairsFinds(
      RecommendConfig.Side of, int k, boolean excludeSeen, int partitions) {
    List<Row> found = recommended(new RecommendConfig(k, of, excludeSeen, "out"), partitions);
    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(
            expected(of == RecommendConfig.Side.USERS, k, excludeSeen));
  }

  @Test
  void refusesKeysThatAreCalledAsItsOwnColumns() {
    Recommendations recommendations =
        new Recommendations(
            SparkFixture.session(),
            new RecommendConfig(3, RecommendConfig.Side.USERS, true, "out"),
            BackendPreference.AUTO,
            1);
    assertThatThrownBy(() -> recommendations.of(model("Rank"), table(seen())))
        .isInstanceOf(NightjarException.class)
        .hasMessage(
            "score.recommend: writes the columns rank and score, and one of the keys is called Rank; rename it where the table is made");
  }
}
