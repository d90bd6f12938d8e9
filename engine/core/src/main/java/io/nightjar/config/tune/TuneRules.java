package io.nightjar.config.tune;

import io.nightjar.Problem;
import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Settings;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.config.tune.FoldsConfig.By;
import io.nightjar.config.tune.Range.Interval;
import io.nightjar.config.tune.TuneConfig.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the settings of a search say about one another, and about what they try. */
public final class TuneRules {
  private static final long MOST_COMBINATIONS = 10_000;
  private static final String WARM_START = "model.warm-start";
  private static final Set<String> FIXED = Set.of("model.type", "model.class");
  private static final Set<String> UNUSED = Set.of("model.checkpoint-rounds");

  private final Settings settings;
  private final TuneConfig tune;

  /** The rules of a search. */
  public TuneRules(Settings settings, TuneConfig tune) {
    this.settings = settings;
    this.tune = tune;
  }

  /** Refuses what can't be together. */
  public void check(RowRoles roles, ModelConfig model) {
    checkFolds(roles);
    checkMethod(model);
    checkStart();
    tune.ranges().forEach(this::checkKey);
  }

  private void checkFolds(RowRoles roles) {
    By by = tune.folds().by();
    if (by != By.HASH && tune.folds().column().isEmpty()) {
      String role = by == By.GROUP ? "data.group" : "data.time";
      settings.reject(
          FoldsConfig.BY.key(),
          " is "
              + Kind.word(by)
              + ", but neither tune.folds.column nor "
              + role
              + " names a column; name it.");
    }
    boolean whole = by == By.GROUP && tune.folds().column().equals(roles.group());
    if (roles.group().isPresent() && !whole) {
      settings.reject(
          FoldsConfig.BY.key(),
          " is "
              + Kind.word(by)
              + tune.folds().column().map(column -> " (of " + column + ")").orElse("")
              + ", which may part the rows of one data.group; must be group (of "
              + roles.group().get()
              + "), or drop data.group.");
    }
  }

  private void checkMethod(ModelConfig model) {
    if (tune.method() == Method.GRID) {
      checkGrid();
    }
    if (tune.method() != Method.SUCCESSIVE_HALVING && settings.has("tune.halving")) {
      settings.reject(
          "tune.halving",
          " is for tune.method = successive-halving, but tune.method is "
              + Kind.word(tune.method())
              + "; drop one.");
    }
    boolean trees = tune.halving().budget() == HalvingConfig.Budget.TREES;
    if (trees && !HalvingConfig.growsTrees(model)) {
      settings.reject(
          HalvingConfig.BUDGET.key(),
          " is trees, but model.type is " + model.type() + "; must be rows.");
    }
  }

  /** A version's trees were grown on rows that a fold holds back. */
  private void checkStart() {
    if (settings.has(WARM_START)) {
      settings.reject(
          WARM_START,
          " is set, but a search compares models that are grown from the start; drop it, or the tune"
              + " block.");
    }
  }

  private void checkGrid() {
    if (settings.has(TuneConfig.TRIALS.key())) {
      settings.reject(
          TuneConfig.TRIALS.key(),
          " is for drawn combinations, but tune.method is grid, which tries every one; drop it.");
    }
    double combinations = 1;
    for (Range range : tune.ranges()) {
      if (range instanceof Interval) {
        settings.reject(
            place(range),
            " has no steps, but tune.method is grid; give it steps = 5, a list, or take random.");
      } else {
        combinations *= Math.max(1, range.edges().size());
      }
    }
    if (combinations > MOST_COMBINATIONS) {
      settings.reject(
          RangeReader.RANGES.key(),
          " have "
              + (long) combinations
              + " combinations; a grid has at most "
              + MOST_COMBINATIONS
              + ": give fewer values, or take random.");
    }
  }

  private void checkKey(Range range) {
    String key = range.key();
    if (!key.startsWith("model.") && !key.startsWith("features.")) {
      settings.reject(
          place(range), " is no setting of the model or its features, which alone can be tried.");
    } else if (FIXED.contains(key)) {
      settings.reject(
          place(range), " can't be tried: its settings hang on it; tune one model at a time.");
    } else if (UNUSED.contains(key)) {
      settings.reject(place(range), " changes no model; drop it.");
    }
  }

  /**
   * Refuses each value that a job can't have, whatever another range adds: a setting may hang on
   * one that is tried too.
   *
   * @param read the problems of the job with some settings changed ({@code key=value} each)
   */
  public void checkValues(Function<List<String>, List<Problem>> read) {
    List<Problem> before = settings.problems();
    for (Range range : tune.ranges()) {
      Map<String, List<String>> refused = new LinkedHashMap<>();
      for (String value : range.edges()) {
        Set<String> lasting = messages(read, List.of(set(range, value)), before);
        for (String other : others(range)) {
          if (lasting.isEmpty()) {
            break;
          }
          Set<String> together = messages(read, List.of(other, set(range, value)), before);
          lasting.removeIf(
              why -> together.stream().noneMatch(w -> subject(w).equals(subject(why))));
        }
        lasting.forEach(why -> refused.computeIfAbsent(why, w -> new ArrayList<>()).add(value));
      }
      refused.forEach((why, values) -> settings.reject(place(range), text(range, why, values)));
    }
  }

  /** Each value of each other range, as a change. */
  private List<String> others(Range range) {
    List<String> changes = new ArrayList<>();
    tune.ranges().stream()
        .filter(other -> !other.key().equals(range.key()))
        .forEach(other -> other.edges().forEach(value -> changes.add(set(other, value))));
    return changes;
  }

  /** The setting that a problem is about, which its message begins with. */
  private static String subject(String message) {
    return message.substring(0, Math.max(0, message.indexOf(' ')));
  }

  private static String text(Range range, String why, List<String> values) {
    boolean all = values.size() == range.edges().size();
    return (all ? ": " : " has " + String.join(", ", values) + ": ") + why;
  }

  private static Set<String> messages(
      Function<List<String>, List<Problem>> read, List<String> changed, List<Problem> before) {
    return read.apply(changed).stream()
        .filter(problem -> !before.contains(problem))
        .map(Problem::message)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String set(Range range, String value) {
    return range.key() + "=" + value;
  }

  private static String place(Range range) {
    return RangeReader.RANGES.key() + "." + range.key();
  }
}
