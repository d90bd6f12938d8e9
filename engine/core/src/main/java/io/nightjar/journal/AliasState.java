package io.nightjar.journal;

import java.util.List;
import java.util.OptionalInt;

/**
 * Where an alias points and how it came there.
 *
 * @param alias champion or challenger
 * @param holders the versions that rollbacks lead back through, oldest first, the current one last
 * @param history every move, oldest first
 */
public record AliasState(
    String alias, List<Integer> holders, List<Recorded<Event.AliasMoved>> history) {
  public AliasState {
    holders = List.copyOf(holders);
    history = List.copyOf(history);
  }

  /** The version that the alias names. */
  public int version() {
    return holders.get(holders.size() - 1);
  }

  /** The version that a rollback would lead to; empty when there was none before. */
  public OptionalInt previous() {
    return holders.size() < 2
        ? OptionalInt.empty()
        : OptionalInt.of(holders.get(holders.size() - 2));
  }
}
