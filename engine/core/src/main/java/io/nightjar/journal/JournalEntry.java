package io.nightjar.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * One file of the journal, immutable. Its bytes are canonical and hold their own SHA-256 beside
 * that of the entry before, so that a changed byte is found in every entry, the last one included.
 */
public final class JournalEntry {
  /** Stands for the entry before the first. */
  public static final String GENESIS = "0".repeat(64);

  /** The largest entry that is written or read: 4 MiB. */
  public static final int MAX_BYTES = 4 << 20;

  /** The last field by name: the hash of all others is simply put behind them. */
  private static final String HASH_FIELD = ",\"sha256\":\"";

  private final long sequence;
  private final String previousSha256;
  private final String at;
  private final String runId;
  private final Event event;

  /** Computed once, when first asked for: a chain asks several times. */
  private volatile String sha256;

  /**
   * An entry to be written.
   *
   * @param sequence 1, 2, … without gaps
   * @param previousSha256 {@link #sha256()} of the entry before; {@link #GENESIS} in the first
   * @param at when it is written, an ISO-8601 instant
   * @param runId the run that writes it
   * @param event what happened
   */
  public JournalEntry(long sequence, String previousSha256, String at, String runId, Event event) {
    if (sequence < 1) {
      throw new IllegalArgumentException("sequence is " + sequence + "; must be at least 1");
    }
    this.sequence = sequence;
    this.previousSha256 = Objects.requireNonNull(previousSha256, "previous_sha256");
    this.at = Objects.requireNonNull(at, "at");
    this.runId = Objects.requireNonNull(runId, "run_id");
    this.event = Objects.requireNonNull(event, "event");
  }

  /** 1, 2, … without gaps. */
  public long sequence() {
    return sequence;
  }

  /** The hash of the entry before; {@link #GENESIS} in the first. */
  public String previousSha256() {
    return previousSha256;
  }

  /** When it was written, an ISO-8601 instant. */
  public String at() {
    return at;
  }

  /** The run that wrote it. */
  public String runId() {
    return runId;
  }

  /** What happened. */
  public Event event() {
    return event;
  }

  /** The name of its file: the sequence number in 20 digits and {@code .json}. */
  public String fileName() {
    return fileName(sequence);
  }

  /** The name of the file of the entry with this sequence number. */
  public static String fileName(long sequence) {
    return String.format(Locale.ROOT, "%020d.json", sequence);
  }

  /** SHA-256 of everything in the entry but this hash itself; the next entry repeats it. */
  public String sha256() {
    if (sha256 == null) {
      sha256 = CanonicalJson.sha256(CanonicalJson.bytes(fields()));
    }
    return sha256;
  }

  /**
   * The file's content.
   *
   * @throws NightjarException (storage) when it would be larger than {@link #MAX_BYTES}
   */
  public byte[] bytes() {
    byte[] fields = CanonicalJson.bytes(fields());
    if (sha256 == null) {
      sha256 = CanonicalJson.sha256(fields);
    }
    byte[] ending = (HASH_FIELD + sha256 + "\"}").getBytes(StandardCharsets.UTF_8);
    int length = fields.length - 1 + ending.length;
    if (length > MAX_BYTES) {
      throw NightjarException.of(
          FailureKind.STORAGE,
          "journal/" + fileName(),
          "would have "
              + length
              + " bytes; an entry has at most "
              + MAX_BYTES
              + ". Register fewer files or metrics.");
    }
    byte[] bytes = Arrays.copyOf(fields, length);
    System.arraycopy(ending, 0, bytes, fields.length - 1, ending.length);
    return bytes;
  }

  /**
   * Reads one entry and checks that it is whole, canonical and carries its own hash.
   *
   * @param fileName the file that the bytes came from; its number must be the entry's
   * @throws NightjarException (storage) that names the file and says what is wrong
   */
  public static JournalEntry read(byte[] bytes, String fileName) {
    if (bytes.length > MAX_BYTES) {
      throw tooLarge(fileName, bytes.length);
    }
    ObjectNode tree = parse(bytes, fileName);
    JournalEntry entry = fromTree(tree, fileName);
    byte[] canonical = entry.bytes();
    String found = tree.path("sha256").asText();
    if (!found.equals(entry.sha256())) {
      throw corrupt(
          fileName,
          "its content has the SHA-256 " + entry.sha256() + ", but it says " + found,
          null);
    }
    if (!Arrays.equals(canonical, bytes)) {
      throw corrupt(fileName, "it is not written canonically", null);
    }
    if (!fileName(entry.sequence).equals(fileName)) {
      throw corrupt(fileName, "it holds the entry number " + entry.sequence, null);
    }
    return entry;
  }

  /** The failure of a file that is larger than any entry; for stores that look at sizes first. */
  public static NightjarException tooLarge(String fileName, long bytes) {
    return NightjarException.of(
        FailureKind.STORAGE,
        "journal/" + fileName,
        "has "
            + bytes
            + " bytes; an entry has at most "
            + MAX_BYTES
            + ". Nightjar did not write it: restore it from a backup.");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JournalEntry entry
        && sequence == entry.sequence
        && previousSha256.equals(entry.previousSha256)
        && at.equals(entry.at)
        && runId.equals(entry.runId)
        && event.equals(entry.event);
  }

  @Override
  public int hashCode() {
    return Objects.hash(sequence, previousSha256, at, runId, event);
  }

  @Override
  public String toString() {
    return "JournalEntry[" + fileName() + ", " + at + ", run " + runId + ", " + event + "]";
  }

  private ObjectNode fields() {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    fields.put("sequence", sequence);
    fields.put("previous_sha256", previousSha256);
    fields.put("at", at);
    fields.put("run_id", runId);
    fields.set("event", EventJson.write(event));
    return fields;
  }

  private static ObjectNode parse(byte[] bytes, String fileName) {
    try {
      if (CanonicalJson.read(bytes) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      throw corrupt(fileName, "it is not JSON (" + bytes.length + " bytes)", e);
    }
    throw corrupt(fileName, "it is not a JSON object (" + bytes.length + " bytes)", null);
  }

  private static JournalEntry fromTree(ObjectNode tree, String fileName) {
    JsonNode event = tree.path("event");
    JsonNode sequence = tree.path("sequence");
    if (!(event instanceof ObjectNode object)
        || !sequence.canConvertToLong()
        || sequence.asLong() < 1) {
      throw corrupt(fileName, "it has no sequence number or no event", null);
    }
    return new JournalEntry(
        sequence.asLong(),
        tree.path("previous_sha256").asText(),
        tree.path("at").asText(),
        tree.path("run_id").asText(),
        EventJson.read(object));
  }

  private static NightjarException corrupt(String fileName, String why, Throwable cause) {
    return NightjarException.of(
        FailureKind.STORAGE,
        "journal/" + fileName,
        "is damaged: "
            + why
            + ". Restore this file from a backup; entries are never edited or removed.",
        cause);
  }
}
