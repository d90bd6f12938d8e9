package io.nightjar.spark.monitor;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nightjar.config.MonitorConfig;
import io.nightjar.drift.KolmogorovSmirnov;
import io.nightjar.drift.PopulationStability;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.monitor.profile.Profile;
import io.nightjar.spark.monitor.profile.ProfileSpec;
import io.nightjar.spark.monitor.profile.Profiler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MonitorTest {
  private static final MonitorConfig LIMITS =
      new MonitorConfig(
          0.1, 0.25, 0.05, 50, Optional.empty(), MonitorConfig.OnDrift.RETRAIN, Set.of());
  private static final List<String> COLUMNS = List.of("age", "spend", "plan", "day");
  private static Profile profile;

  /** Rows {@code from} to {@code to} of one endless table without drift. */
  private static Dataset<Row> rows(long from, long to) {
    return SparkFixture.session()
        .range(from, to, 1, 3)
        .select(
            expr("id"),
            expr("CAST(pmod(hash(id, 1), 60) AS INT)").as("age"),
            expr("IF(pmod(hash(id, 2), 20) = 0, NULL, ABS(hash(id, 3)) / 1e7D)").as("spend"),
            expr("ELT(1 + CAST(SQRT(pmod(hash(id, 4), 16)) AS INT), 'a', 'b', 'c', 'd')")
                .as("plan"),
            expr("DATE'2026-01-01' + CAST(id / 1000 AS INT)").as("day"),
            expr("pmod(hash(id, 5), 1000) / 1000D").as("score"));
  }

  @BeforeAll
  static void freezeAProfile() {
    ProfileSpec spec = new ProfileSpec(COLUMNS, Set.of(), Optional.of("score"), List.of("id"));
    profile = Profiler.profile(rows(0, 20_000), spec);
  }

  private static DriftFinding find(List<DriftFinding> findings, String column, String statistic) {
    return findings.stream()
        .filter(f -> f.column().equals(column) && f.statistic().equals(statistic))
        .findFirst()
        .orElseThrow();
  }

  private static double[] column(Dataset<Row> rows, String name) {
    return rows
        .where(col(name).isNotNull())
        .select(col(name).cast("double"))
        .collectAsList()
        .stream()
        .mapToDouble(r -> r.getDouble(0))
        .toArray();
  }

  @Test
  void findsNothingInTheProfiledRowsThemselves() {
    List<DriftFinding> findings = Monitor.compare(profile, rows(0, 20_000), LIMITS);
    assertThat(findings).noneMatch(DriftFinding::alarm);
    assertThat(findings)
        .filteredOn(f -> !f.statistic().equals("mean_shift"))
        .extracting(DriftFinding::value)
        .containsOnly(0.0);
  }

  @Test
  void doesNotAlarmOverManyNightsWithoutDrift() {
    for (int night = 0; night < 12; night++) {
      long rows = night % 2 == 0 ? 60 : 500;
      List<DriftFinding> findings =
          Monitor.compare(
              profile, rows(50_000 + night * 1000, 50_000 + night * 1000 + rows), LIMITS);
      assertThat(findings).as("night %d", night).noneMatch(DriftFinding::alarm);
    }
  }

  @Test
  void findsAShiftWithTheDistanceOfTheNaiveStatistic() {
    Dataset<Row> shifted =
        rows(30_000, 31_000)
            .withColumn("age", col("age").plus(10))
            .withColumn("spend", col("spend").multiply(1.5));
    List<DriftFinding> findings = Monitor.compare(profile, shifted, LIMITS);
    DriftFinding age = find(findings, "age", "ks");
    double naive =
        KolmogorovSmirnov.test(column(rows(0, 20_000), "age"), column(shifted, "age")).distance();
    assertThat(age.value()).isCloseTo(naive, within(1e-12));
    assertThat(age.alarm()).isTrue();
    assertThat(age.note()).startsWith("exact D, p = ").endsWith("(limit)");
    DriftFinding spend = find(findings, "spend", "ks");
    double truth =
        KolmogorovSmirnov.test(column(rows(0, 20_000), "spend"), column(shifted, "spend"))
            .distance();
    assertThat(truth).isBetween(spend.value() - 1e-12, spend.value() + 0.002);
    assertThat(spend.note()).startsWith("true D is at most ");
    assertThat(find(findings, "plan", "psi").alarm()).isFalse();
    assertThat(find(findings, "age", "mean_shift").value()).isCloseTo(10 / 17.3, within(0.1));
  }

  @Test
  void measuresThePsiOverTenBinsAndMissing() {
    Dataset<Row> older = rows(30_000, 31_000).where("age >= 20");
    DriftFinding psi = find(Monitor.compare(profile, older, LIMITS), "age", "psi");
    double[] reference = column(rows(0, 20_000), "age");
    double[] current = column(older, "age");
    double[] sorted = java.util.Arrays.stream(reference).sorted().toArray();
    double[] edges = new double[9];
    for (int j = 1; j < 10; j++) {
      edges[j - 1] = sorted[(int) Math.ceil(j * 2000.0) - 1];
    }
    double naive = PopulationStability.index(shares(reference, edges), shares(current, edges));
    assertThat(psi.value()).isCloseTo(naive, within(1e-12));
    assertThat(psi.alarm()).isTrue();
    assertThat(psi.note()).startsWith("11 bins with that of missing values, p = ");
  }

  private static double[] shares(double[] values, double[] edges) {
    double[] shares = new double[edges.length + 1];
    for (double value : values) {
      int bin = 0;
      while (bin < edges.length && value > edges[bin]) {
        bin++;
      }
      shares[bin] += 1.0 / values.length;
    }
    return shares;
  }

  @Test
  void findsNewCategoriesAndARiseOfMissingValues() {
    Dataset<Row> today =
        rows(30_000, 31_000)
            .withColumn("plan", expr("IF(id % 5 = 0, 'gold', IF(id % 50 = 1, 'zinc', plan))"))
            .withColumn("spend", expr("IF(id % 4 = 0, NULL, spend)"));
    List<DriftFinding> findings = Monitor.compare(profile, today, LIMITS);
    DriftFinding plans = find(findings, "plan", "new_categories");
    assertThat(plans.value()).isEqualTo(0.22);
    assertThat(plans.note()).isEqualTo("220 rows: gold (200), zinc (20)");
    assertThat(find(findings, "plan", "psi").alarm()).isTrue();
    assertThat(find(findings, "plan", "chi2").note()).startsWith("4 degrees of freedom, p = ");
    DriftFinding missing = find(findings, "spend", "missing_share");
    assertThat(missing.alarm()).isTrue();
    assertThat(missing.value()).isGreaterThan(0.2);
    assertThat(find(findings, "age", "missing_share").alarm()).isFalse();
  }

  @Test
  void findsDriftOfThePredictions() {
    Dataset<Row> bold = rows(30_000, 30_500).withColumn("score", expr("SQRT(score)"));
    assertThat(find(Monitor.compare(profile, bold, LIMITS), "score", "ks").alarm()).isTrue();
  }

  @Test
  void neverAlarmsAtDates() {
    List<DriftFinding> findings = Monitor.compare(profile, rows(30_000, 31_000), LIMITS);
    DriftFinding day = find(findings, "day", "ks");
    assertThat(day.value()).isEqualTo(1.0);
    assertThat(day.alarm()).isFalse();
    assertThat(day.note()).isEqualTo("dates move on by nature and never alarm");
  }

  @Test
  void givesNoVerdictOnFewRowsOrFewValues() {
    assertThat(Monitor.compare(profile, rows(0, 49), LIMITS))
        .containsExactly(
            new DriftFinding(
                "*",
                "rows",
                49.0,
                50.0,
                false,
                49,
                "insufficient: fewer rows than monitor.min-rows give no verdict"));
    Dataset<Row> empty = rows(0, 100).withColumn("spend", lit(null).cast("double"));
    List<DriftFinding> findings = Monitor.compare(profile, empty, LIMITS);
    DriftFinding ks = find(findings, "spend", "ks");
    assertThat(ks.value()).isNull();
    assertThat(ks.note()).startsWith("insufficient: 0 values now and ");
    assertThat(find(findings, "spend", "missing_share").alarm()).isTrue();
  }

  @Test
  void readsColumnsThatCameAsText() {
    Dataset<Row> text = rows(0, 20_000).withColumn("age", expr("IF(id < 5, 'n/a', '' || age)"));
    List<DriftFinding> findings = Monitor.compare(profile, text, LIMITS);
    assertThat(find(findings, "age", "ks").value()).isLessThan(0.001);
    assertThat(find(findings, "age", "missing_share").value()).isEqualTo(5 / 20_000.0);
  }

  @Test
  void namesAMissingColumn() {
    assertThatThrownBy(() -> Monitor.compare(profile, rows(0, 99).drop("spend"), LIMITS))
        .hasMessage(
            "spend: the monitored column spend is not in the table, which has"
                + " id, age, plan, day, score.");
  }

  @Test
  void doesNotDependOnPartitions() {
    List<DriftFinding> once = Monitor.compare(profile, rows(30_000, 31_000), LIMITS);
    assertThat(Monitor.compare(profile, rows(30_000, 31_000).repartition(9), LIMITS))
        .isEqualTo(once);
  }

  @Test
  void findsTheDriftBetweenTwoRealPeriodsOfAnOffice() {
    Path folder = Path.of(System.getProperty("nightjar.data", ""), "occupancy");
    assumeTrue(Files.isDirectory(folder), "needs the occupancy data at " + folder);
    List<String> columns = List.of("Temperature", "Humidity", "Light", "CO2");
    Dataset<Row> training = occupancy(folder, "datatraining.txt");
    ProfileSpec spec = new ProfileSpec(columns, Set.of(), Optional.empty(), List.of());
    Profile office = Profiler.profile(training, spec);
    Dataset<Row> later = occupancy(folder, "datatest2.txt");
    List<DriftFinding> findings = Monitor.compare(office, later, LIMITS);
    for (String name : columns) {
      double truth = KolmogorovSmirnov.test(column(training, name), column(later, name)).distance();
      assertThat(find(findings, name, "ks").value()).isCloseTo(truth, within(0.002));
      assertThat(find(findings, name, "ks").alarm()).isEqualTo(truth > 0.1);
    }
    assertThat(find(findings, "CO2", "ks").alarm()).isTrue();
  }

  private static Dataset<Row> occupancy(Path folder, String file) {
    return SparkFixture.session()
        .read()
        .schema(
            "row STRING, date STRING, Temperature DOUBLE, Humidity DOUBLE, Light DOUBLE,"
                + " CO2 DOUBLE, ratio DOUBLE, Occupancy INT")
        .csv(folder.resolve(file).toString())
        .where("row != 'date'");
  }
}
