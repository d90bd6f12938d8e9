package io.nightjar.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JournalProperties {

  @Property(tries = 100)
  void foldOfPrefixPlusRestIsTheFoldOfTheWhole(
      @ForAll("journals") List<JournalEntry> journal, @ForAll double cut) {
    int at = (int) Math.min(journal.size(), Math.abs(cut % 1.0) * (journal.size() + 1));
    RegistryState whole = RegistryState.fold(journal);
    RegistryState parts =
        RegistryState.fold(journal.subList(0, at)).plus(journal.subList(at, journal.size()));
    assertThat(parts).isEqualTo(whole);
  }

  @Property(tries = 100)
  void entriesReadBackToTheSameBytes(@ForAll("journals") List<JournalEntry> journal) {
    for (JournalEntry entry : journal) {
      JournalEntry back = JournalEntry.read(entry.bytes(), entry.fileName());
      assertThat(back).isEqualTo(entry);
      assertThat(back.bytes()).isEqualTo(entry.bytes());
    }
  }

  @Property(tries = 500)
  void everyFiniteDoubleReadsBackToItsBits(@ForAll double value) {
    Event event =
        new Event.MonitorReported(
            "m",
            1,
            "2026-11-19",
            List.of(new Event.AlarmOutcome("x", "ks", value, null, false)),
            1);
    JournalEntry entry = Events.chain(event).get(0);
    assertThat(JournalEntry.read(entry.bytes(), entry.fileName())).isEqualTo(entry);
  }

  @Property(tries = 500)
  void everyTextReadsBack(@ForAll("texts") String text) {
    Event event = new Event.NightDecided("m", "2026-11-19", text, Map.of(text, text));
    JournalEntry entry = Events.chain(event).get(0);
    assertThat(JournalEntry.read(entry.bytes(), entry.fileName())).isEqualTo(entry);
  }

  @Property(tries = 100)
  void holdersAreNeverRejectedVersions(@ForAll("journals") List<JournalEntry> journal) {
    for (ModelState model : RegistryState.fold(journal).models().values()) {
      for (AliasState alias : model.aliases().values()) {
        for (int holder : alias.holders()) {
          assertThat(model.versions().get(holder).event().status())
              .isEqualTo(VersionStatus.CANDIDATE);
        }
      }
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().ofMaxLength(30).filter(JournalProperties::isUnicode);
  }

  /** Random steps, each turned into an event that may follow what came before it. */
  @Provide
  Arbitrary<List<JournalEntry>> journals() {
    return Arbitraries.integers()
        .between(0, 999)
        .list()
        .ofMaxSize(40)
        .map(JournalProperties::journalOf);
  }

  private static List<JournalEntry> journalOf(List<Integer> steps) {
    List<JournalEntry> journal = new ArrayList<>();
    RegistryState state = RegistryState.EMPTY;
    for (int step : steps) {
      JournalEntry entry = state.next(Events.AT, "run-" + step, eventFor(state, step));
      journal.add(entry);
      state = state.plus(List.of(entry));
    }
    return journal;
  }

  private static Event eventFor(RegistryState state, int step) {
    String name = "m" + step % 3;
    ModelState model = state.model(name).orElse(null);
    int choice = step / 3 % 6;
    if (model == null || choice == 0) {
      VersionStatus status = step % 4 == 0 ? VersionStatus.REJECTED : VersionStatus.CANDIDATE;
      return Events.version(name, model == null ? 1 : model.nextVersion(), status);
    }
    int version = 1 + step / 18 % model.versions().size();
    if (choice == 1 && model.versions().get(version).event().status() == VersionStatus.CANDIDATE) {
      AliasState champion = model.aliases().get("champion");
      return Events.promote(name, version, champion == null ? null : champion.version());
    }
    if (choice == 2 && model.aliases().containsKey("champion")) {
      AliasState champion = model.aliases().get("champion");
      if (champion.previous().isPresent()) {
        return Events.rollback(name, champion.previous().getAsInt(), champion.version());
      }
    }
    return choice == 3
        ? new Event.NightDecided(name, "2026-11-19", "keep", Map.of("step", "" + step))
        : Events.publish(name, version, "2026-11-" + (10 + step % 20));
  }

  private static boolean isUnicode(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
