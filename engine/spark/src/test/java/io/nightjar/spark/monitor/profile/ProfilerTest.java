package io.nightjar.spark.monitor.profile;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.drift.KnotCounts;
import io.nightjar.spark.SparkFixture;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

class ProfilerTest {

  private static Dataset<Row> made(long rows) {
    return SparkFixture.session()
        .range(0, rows, 1, 3)
        .select(
            expr("id"),
            expr("CAST(pmod(hash(id), 50) AS INT)").as("few"),
            expr("hash(id, 1) / 1e6D").as("many"),
            expr("CASE pmod(id, 10) WHEN 0 THEN NULL WHEN 1 THEN DOUBLE('NaN') WHEN 2 THEN"
                    + " DOUBLE('Infinity') ELSE 0D END")
                .as("odd"),
            expr("CAST(pmod(hash(id, 2), 7) AS STRING)").as("text"),
            expr("id % 3 = 0").as("flag"),
            expr("DATE'2026-01-01' + CAST(id % 30 AS INT)").as("day"));
  }

  private static ProfileSpec spec(String... columns) {
    return new ProfileSpec(List.of(columns), Set.of(), Optional.empty(), List.of("id"));
  }

  private static final String[] ALL = {"few", "many", "odd", "text", "flag", "day"};

  @Test
  void givesTheSameBytesWhateverTheOrderAndPartitions() {
    byte[] once = Profiler.profile(made(3000), spec(ALL)).toJson();
    for (int partitions : new int[] {1, 7}) {
      Dataset<Row> moved = made(3000).orderBy(expr("hash(id, 99)")).repartition(partitions);
      assertThat(Profiler.profile(moved, spec(ALL)).toJson()).isEqualTo(once);
    }
  }

  @Test
  void countsExactlyAtAllDistinctValues() {
    List<Row> rows = made(3000).collectAsList();
    NumericProfile few = Profiler.profile(made(3000), spec("few")).numeric().get(0);
    Map<Integer, Long> naive =
        rows.stream().collect(Collectors.groupingBy(r -> r.getInt(1), Collectors.counting()));
    assertThat(few.knots()).hasSize(50).isSorted();
    for (int k = 0; k < 50; k++) {
      assertThat(few.equal().get(k)).isEqualTo(naive.get(few.knots().get(k).intValue()));
    }
    assertThat(few.before()).hasSize(51).containsOnly(0L);
    double mean = rows.stream().mapToDouble(r -> r.getInt(1)).average().orElseThrow();
    double about = rows.stream().mapToDouble(r -> Math.pow(r.getInt(1) - mean, 2)).sum();
    assertThat(few.mean().value()).isCloseTo(mean, within(1e-12));
    assertThat(few.deviation().value()).isCloseTo(Math.sqrt(about / 2999), within(1e-12));
  }

  @Test
  void countsEveryRowAtTheKnotsOfASample() {
    NumericProfile many = Profiler.profile(made(3000), spec("many")).numeric().get(0);
    assertThat(many.knots()).hasSize(1000);
    KnotCounts counts = many.counts();
    assertThat(counts.total()).isEqualTo(3000);
    double[] values =
        made(3000).collectAsList().stream().mapToDouble(r -> r.getDouble(2)).sorted().toArray();
    long below = 0;
    for (int k = 0; k < 1000; k++) {
      below += counts.before(k) + counts.at(k);
      double knot = many.knots().get(k);
      long naive = java.util.Arrays.stream(values).filter(v -> v <= knot).count();
      assertThat(below).isEqualTo(naive);
    }
  }

  @Test
  void samplesALargeTableByTheHashOfItsKey() {
    Dataset<Row> large =
        SparkFixture.session().range(0, 400_000, 1, 4).select(expr("id"), expr("id * 1D").as("x"));
    NumericProfile x = Profiler.profile(large, spec("x")).numeric().get(0);
    assertThat(x.counts().total()).isEqualTo(400_000);
    assertThat(x.knots()).hasSize(1000);
    for (int k = 0; k < 1000; k++) {
      assertThat(x.knots().get(k)).isCloseTo(k / 999.0 * 399_999, within(4000.0));
    }
    assertThat(Profiler.profile(large.repartition(3), spec("x")).numeric().get(0)).isEqualTo(x);
  }

  @Test
  void keepsNullNanAndInfinityApart() {
    NumericProfile odd = Profiler.profile(made(1000), spec("odd")).numeric().get(0);
    assertThat(odd.nulls()).isEqualTo(100);
    assertThat(odd.nans()).isEqualTo(100);
    assertThat(odd.knots()).containsExactly(0.0, Double.POSITIVE_INFINITY);
    assertThat(odd.equal()).containsExactly(700L, 100L);
    assertThat(odd.mean().reason()).isEqualTo("some values are infinite or above 1e150");
  }

  @Test
  void keepsTheCommonestCategories() {
    Dataset<Row> rows =
        SparkFixture.session()
            .range(0, 1200)
            .select(
                expr("id"),
                expr("CASE WHEN id % 4 = 0 THEN 'often' WHEN id % 4 = 1 THEN NULL"
                        + " ELSE CONCAT('x', LPAD(CAST(id * 2 AS STRING), 5, '0')) END")
                    .as("name"),
                expr("id * 2 || '/' || id % 2").as("wide"));
    CategoricalProfile name = Profiler.profile(rows, spec("name")).categorical().get(0);
    assertThat(name.values()).hasSize(601).startsWith("often", "x00004", "x00006");
    assertThat(name.rows()).startsWith(300L, 1L);
    assertThat(name.nulls()).isEqualTo(300);
    CategoricalProfile wide = Profiler.profile(rows, spec("wide")).categorical().get(0);
    assertThat(wide.values()).hasSize(1000).isSortedAccordingTo(Comparator.naturalOrder());
    assertThat(wide.otherRows()).isEqualTo(200);
  }

  @Test
  void takesNumbersForCategoriesWhereToldTo() {
    ProfileSpec spec = new ProfileSpec(List.of("few"), Set.of("few"), Optional.empty(), List.of());
    assertThat(Profiler.profile(made(500), spec).categorical().get(0).values()).contains("49");
  }

  @Test
  void survivesJson() {
    ProfileSpec spec =
        new ProfileSpec(List.of("odd", "text", "day"), Set.of(), Optional.of("many"), List.of());
    Profile profile = Profiler.profile(made(100), spec);
    assertThat(Profile.fromJson(profile.toJson())).isEqualTo(profile);
    assertThat(profile.prediction()).isEqualTo("many");
    assertThat(profile.rows()).isEqualTo(100);
    assertThat(profile.numeric())
        .extracting(NumericProfile::kind)
        .containsExactly(ColumnKind.NUMERIC, ColumnKind.DATE, ColumnKind.NUMERIC);
  }

  @Test
  void profilesATableWithoutRows() {
    Profile empty = Profiler.profile(made(0), spec(ALL));
    assertThat(empty.rows()).isZero();
    assertThat(empty.numeric().get(0).knots()).isEmpty();
    assertThat(empty.numeric().get(0).mean().reason()).isEqualTo("there are only 0 values");
  }

  @Test
  void rejectsWhatItCannotProfile() {
    assertThatThrownBy(() -> Profiler.profile(made(3), spec("gone")))
        .hasMessage(
            "gone: the monitored column gone is not in the table, which has"
                + " id, few, many, odd, text, flag, day.");
    Column list = expr("array(id)").as("list");
    assertThatThrownBy(() -> Profiler.profile(made(3).select(expr("id"), list), spec("list")))
        .hasMessage(
            "list: a column of type ARRAY<BIGINT> can't be profiled; numbers, text, booleans,"
                + " dates and timestamps can. Exclude it.");
  }

  @Test
  void rejectsADamagedProfile() {
    byte[] other =
        "{\"format\":2,\"rows\":0,\"numeric\":[],\"categorical\":[]}"
            .getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Profile.fromJson(other))
        .hasMessage("the profile has format 2; this version reads 1.");
    assertThatThrownBy(() -> Profile.fromJson("{\"format\":1".getBytes(StandardCharsets.UTF_8)))
        .hasMessageStartingWith("the profile is damaged: ")
        .extracting(e -> ((NightjarException) e).kind())
        .isEqualTo(FailureKind.STORAGE);
  }

  @Test
  void countsTravelByKryoToo() {
    SerializerInstance kryo = new KryoSerializer(new SparkConf()).newInstance();
    ClassTag<Object> any = ClassTag$.MODULE$.Object();
    Profile profile = Profiler.profile(made(100), spec(ALL));
    TableCounts counts = TableCounts.of(made(200), profile);
    TableCounts back = (TableCounts) kryo.deserialize(kryo.serialize(counts, any), any);
    assertThat(back.rows()).isEqualTo(200);
    assertThat(back.numeric(0).mean()).isEqualTo(counts.numeric(0).mean());
    assertThat(back.numeric(0).counts().total()).isEqualTo(200);
    assertThat(back.categorical(0).known()).isEqualTo(counts.categorical(0).known());
    assertThat(back.categorical(0).examples()).isEqualTo(counts.categorical(0).examples());
  }
}
