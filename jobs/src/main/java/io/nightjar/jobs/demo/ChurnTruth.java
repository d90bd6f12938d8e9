package io.nightjar.jobs.demo;

import java.io.Serializable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The made world of the demo: subscribers and whether they leave, by a logistic law that is known.
 * From {@link #shiftNight()} on, prices rise by a third and price starts to matter three times as
 * much: inputs drift, and the old model decays.
 *
 * <p>Each night is drawn from its own seed, so a night is the same however many are made.
 */
final class ChurnTruth implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final List<String> PLANS = List.of("basic", "plus", "pro", "family");
  private static final List<String> PAYMENTS = List.of("card", "transfer", "wallet");
  private static final List<String> COUNTRIES =
      List.of("DE", "FR", "IT", "ES", "PL", "NL", "SE", "PT", "AT", "CZ");
  private static final double[] PLAN_PRICE = {8.0, 12.0, 19.0, 24.0};
  private static final double[] PLAN_EFFECT = {0.5, 0.0, -0.6, -0.9};
  private static final double[] PAYMENT_EFFECT = {-0.3, 0.6, 0.1};

  private final LocalDate firstNight;
  private final int shiftNight;
  private final int rowsPerNight;
  private final long seed;

  ChurnTruth(LocalDate firstNight, int shiftNight, int rowsPerNight, long seed) {
    this.firstNight = firstNight;
    this.shiftNight = shiftNight;
    this.rowsPerNight = rowsPerNight;
    this.seed = seed;
  }

  static StructType schema() {
    return new StructType()
        .add("subscriber_id", DataTypes.LongType, false)
        .add("tenure_months", DataTypes.IntegerType)
        .add("monthly_price", DataTypes.DoubleType)
        .add("usage_hours", DataTypes.DoubleType)
        .add("support_calls", DataTypes.IntegerType)
        .add("plan", DataTypes.StringType)
        .add("payment", DataTypes.StringType)
        .add("country", DataTypes.StringType)
        .add("autopay", DataTypes.BooleanType)
        .add("renewal", DataTypes.DateType)
        .add("churned", DataTypes.StringType)
        .add("night", DataTypes.StringType);
  }

  /** Nights count from 1. */
  LocalDate date(int night) {
    return firstNight.plusDays(night - 1L);
  }

  int shiftNight() {
    return shiftNight;
  }

  int rowsPerNight() {
    return rowsPerNight;
  }

  /** All subscribers of one night. */
  Row[] night(int night) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + night);
    Row[] rows = new Row[rowsPerNight];
    for (int i = 0; i < rowsPerNight; i++) {
      rows[i] = subscriber(night, i, random);
    }
    return rows;
  }

  private Row subscriber(int night, int i, SplittableRandom random) {
    boolean shifted = night >= shiftNight;
    int plan = pick(random, 0.4, 0.3, 0.2);
    int payment = pick(random, 0.6, 0.25);
    int tenure = (int) Math.min(120, -30 * Math.log(1 - random.nextDouble()));
    double price =
        round(Math.max(1, PLAN_PRICE[plan] * (shifted ? 1.35 : 1.0) + 2 * normal(random)));
    double usage = round(Math.max(0, 22 + 9 * normal(random) - 0.05 * tenure));
    int calls = poisson(random, 1.2);
    boolean autopay = random.nextDouble() < 0.65;
    double logit = -0.9 + PLAN_EFFECT[plan] + PAYMENT_EFFECT[payment] - 0.035 * tenure;
    logit += (shifted ? 0.24 : 0.08) * (price - 13) - 0.06 * (usage - 22) + 0.45 * calls;
    logit += autopay ? -0.7 : 0.2;
    boolean leaves = random.nextDouble() < 1 / (1 + Math.exp(-logit));
    return RowFactory.create(
        night * 10_000_000L + i,
        tenure,
        price,
        random.nextDouble() < 0.04 ? null : usage,
        calls,
        PLANS.get(plan),
        random.nextDouble() < 0.02 ? null : PAYMENTS.get(payment),
        COUNTRIES.get((int) (random.nextDouble() * random.nextDouble() * COUNTRIES.size())),
        autopay,
        Date.valueOf(date(night).plusDays(random.nextInt(28))),
        leaves ? "yes" : "no",
        date(night).toString());
  }

  /** The index of the share into which a uniform draw falls; the last share is what is left. */
  private static int pick(SplittableRandom random, double... shares) {
    double u = random.nextDouble();
    int k = 0;
    while (k < shares.length && u >= shares[k]) {
      u -= shares[k];
      k++;
    }
    return k;
  }

  /** A standard normal draw (Box and Muller 1958). */
  private static double normal(SplittableRandom random) {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }

  /** A Poisson draw by multiplication of uniforms (Knuth 1969), for small means. */
  private static int poisson(SplittableRandom random, double mean) {
    double limit = Math.exp(-mean);
    int k = 0;
    double product = random.nextDouble();
    while (product > limit) {
      k++;
      product *= random.nextDouble();
    }
    return k;
  }

  private static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
