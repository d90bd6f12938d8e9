package io.nightjar.journal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that the journal says of one model.
 *
 * @param name its name
 * @param versions by number
 * @param aliases by alias
 * @param publishes in the journal's order
 * @param monitors in the journal's order
 * @param nights in the journal's order
 */
public record ModelState(
    String name,
    SortedMap<Integer, Recorded<Event.VersionRegistered>> versions,
    SortedMap<String, AliasState> aliases,
    List<Recorded<Event.ScoresPublished>> publishes,
    List<Recorded<Event.MonitorReported>> monitors,
    List<Recorded<Event.NightDecided>> nights) {
  public ModelState {
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    aliases = Collections.unmodifiableSortedMap(new TreeMap<>(aliases));
    publishes = List.copyOf(publishes);
    monitors = List.copyOf(monitors);
    nights = List.copyOf(nights);
  }

  /** The version that an alias names, if it names one. */
  public Optional<Recorded<Event.VersionRegistered>> holder(String alias) {
    return Optional.ofNullable(aliases.get(alias)).map(state -> versions.get(state.version()));
  }

  /** The champion, if there is one. */
  public Optional<Recorded<Event.VersionRegistered>> champion() {
    return holder("champion");
  }

  /** What is visible in an output for a logical date: the last publish there. */
  public Optional<Recorded<Event.ScoresPublished>> published(String output, String runDate) {
    List<Recorded<Event.ScoresPublished>> latestFirst = new ArrayList<>(publishes);
    Collections.reverse(latestFirst);
    return latestFirst.stream()
        .filter(p -> p.event().output().equals(output) && p.event().runDate().equals(runDate))
        .findFirst();
  }

  /** The number that the next version gets. */
  public int nextVersion() {
    return versions.isEmpty() ? 1 : versions.lastKey() + 1;
  }

  /** The aliases that name a version, in order. */
  public List<String> aliasesOf(int version) {
    return aliases.entrySet().stream()
        .filter(alias -> alias.getValue().version() == version)
        .map(Map.Entry::getKey)
        .toList();
  }
}
