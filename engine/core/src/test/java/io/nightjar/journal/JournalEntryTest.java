package io.nightjar.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JournalEntryTest {
  private static final String FILE = "00000000000000000001.json";

  @Test
  void writesSortedKeysWithoutWhitespace() {
    JournalEntry entry = Events.chain(Events.publish("adult", 1, "2026-11-19")).get(0);
    String hash = entry.sha256();
    assertThat(new String(entry.bytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"at\":\"2026-11-19T02:00:00Z\",\"event\":{\"manifest_sha256\":\""
                + "23".repeat(32)
                + "\",\"model\":\"adult\",\"output\":\"scores\",\"rows_in\":100,"
                + "\"rows_quarantined\":3,\"rows_scored\":97,\"run_date\":\"2026-11-19\","
                + "\"type\":\"scores_published\",\"version\":1},\"previous_sha256\":\""
                + "0".repeat(64)
                + "\",\"run_id\":\"run-0\",\"sequence\":1,\"sha256\":\""
                + hash
                + "\"}");
  }

  @Test
  void readsBackEveryKindOfEvent() {
    List<Event> events =
        List.of(
            Events.version("adult", 1, VersionStatus.REJECTED),
            Events.promote("adult", 1, null),
            Events.promote("adult", 2, 1),
            Events.publish("adult", 1, "2026-11-19"),
            new Event.MonitorReported(
                "adult",
                1,
                "2026-11-19",
                List.of(
                    new Event.AlarmOutcome("age", "ks", 0.125, 0.1, true),
                    new Event.AlarmOutcome("sex", "psi", null, null, false)),
                100),
            new Event.NightDecided("adult", "2026-11-19", "keep", Map.of("alarms", "0")));
    for (JournalEntry entry : Events.chain(events)) {
      assertThat(JournalEntry.read(entry.bytes(), entry.fileName())).isEqualTo(entry);
    }
  }

  @Test
  void keepsAnEventThatItDoesNotKnow() {
    Event unknown =
        new Event.Unknown(
            "model_signed",
            "{\"by\":\"ann\",\"model\":\"adult\",\"type\":\"model_signed\"}",
            "its type is not known");
    JournalEntry entry = new JournalEntry(1, JournalEntry.GENESIS, Events.AT, "r", unknown);
    JournalEntry back = JournalEntry.read(entry.bytes(), FILE);
    assertThat(back).isEqualTo(entry);
    assertThat(back.event().model()).isEqualTo("adult");
  }

  @Test
  void keepsAKnownEventWithANewFieldAsUnknown() {
    String json =
        "{\"decision\":\"keep\",\"evidence\":{},\"model\":\"adult\",\"mood\":1.5,"
            + "\"run_date\":\"2026-11-19\",\"type\":\"night_decided\"}";
    JournalEntry entry =
        new JournalEntry(
            1, JournalEntry.GENESIS, Events.AT, "r", new Event.Unknown("night_decided", json, ""));
    Event event = JournalEntry.read(entry.bytes(), FILE).event();
    assertThat(event).isInstanceOf(Event.Unknown.class);
    assertThat(((Event.Unknown) event).reason()).startsWith("Unrecognized field \"mood\"");
  }

  @Test
  void findsEveryFlippedBit() {
    byte[] good = Events.chain(Events.publish("adult", 1, "2026-11-19")).get(0).bytes();
    for (int i = 0; i < good.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] bad = good.clone();
        bad[i] ^= (byte) (1 << bit);
        assertThatThrownBy(() -> JournalEntry.read(bad, FILE))
            .isInstanceOfSatisfying(
                NightjarException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.STORAGE))
            .hasMessageStartingWith("journal/" + FILE + ": is damaged: ");
      }
    }
  }

  @Test
  void findsEveryTruncation() {
    byte[] good = Events.chain(Events.publish("adult", 1, "2026-11-19")).get(0).bytes();
    for (int length = 0; length < good.length; length++) {
      byte[] bad = Arrays.copyOf(good, length);
      assertThatThrownBy(() -> JournalEntry.read(bad, FILE))
          .isInstanceOf(NightjarException.class)
          .hasMessageStartingWith("journal/" + FILE + ": is damaged: it is not ");
    }
  }

  @Test
  void namesBothHashesOfAChangedEntry() {
    JournalEntry entry = Events.chain(Events.publish("adult", 1, "2026-11-19")).get(0);
    String changed =
        new String(entry.bytes(), StandardCharsets.UTF_8)
            .replace("\"rows_in\":100", "\"rows_in\":101");
    JournalEntry other =
        Events.chain(
                new Event.ScoresPublished(
                    "adult", 1, "2026-11-19", "scores", "23".repeat(32), 101, 97, 3, null))
            .get(0);
    assertThatThrownBy(() -> JournalEntry.read(changed.getBytes(StandardCharsets.UTF_8), FILE))
        .hasMessage(
            "journal/"
                + FILE
                + ": is damaged: its content has the SHA-256 "
                + other.sha256()
                + ", but it says "
                + entry.sha256()
                + ". Restore this file from a backup; entries are never edited or removed.");
  }

  @Test
  void refusesWhitespaceThatItWouldNotWrite() {
    JournalEntry entry = Events.chain(Events.publish("adult", 1, "2026-11-19")).get(0);
    byte[] spaced =
        (new String(entry.bytes(), StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> JournalEntry.read(spaced, FILE))
        .hasMessage(
            "journal/"
                + FILE
                + ": is damaged: it is not written canonically. Restore this file from a backup;"
                + " entries are never edited or removed.");
  }

  @Test
  void refusesTheContentOfAnotherFile() {
    JournalEntry entry = Events.chain(Events.publish("adult", 1, "2026-11-19")).get(0);
    assertThatThrownBy(() -> JournalEntry.read(entry.bytes(), "00000000000000000002.json"))
        .hasMessage(
            "journal/00000000000000000002.json: is damaged: it holds the entry number 1. Restore"
                + " this file from a backup; entries are never edited or removed.");
  }

  @Test
  void refusesAnEntryLargerThanFourMebibytes() {
    assertThatThrownBy(() -> JournalEntry.read(new byte[JournalEntry.MAX_BYTES + 1], FILE))
        .hasMessage(
            "journal/"
                + FILE
                + ": has 4194305 bytes; an entry has at most 4194304. Nightjar did not write it:"
                + " restore it from a backup.");
    Event large =
        new Event.NightDecided(
            "adult", "2026-11-19", "keep", Map.of("x", "y".repeat(JournalEntry.MAX_BYTES)));
    assertThatThrownBy(() -> Events.chain(large).get(0).bytes())
        .hasMessage(
            "journal/"
                + FILE
                + ": would have 4194635 bytes; an entry has at most 4194304. Register fewer files"
                + " or metrics.");
  }

  @Test
  void refusesMetricsThatAreNotFinite() {
    assertThatThrownBy(
            () -> new Event.GateOutcome("auc.min", Double.NaN, 0.9, "insufficient", "one class"))
        .hasMessage(
            "gates.auc.min.value is NaN; must be finite, or absent when it could not be measured");
    assertThatThrownBy(() -> new Event.GateOutcome("auc.min", 0.8, 0.9, "maybe", ""))
        .hasMessage("gates.auc.min.verdict is \"maybe\"; must be pass, fail or insufficient");
  }

  @Test
  void hashesFilesAsSha256sumPrintsThem() {
    // printf '%s  a\n%s  b\n' $(printf x | sha256sum | cut -c-64) $(printf y | sha256sum | cut
    // -c-64) | sha256sum
    assertThat(
            ModelFiles.sha256(
                Map.of(
                    "b",
                    "a1fce4363854ff888cff4b8e7875d600c2682390412a8cf79b37d0b11148b0fa",
                    "a",
                    "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881")))
        .isEqualTo("8d73e01349b30f78751f37931b0d2ae54f8dbd56a8fc69e01f2861cc466fadaa");
  }

  @Test
  void refusesNamesThatCouldLeaveADirectory() {
    for (String bad : List.of("", "..", "../x", "a/b", ".hidden", "a b", "x".repeat(101), "ä")) {
      assertThatThrownBy(() -> ModelName.require(bad))
          .hasMessage(
              "the name \""
                  + bad
                  + "\" can't be used; a name is 1 to 100 letters, digits, '.', '-' or '_' and"
                  + " begins with a letter or a digit. Choose another name.");
    }
    assertThat(ModelName.require("adult-income_v2.1")).isEqualTo("adult-income_v2.1");
    assertThatThrownBy(() -> ModelName.requireAlias("7"))
        .hasMessage(
            "the alias \"7\" can't be used; an alias is 1 to 32 lower-case letters, digits or '-'"
                + " and begins with a letter, as \"champion\" and \"challenger\" do.");
  }
}
