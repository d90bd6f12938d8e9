package io.nightjar.spark.monitor;

import io.nightjar.drift.KnotCounts;
import io.nightjar.drift.KolmogorovSmirnov;
import io.nightjar.drift.KsResult;
import io.nightjar.metrics.MetricValue;
import io.nightjar.spark.monitor.Verdicts.Missing;
import io.nightjar.spark.monitor.profile.ColumnKind;
import io.nightjar.spark.monitor.profile.NumericCounts;
import io.nightjar.spark.monitor.profile.NumericProfile;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The drift of one column of numbers or dates. */
final class NumericDrift {
  private static final int BINS = 10;

  private final NumericProfile reference;
  private final NumericCounts current;
  private final KnotCounts before;
  private final KnotCounts now;

  NumericDrift(NumericProfile reference, NumericCounts current) {
    this.reference = reference;
    this.current = current;
    this.before = reference.counts();
    this.now = current.counts();
  }

  List<DriftFinding> findings(Verdicts verdicts) {
    DriftFinding missing =
        verdicts.missing(
            reference.column(),
            new Missing(missingBefore(), before.total() + missingBefore()),
            new Missing(missingNow(), now.total() + missingNow()));
    return reference.kind() == ColumnKind.DATE
        ? List.of(dateKs(), missing)
        : List.of(ks(verdicts), psi(verdicts), missing, meanShift());
  }

  private long missingBefore() {
    return reference.nulls() + reference.nans();
  }

  private long missingNow() {
    return current.nulls() + current.nans();
  }

  private DriftFinding dateKs() {
    if (before.total() == 0 || now.total() == 0) {
      return DriftFinding.insufficient(reference.column(), "ks", null, now.total(), "no values");
    }
    double distance = KolmogorovSmirnov.test(before, now).distance();
    String note = "dates move on by nature and never alarm";
    return DriftFinding.told(reference.column(), "ks", distance, now.total(), note);
  }

  private DriftFinding ks(Verdicts verdicts) {
    long n = now.total();
    if (n < Verdicts.LEAST || before.total() < Verdicts.LEAST) {
      String why = n + " values now and " + before.total() + " at training; 30 are needed";
      return DriftFinding.insufficient(reference.column(), "ks", verdicts.ksMax(), n, why);
    }
    KsResult ks = KolmogorovSmirnov.test(before, now);
    boolean alarm = ks.distance() > verdicts.ksMax() && ks.p() < verdicts.chance();
    return new DriftFinding(
        reference.column(), "ks", ks.distance(), verdicts.ksMax(), alarm, n, note(ks));
  }

  private static String note(KsResult ks) {
    String accuracy =
        ks.errorBound() < 1e-12
            ? "exact D"
            : String.format(Locale.ROOT, "true D is at most %.2g more", ks.errorBound());
    String method = ks.method().name().toLowerCase(Locale.ROOT);
    return accuracy + Verdicts.byChance(ks.p()) + " (" + method + ")";
  }

  private DriftFinding psi(Verdicts verdicts) {
    int[] edges = before.quantileEdges(BINS);
    return verdicts.psi(
        reference.column(),
        with(before.binned(edges), missingBefore()),
        with(now.binned(edges), missingNow()));
  }

  private static long[] with(long[] bins, long missing) {
    long[] all = Arrays.copyOf(bins, bins.length + 1);
    all[bins.length] = missing;
    return all;
  }

  private DriftFinding meanShift() {
    MetricValue mean = current.mean();
    MetricValue deviation = reference.deviation();
    long n = now.total();
    for (MetricValue part : List.of(reference.mean(), deviation, mean)) {
      if (!part.isPresent()) {
        return DriftFinding.insufficient(reference.column(), "mean_shift", null, n, part.reason());
      }
    }
    if (deviation.value() == 0) {
      String why = "the column was constant at training";
      return DriftFinding.insufficient(reference.column(), "mean_shift", null, n, why);
    }
    double shift = (mean.value() - reference.mean().value()) / deviation.value();
    String note =
        String.format(
            Locale.ROOT, "%.6g at training, %.6g now", reference.mean().value(), mean.value());
    return DriftFinding.told(reference.column(), "mean_shift", shift, n, note);
  }
}
