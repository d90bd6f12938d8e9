package io.nightjar.spark.recipe.version;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.model.Model;
import io.nightjar.model.Target;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.score.ScoringModel.Challenger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;

/** The versions that score beside the champion, by {@code score.challengers}. */
public final class Challengers {
  private static final String KEY = "score.challengers";

  private Challengers() {}

  /**
   * Loads them.
   *
   * @param champion the version whose scores count
   * @param selectors aliases or numbers, each with or without {@code name@}
   * @throws NightjarException CONFIG for a version that isn't there, is named twice, is the
   *     champion itself, or predicts something else, and where the champion learned without a label
   */
  public static List<Stored> of(RunContext run, LoadedVersion champion, List<String> selectors) {
    Map<Integer, String> taken = new HashMap<>();
    taken.put(champion.version().version(), "the version that scores");
    List<Stored> challengers = new ArrayList<>();
    for (String selector : selectors) {
      LoadedVersion version = LoadedVersion.of(run, selector);
      int number = version.version().version();
      String other = taken.putIfAbsent(number, "\"" + selector + "\"");
      if (other != null) {
        throw refused(
            run,
            selector,
            "is " + version.version().reference() + ", as " + other + " is; name another version.");
      }
      requireComparable(run, selector, champion.model(), version.model());
      challengers.add(
          new Stored(
              new Challenger(selector, prefix(selector), number, version.model()),
              version.version().directory()));
    }
    return challengers;
  }

  /**
   * A challenger and its files.
   *
   * @param directory of the model's files
   */
  public record Stored(Challenger challenger, Path directory) {
    Model model() {
      return challenger.model();
    }
  }

  private static void requireComparable(
      RunContext run, String selector, Model champion, Model challenger) {
    if (!champion.target().task().labelled()) {
      throw refused(
          run,
          selector,
          "can't score beside the champion, since it learned without a label (%s), and its outputs are named anew in every fit; score with each by itself: nightjar score --model."
              .formatted(champion.provenance().algorithm().name()));
    }
    Target wanted = champion.target();
    Target found = challenger.target();
    if (found.task() != wanted.task() || !found.classes().equals(wanted.classes())) {
      throw refused(
          run,
          selector,
          "predicts %s, but the champion %s; must predict the same."
              .formatted(text(found), text(wanted)));
    }
  }

  private static String text(Target target) {
    return target.task().text() + (target.classes().isEmpty() ? "" : " " + target.classes());
  }

  /** {@code challenger_} for an alias, {@code v3_} for a number. */
  private static String prefix(String selector) {
    String wanted = selector.substring(selector.indexOf('@') + 1);
    return (wanted.matches("\\d+") ? "v" + wanted : wanted) + "_";
  }

  private static NightjarException refused(RunContext run, String selector, String why) {
    return NightjarException.of(
        FailureKind.CONFIG, run.config().where(KEY), "\"" + selector + "\" " + why);
  }
}
