package io.nightjar.spark.registry;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.journal.AliasAction;
import io.nightjar.journal.AliasState;
import io.nightjar.journal.Event;
import io.nightjar.journal.ModelState;
import io.nightjar.journal.RegistryState;
import io.nightjar.journal.VersionStatus;
import java.util.Optional;

/** Decides for a state of the registry what an alias may name next. */
final class AliasMove {
  private AliasMove() {}

  /**
   * The event that lets an alias name a version, or empty where it names it already.
   *
   * @throws NightjarException (gates) when the version was rejected, (config) when it does not
   *     exist
   */
  static Optional<Event> promotion(RegistryState state, AliasRequest request, int version) {
    ModelState model = VersionSelector.model(state, request.model());
    requireCandidate(VersionSelector.find(model, String.valueOf(version)).event());
    AliasState alias = model.aliases().get(request.alias());
    return alias != null && alias.version() == version
        ? Optional.empty()
        : Optional.of(moved(request, alias, version, AliasAction.PROMOTE));
  }

  /**
   * The event that lets an alias name the version that it named before.
   *
   * @throws NightjarException (config) when it named none before
   */
  static Event rollback(RegistryState state, AliasRequest request) {
    AliasState alias = VersionSelector.model(state, request.model()).aliases().get(request.alias());
    if (alias == null || alias.previous().isEmpty()) {
      throw nothingBefore(request, alias);
    }
    return moved(request, alias, alias.previous().getAsInt(), AliasAction.ROLLBACK);
  }

  private static Event moved(
      AliasRequest request, AliasState before, int version, AliasAction action) {
    return new Event.AliasMoved(
        request.model(),
        request.alias(),
        version,
        before == null ? null : before.version(),
        action,
        request.reason(),
        request.evidence());
  }

  private static void requireCandidate(Event.VersionRegistered version) {
    if (version.status() == VersionStatus.REJECTED) {
      String failed =
          version.gates().stream()
              .filter(gate -> !gate.verdict().equals("pass"))
              .map(gate -> gate.name() + ": " + gate.why())
              .reduce((a, b) -> a + "; " + b)
              .orElse("no gate named");
      throw NightjarException.of(
          FailureKind.GATES,
          version.model()
              + "@"
              + version.version()
              + " was rejected by its gates ("
              + failed
              + "); only a candidate can be promoted. Train a better version.");
    }
  }

  private static NightjarException nothingBefore(AliasRequest request, AliasState alias) {
    return NightjarException.of(
        FailureKind.CONFIG,
        request.model()
            + (alias == null
                ? " has no " + request.alias()
                : " has had no " + request.alias() + " before version " + alias.version())
            + ", so there is nothing to roll back to. Promote a version instead.");
  }
}
