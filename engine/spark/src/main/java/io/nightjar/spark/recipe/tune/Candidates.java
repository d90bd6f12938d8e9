package io.nightjar.spark.recipe.tune;

import io.nightjar.config.tune.Range;
import io.nightjar.config.tune.Range.Listed;
import io.nightjar.config.tune.TuneConfig;
import io.nightjar.config.tune.TuneConfig.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The combinations that a search tries. They hang on the ranges, their order, the seed and the
 * number asked for alone; the first ones of a longer search are those of a shorter one.
 */
final class Candidates {
  /** Draws for each combination that is asked for, before a small set counts as exhausted. */
  private static final int PATIENCE = 100;

  private final TuneConfig tune;

  private Candidates(TuneConfig tune) {
    this.tune = tune;
  }

  /**
   * All combinations for a grid, or where there are no more than are asked for; else drawn ones.
   */
  static List<Candidate> of(TuneConfig tune) {
    Candidates candidates = new Candidates(tune);
    boolean all = tune.method() == Method.GRID || candidates.combinations() <= tune.trials();
    List<Map<String, String>> values = all ? candidates.every() : candidates.drawn();
    List<Candidate> numbered = new ArrayList<>();
    values.forEach(v -> numbered.add(new Candidate(numbered.size() + 1, v)));
    return List.copyOf(numbered);
  }

  private double combinations() {
    double count = 1;
    for (Range range : tune.ranges()) {
      count *= range instanceof Listed listed ? listed.values().size() : Double.POSITIVE_INFINITY;
    }
    return count;
  }

  /** Every combination; the values of the last range change fastest. */
  private List<Map<String, String>> every() {
    List<Map<String, String>> all = List.of(Map.of());
    for (Range range : tune.ranges()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> some : all) {
        for (String value : range.edges()) {
          Map<String, String> one = new LinkedHashMap<>(some);
          one.put(range.key(), value);
          longer.add(one);
        }
      }
      all = longer;
    }
    return all;
  }

  /** Drawn ones, each once; fewer than were asked for where the draws come to no new ones. */
  private List<Map<String, String>> drawn() {
    SplittableRandom random = new SplittableRandom(tune.seed());
    Set<Map<String, String>> drawn = new LinkedHashSet<>();
    long most = (long) PATIENCE * tune.trials();
    for (long draws = 0; draws < most && drawn.size() < tune.trials(); draws++) {
      Map<String, String> one = new LinkedHashMap<>();
      tune.ranges().forEach(range -> one.put(range.key(), range.at(random.nextDouble())));
      drawn.add(one);
    }
    return List.copyOf(drawn);
  }
}
