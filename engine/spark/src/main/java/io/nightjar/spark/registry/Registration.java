package io.nightjar.spark.registry;

import io.nightjar.journal.Event;
import io.nightjar.journal.ModelState;
import io.nightjar.journal.Recorded;
import io.nightjar.journal.RegistryState;
import java.util.Optional;

/** Stored files that are to become a version: at most once for a run, whoever tries again. */
record Registration(VersionRequest request, ModelShelf.Stored stored) {

  /** The event that registers them as the next version, or empty where they are one. */
  Optional<Event> event(RegistryState state) {
    return in(state).isPresent() ? Optional.empty() : Optional.of(nextVersion(state));
  }

  /** The version that they are: of the same run, with the same bytes and status. */
  Optional<Recorded<Event.VersionRegistered>> in(RegistryState state) {
    return state.model(request.model()).stream()
        .flatMap(model -> model.versions().values().stream())
        .filter(
            v ->
                v.runId().equals(request.runId())
                    && v.event().modelSha256().equals(stored.sha256())
                    && v.event().status() == request.status())
        .findFirst();
  }

  private Event nextVersion(RegistryState state) {
    return new Event.VersionRegistered(
        request.model(),
        state.model(request.model()).map(ModelState::nextVersion).orElse(1),
        request.status(),
        stored.directory(),
        stored.files(),
        stored.sha256(),
        request.metrics(),
        request.gates(),
        request.trainedOn(),
        request.configSha256());
  }
}
