package io.nightjar.spark.monitor;

import io.nightjar.drift.ChiSquared;
import io.nightjar.spark.monitor.Verdicts.Missing;
import io.nightjar.spark.monitor.profile.CategoricalProfile;
import io.nightjar.spark.monitor.profile.CategoryCounts;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The drift of one column of categories. */
final class CategoricalDrift {
  private static final int BINS = 10;
  private static final int ROUGH_BELOW = 5;

  private final CategoricalProfile reference;
  private final CategoryCounts current;
  private final long[] before;
  private final long[] now;

  CategoricalDrift(CategoricalProfile reference, CategoryCounts current) {
    this.reference = reference;
    this.current = current;
    this.before = reference.rows().stream().mapToLong(Long::longValue).toArray();
    this.now = current.known();
  }

  List<DriftFinding> findings(Verdicts verdicts) {
    long valuesBefore = Arrays.stream(before).sum() + reference.otherRows();
    DriftFinding missing =
        verdicts.missing(
            reference.column(),
            new Missing(reference.nulls(), valuesBefore + reference.nulls()),
            new Missing(current.nulls(), values() + current.nulls()));
    DriftFinding psi =
        verdicts.psi(
            reference.column(),
            bins(before, reference.otherRows(), reference.nulls()),
            bins(now, current.others(), current.nulls()));
    return List.of(psi, missing, chiSquared(), newCategories());
  }

  private long values() {
    return Arrays.stream(now).sum() + current.others();
  }

  /** The ten commonest values at training, all others together, and missing. */
  private static long[] bins(long[] known, long others, long nulls) {
    int named = Math.min(BINS, known.length);
    long[] bins = Arrays.copyOf(known, named + 2);
    bins[named] = others + Arrays.stream(known, named, known.length).sum();
    bins[named + 1] = nulls;
    return bins;
  }

  private DriftFinding chiSquared() {
    ChiSquared test =
        ChiSquared.test(
            new long[][] {with(before, reference.otherRows()), with(now, current.others())});
    if (values() < Verdicts.LEAST || test.degreesOfFreedom() == 0) {
      String why = values() + " rows now, " + (test.degreesOfFreedom() + 1) + " values";
      return DriftFinding.insufficient(reference.column(), "chi2", null, values(), why);
    }
    String rough = test.leastExpected() < ROUGH_BELOW ? ", rough: some values are rare" : "";
    String note =
        test.degreesOfFreedom() + " degrees of freedom" + Verdicts.byChance(test.p()) + rough;
    return DriftFinding.told(reference.column(), "chi2", test.statistic(), values(), note);
  }

  private static long[] with(long[] known, long others) {
    long[] all = Arrays.copyOf(known, known.length + 1);
    all[known.length] = others;
    return all;
  }

  private DriftFinding newCategories() {
    if (values() == 0) {
      return DriftFinding.insufficient(reference.column(), "new_categories", null, 0, "no values");
    }
    double share = current.others() / (double) values();
    return DriftFinding.told(reference.column(), "new_categories", share, values(), newNote());
  }

  private String newNote() {
    String examples =
        current.examples().entrySet().stream()
            .limit(ROUGH_BELOW)
            .map(e -> String.format(Locale.ROOT, "%s (%d)", e.getKey(), e.getValue()))
            .collect(Collectors.joining(", "));
    String known =
        reference.otherRows() == 0
            ? current.others() + " rows"
            : current.others() + " rows outside the " + before.length + " commonest";
    return examples.isEmpty() ? "none" : known + ": " + examples;
  }
}
