package io.nightjar.journal;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a registry holds: the fold of its journal. Folding a journal in two parts, {@code
 * fold(first).plus(rest)}, gives what folding it whole gives.
 *
 * @param lastSequence the last entry's number; 0 before the first
 * @param lastSha256 the last entry's hash; {@link JournalEntry#GENESIS} before the first
 * @param models by name
 */
public record RegistryState(
    long lastSequence, String lastSha256, SortedMap<String, ModelState> models) {
  /** A registry in which nothing has happened. */
  public static final RegistryState EMPTY =
      new RegistryState(0, JournalEntry.GENESIS, Collections.emptySortedMap());

  public RegistryState {
    models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
  }

  /**
   * The state after a whole journal.
   *
   * @param entries from number 1 on, in order
   * @throws io.nightjar.NightjarException (storage) naming the first entry file that breaks the
   *     chain, leaves a gap, contradicts what came before, or was written by a newer release
   */
  public static RegistryState fold(List<JournalEntry> entries) {
    return EMPTY.plus(entries);
  }

  /** This state after further entries; fails as {@link #fold} does. */
  public RegistryState plus(List<JournalEntry> entries) {
    if (entries.isEmpty()) {
      return this;
    }
    StateFold fold = new StateFold(this);
    entries.forEach(fold::add);
    return fold.result();
  }

  /** The entry that would follow the last one. */
  public JournalEntry next(String at, String runId, Event event) {
    return new JournalEntry(lastSequence + 1, lastSha256, at, runId, event);
  }

  /** A model's state, if the registry knows it. */
  public Optional<ModelState> model(String name) {
    return Optional.ofNullable(models.get(name));
  }
}
