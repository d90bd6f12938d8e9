package io.nightjar.spark.registry;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.journal.Event;
import io.nightjar.journal.ModelState;
import io.nightjar.journal.Recorded;
import java.util.Optional;

/** Finds the version of a model that a person means. */
final class VersionSelector {

  private VersionSelector() {}

  /**
   * The version that an alias, a number or {@code name@either} selects.
   *
   * @throws NightjarException (config) saying what there is instead
   */
  static Recorded<Event.VersionRegistered> find(ModelState model, String selector) {
    int at = selector.indexOf('@');
    if (at >= 0 && !selector.substring(0, at).equals(model.name())) {
      throw unknown(model, selector, "names another model than \"" + model.name() + "\"");
    }
    String wanted = selector.substring(at + 1);
    if (wanted.matches("\\d{1,9}")) {
      return Optional.ofNullable(model.versions().get(Integer.parseInt(wanted)))
          .orElseThrow(() -> unknown(model, selector, "is not a version of " + model.name()));
    }
    return model
        .holder(wanted)
        .orElseThrow(() -> unknown(model, selector, "is not an alias of " + model.name()));
  }

  private static NightjarException unknown(ModelState model, String selector, String why) {
    return NightjarException.of(
        FailureKind.CONFIG,
        "\""
            + selector
            + "\" "
            + why
            + "; it has the versions 1 to "
            + model.versions().lastKey()
            + " and "
            + (model.aliases().isEmpty()
                ? "no alias yet. Promote a version first."
                : "the aliases " + String.join(", ", model.aliases().keySet()) + "."));
  }
}
