package io.nightjar.journal;

import static io.nightjar.journal.Events.chain;
import static io.nightjar.journal.Events.promote;
import static io.nightjar.journal.Events.publish;
import static io.nightjar.journal.Events.rollback;
import static io.nightjar.journal.Events.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class RegistryStateTest {

  @Test
  void foldsVersionsAliasesAndPublishes() {
    RegistryState state =
        RegistryState.fold(
            chain(
                version("adult", 1),
                version("bikes", 1),
                version("adult", 2, VersionStatus.REJECTED),
                promote("adult", 1, null),
                publish("adult", 1, "2026-11-18"),
                publish("adult", 1, "2026-11-19")));
    ModelState adult = state.model("adult").orElseThrow();
    assertThat(state.models().keySet()).containsExactly("adult", "bikes");
    assertThat(adult.champion().orElseThrow().event().version()).isEqualTo(1);
    assertThat(adult.aliasesOf(1)).containsExactly("champion");
    assertThat(adult.nextVersion()).isEqualTo(3);
    assertThat(adult.published("scores", "2026-11-19").orElseThrow().runId()).isEqualTo("run-5");
    assertThat(adult.published("scores", "2026-11-20")).isEmpty();
    assertThat(state.lastSequence()).isEqualTo(6);
  }

  @Test
  void theLastPublishOfADateIsTheVisibleOne() {
    ModelState adult =
        RegistryState.fold(
                chain(
                    version("adult", 1),
                    publish("adult", 1, "2026-11-19"),
                    publish("adult", 1, "2026-11-19")))
            .model("adult")
            .orElseThrow();
    assertThat(adult.published("scores", "2026-11-19").orElseThrow().runId()).isEqualTo("run-2");
    assertThat(adult.publishes()).hasSize(2);
  }

  @Test
  void rollbacksLeadBackThroughEarlierChampions() {
    List<Event> events =
        new ArrayList<>(
            List.of(
                version("m", 1),
                version("m", 2),
                version("m", 3),
                promote("m", 1, null),
                promote("m", 2, 1),
                rollback("m", 1, 2),
                promote("m", 3, 1)));
    AliasState champion = champion(events);
    assertThat(champion.holders()).containsExactly(1, 3);
    assertThat(champion.previous()).hasValue(1);
    assertThat(champion.history()).hasSize(4);
    events.add(rollback("m", 1, 3));
    assertThat(champion(events).version()).isEqualTo(1);
    assertThat(champion(events).previous()).isEmpty();
  }

  @Test
  void promotingTheChampionAgainDoesNotLengthenTheWayBack() {
    AliasState champion =
        champion(List.of(version("m", 1), promote("m", 1, null), promote("m", 1, 1)));
    assertThat(champion.holders()).containsExactly(1);
  }

  @Test
  void refusesAVersionThatExists() {
    assertRefused(version("m", 1), version("m", 1))
        .hasMessage(
            "journal/00000000000000000002.json: registers m@1 a second time;"
                + " 00000000000000000001.json registered it first.");
  }

  @Test
  void refusesAVersionOutOfTurn() {
    assertRefused(version("m", 1), version("m", 3))
        .hasMessage("journal/00000000000000000002.json: registers m@3, but the next is m@2.");
  }

  @Test
  void refusesAnAliasToAMissingVersion() {
    assertRefused(version("m", 1), promote("m", 2, null))
        .hasMessage(
            "journal/00000000000000000002.json: is about m@2, which does not exist; the versions"
                + " are 1 to 1.");
  }

  @Test
  void refusesAnAliasToARejectedVersion() {
    assertRefused(version("m", 1, VersionStatus.REJECTED), promote("m", 1, null))
        .hasMessage("journal/00000000000000000002.json: makes the rejected m@1 the champion.");
  }

  @Test
  void refusesAnAliasThatMovesFromElsewhere() {
    assertRefused(version("m", 1), version("m", 2), promote("m", 1, null), promote("m", 2, null))
        .hasMessage(
            "journal/00000000000000000004.json: says that the champion was version none, but it was"
                + " 1.");
  }

  @Test
  void refusesARollbackToAVersionThatWasNotBefore() {
    assertRefused(version("m", 1), version("m", 2), promote("m", 1, null), rollback("m", 2, 1))
        .hasMessage(
            "journal/00000000000000000004.json: rolls the champion back to m@2, which was not the"
                + " one before.");
  }

  @Test
  void refusesAModelWithoutVersion() {
    assertRefused(publish("m", 1, "2026-11-19"))
        .hasMessage(
            "journal/00000000000000000001.json: is about the model m, which has no version.");
  }

  @Test
  void refusesAPublishThatLosesRows() {
    assertRefused(
            version("m", 1),
            new Event.ScoresPublished("m", 1, "2026-11-19", "scores", "00", 100, 97, 2, null))
        .hasMessage(
            "journal/00000000000000000002.json: publishes 97 scored + 2 quarantined rows of 100; no"
                + " row may be lost.");
  }

  @Test
  void refusesAModelNameThatIsAPath() {
    assertRefused(version("../m", 1))
        .hasMessage(
            "journal/00000000000000000001.json: names a model \"../m\", which is no valid name.");
  }

  @Test
  void refusesAGap() {
    List<JournalEntry> entries =
        new ArrayList<>(chain(version("m", 1), version("m", 2), version("m", 3)));
    entries.remove(1);
    assertThatThrownBy(() -> RegistryState.fold(entries))
        .hasMessage(
            "journal/00000000000000000003.json: follows 00000000000000000001.json, but"
                + " 00000000000000000002.json must come next. Restore the missing file from a"
                + " backup.");
  }

  @Test
  void refusesAMissingBeginning() {
    List<JournalEntry> entries = chain(version("m", 1), version("m", 2)).subList(1, 2);
    assertThatThrownBy(() -> RegistryState.fold(entries))
        .hasMessage(
            "journal/00000000000000000002.json: follows nothing, but 00000000000000000001.json must"
                + " come next. Restore the missing file from a backup.");
  }

  @Test
  void refusesSwappedEntries() {
    List<JournalEntry> entries = new ArrayList<>(chain(version("m", 1), version("m", 2)));
    Collections.swap(entries, 0, 1);
    assertThatThrownBy(() -> RegistryState.fold(entries)).isInstanceOf(NightjarException.class);
  }

  @Test
  void refusesAnEntryReplacedByAnotherOfTheSameNumber() {
    List<JournalEntry> entries = new ArrayList<>(chain(version("m", 1), version("m", 2)));
    JournalEntry forged =
        new JournalEntry(
            1, JournalEntry.GENESIS, Events.AT, "forger", version("m", 1, VersionStatus.REJECTED));
    String before = entries.get(0).sha256();
    entries.set(0, forged);
    assertThatThrownBy(() -> RegistryState.fold(entries))
        .hasMessage(
            "journal/00000000000000000002.json: says that the entry before it has the SHA-256 "
                + before
                + ", but it is "
                + forged.sha256()
                + ". One of the two was changed: restore it from a backup.");
  }

  @Test
  void refusesWhatANewerReleaseWrote() {
    Event unknown =
        new Event.Unknown("model_signed", "{\"type\":\"model_signed\"}", "its type is not known");
    assertRefused(unknown)
        .hasMessage(
            "journal/00000000000000000001.json: holds an event of type \"model_signed\" that this"
                + " release can't read (its type is not known). A newer Nightjar wrote it: upgrade"
                + " this one. audit show still shows it.");
  }

  private static AliasState champion(List<Event> events) {
    return RegistryState.fold(chain(events)).model("m").orElseThrow().aliases().get("champion");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Event... events) {
    return assertThatThrownBy(() -> RegistryState.fold(chain(events)))
        .isInstanceOfSatisfying(
            NightjarException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.STORAGE));
  }
}
