package io.nightjar.journal;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The mutable middle of a fold: checks each entry against everything before it, then takes it. */
final class StateFold {
  private long lastSequence;
  private String lastSha256;
  private final Map<String, ModelFold> models = new LinkedHashMap<>();

  StateFold(RegistryState start) {
    lastSequence = start.lastSequence();
    lastSha256 = start.lastSha256();
    start.models().forEach((name, model) -> models.put(name, new ModelFold(model)));
  }

  void add(JournalEntry entry) {
    JournalChain.check(entry, lastSequence, lastSha256);
    Event event = entry.event();
    if (event instanceof Event.Unknown unknown) {
      throw refused(
          entry,
          "holds an event of type \""
              + unknown.type()
              + "\" that this release can't read ("
              + unknown.reason()
              + "). A newer Nightjar wrote it: upgrade this one. audit show still shows it.");
    }
    if (!ModelName.isValid(event.model())) {
      throw refused(entry, "names a model \"" + event.model() + "\", which is no valid name.");
    }
    if (event instanceof Event.VersionRegistered registered) {
      models
          .computeIfAbsent(event.model(), name -> new ModelFold(emptyModel(name)))
          .register(entry, registered);
    } else {
      known(entry).add(entry);
    }
    lastSequence = entry.sequence();
    lastSha256 = entry.sha256();
  }

  RegistryState result() {
    TreeMap<String, ModelState> states = new TreeMap<>();
    models.forEach((name, model) -> states.put(name, model.state()));
    return new RegistryState(lastSequence, lastSha256, states);
  }

  private ModelFold known(JournalEntry entry) {
    ModelFold model = models.get(entry.event().model());
    if (model == null) {
      throw refused(
          entry, "is about the model " + entry.event().model() + ", which has no version.");
    }
    return model;
  }

  static NightjarException refused(JournalEntry entry, String why) {
    return NightjarException.of(FailureKind.STORAGE, "journal/" + entry.fileName(), why);
  }

  private static ModelState emptyModel(String name) {
    return new ModelState(
        name,
        Collections.emptySortedMap(),
        Collections.emptySortedMap(),
        List.of(),
        List.of(),
        List.of());
  }
}
