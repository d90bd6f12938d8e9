package io.nightjar.journal;

import java.util.List;

/** The order of a journal and the hashes that bind it, apart from what its events mean. */
public final class JournalChain {

  private JournalChain() {}

  /**
   * Checks that entries follow one another from number 1 on, each with the hash of the one before;
   * events that this release can't read are no obstacle.
   *
   * @throws io.nightjar.NightjarException (storage) naming the first entry file that does not
   *     follow
   */
  public static void verify(List<JournalEntry> entries) {
    long lastSequence = 0;
    String lastSha256 = JournalEntry.GENESIS;
    for (JournalEntry entry : entries) {
      check(entry, lastSequence, lastSha256);
      lastSequence = entry.sequence();
      lastSha256 = entry.sha256();
    }
  }

  static void check(JournalEntry entry, long lastSequence, String lastSha256) {
    if (entry.sequence() != lastSequence + 1) {
      throw StateFold.refused(
          entry,
          "follows "
              + (lastSequence == 0 ? "nothing" : JournalEntry.fileName(lastSequence))
              + ", but "
              + JournalEntry.fileName(lastSequence + 1)
              + " must come next. Restore the missing file from a backup.");
    }
    if (!entry.previousSha256().equals(lastSha256)) {
      throw StateFold.refused(
          entry,
          "says that the entry before it has the SHA-256 "
              + entry.previousSha256()
              + ", but it is "
              + lastSha256
              + ". One of the two was changed: restore it from a backup.");
    }
  }
}
