package io.nightjar.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/** One model's part of a fold: which events may follow what came before. */
final class ModelFold {
  private final String name;
  private final TreeMap<Integer, Recorded<Event.VersionRegistered>> versions;
  private final TreeMap<String, AliasState> aliases;
  private final List<Recorded<Event.ScoresPublished>> publishes;
  private final List<Recorded<Event.MonitorReported>> monitors;
  private final List<Recorded<Event.NightDecided>> nights;

  ModelFold(ModelState start) {
    name = start.name();
    versions = new TreeMap<>(start.versions());
    aliases = new TreeMap<>(start.aliases());
    publishes = new ArrayList<>(start.publishes());
    monitors = new ArrayList<>(start.monitors());
    nights = new ArrayList<>(start.nights());
  }

  ModelState state() {
    return new ModelState(name, versions, aliases, publishes, monitors, nights);
  }

  void register(JournalEntry entry, Event.VersionRegistered event) {
    Recorded<Event.VersionRegistered> twin = versions.get(event.version());
    if (twin != null) {
      throw StateFold.refused(
          entry,
          "registers "
              + at(event.version())
              + " a second time; "
              + JournalEntry.fileName(twin.sequence())
              + " registered it first.");
    }
    int next = versions.isEmpty() ? 1 : versions.lastKey() + 1;
    if (event.version() != next) {
      throw StateFold.refused(
          entry, "registers " + at(event.version()) + ", but the next is " + at(next) + ".");
    }
    versions.put(event.version(), recorded(entry, event));
  }

  void add(JournalEntry entry) {
    if (entry.event() instanceof Event.AliasMoved moved) {
      move(entry, moved);
    } else if (entry.event() instanceof Event.ScoresPublished published) {
      publish(entry, published);
    } else if (entry.event() instanceof Event.MonitorReported reported) {
      requireVersion(entry, reported.version());
      monitors.add(recorded(entry, reported));
    } else if (entry.event() instanceof Event.NightDecided decided) {
      nights.add(recorded(entry, decided));
    }
  }

  private void publish(JournalEntry entry, Event.ScoresPublished event) {
    requireVersion(entry, event.version());
    if (event.rowsIn() != event.rowsScored() + event.rowsQuarantined()) {
      throw StateFold.refused(
          entry,
          "publishes "
              + event.rowsScored()
              + " scored + "
              + event.rowsQuarantined()
              + " quarantined rows of "
              + event.rowsIn()
              + "; no row may be lost.");
    }
    publishes.add(recorded(entry, event));
  }

  private void move(JournalEntry entry, Event.AliasMoved event) {
    if (!ModelName.isAlias(event.alias())) {
      throw StateFold.refused(
          entry, "moves an alias \"" + event.alias() + "\", which is no valid alias.");
    }
    Event.VersionRegistered target = requireVersion(entry, event.version());
    if (target.status() == VersionStatus.REJECTED) {
      throw StateFold.refused(
          entry, "makes the rejected " + at(event.version()) + " the " + event.alias() + ".");
    }
    AliasState before = aliases.get(event.alias());
    Integer current = before == null ? null : Integer.valueOf(before.version());
    if (!Objects.equals(current, event.previousVersion())) {
      throw StateFold.refused(
          entry,
          "says that the "
              + event.alias()
              + " was version "
              + (event.previousVersion() == null ? "none" : event.previousVersion())
              + ", but it was "
              + (current == null ? "none" : current)
              + ".");
    }
    aliases.put(event.alias(), after(entry, event, before));
  }

  private AliasState after(JournalEntry entry, Event.AliasMoved event, AliasState before) {
    List<Integer> holders = before == null ? new ArrayList<>() : new ArrayList<>(before.holders());
    if (event.action() == AliasAction.ROLLBACK) {
      if (before == null || before.previous().orElse(0) != event.version()) {
        throw StateFold.refused(
            entry,
            "rolls the "
                + event.alias()
                + " back to "
                + at(event.version())
                + ", which was not the one before.");
      }
      holders.remove(holders.size() - 1);
    } else if (before == null || before.version() != event.version()) {
      holders.add(event.version());
    }
    List<Recorded<Event.AliasMoved>> history =
        before == null ? new ArrayList<>() : new ArrayList<>(before.history());
    history.add(recorded(entry, event));
    return new AliasState(event.alias(), holders, history);
  }

  private Event.VersionRegistered requireVersion(JournalEntry entry, int version) {
    Recorded<Event.VersionRegistered> found = versions.get(version);
    if (found == null) {
      throw StateFold.refused(
          entry,
          "is about "
              + at(version)
              + ", which does not exist; the versions are 1 to "
              + versions.lastKey()
              + ".");
    }
    return found.event();
  }

  private String at(int version) {
    return name + "@" + version;
  }

  private static <E extends Event> Recorded<E> recorded(JournalEntry entry, E event) {
    return new Recorded<>(entry.sequence(), entry.at(), entry.runId(), event);
  }
}
