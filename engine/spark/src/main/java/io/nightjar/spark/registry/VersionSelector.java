package io.nightjar.spark.registry;

import io.nightjar.FailureKind;
import io.nightjar.NearestName;
import io.nightjar.NightjarException;
import io.nightjar.journal.Event;
import io.nightjar.journal.ModelState;
import io.nightjar.journal.Recorded;
import io.nightjar.journal.RegistryState;
import java.util.Optional;

/** Finds the model, and the version of it, that a person means. */
final class VersionSelector {

  private VersionSelector() {}

  /**
   * One model.
   *
   * @throws NightjarException (config) with the nearest name when there is none of this name
   */
  static ModelState model(RegistryState state, String name) {
    return state
        .model(name)
        .orElseThrow(
            () ->
                NightjarException.of(
                    FailureKind.CONFIG,
                    "the registry has no model \""
                        + name
                        + "\""
                        + NearestName.of(name, state.models().keySet())
                            .map(nearest -> "; did you mean \"" + nearest + "\"?")
                            .orElse("; it has " + listed(state) + ".")));
  }

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
    if (wanted.equals(AliasRequest.CHAMPION) && model.holder(wanted).isEmpty()) {
      throw noChampion(model);
    }
    return model
        .holder(wanted)
        .orElseThrow(() -> unknown(model, selector, "is not an alias of " + model.name()));
  }

  private static String listed(RegistryState state) {
    return state.models().isEmpty() ? "none yet" : String.join(", ", state.models().keySet());
  }

  private static NightjarException noChampion(ModelState model) {
    return NightjarException.of(
        FailureKind.CONFIG,
        model.name()
            + " has no champion yet; it has "
            + versions(model)
            + ". Train one that passes its gates with promote = auto, or promote one by hand, or name"
            + " one such as "
            + model.name()
            + "@"
            + model.versions().lastKey()
            + ".");
  }

  private static String versions(ModelState model) {
    int last = model.versions().lastKey();
    return last == 1 ? "version 1" : "the versions 1 to " + last;
  }

  private static NightjarException unknown(ModelState model, String selector, String why) {
    return NightjarException.of(
        FailureKind.CONFIG,
        "\""
            + selector
            + "\" "
            + why
            + "; it has "
            + versions(model)
            + " and "
            + (model.aliases().isEmpty()
                ? "no alias yet. Promote a version first."
                : "the aliases " + String.join(", ", model.aliases().keySet()) + "."));
  }
}
