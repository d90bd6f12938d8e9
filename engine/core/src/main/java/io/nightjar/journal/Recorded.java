package io.nightjar.journal;

/**
 * An event with the entry that recorded it.
 *
 * @param sequence the entry's number
 * @param at when it was written, an ISO-8601 instant
 * @param runId the run that wrote it
 * @param event what happened
 */
public record Recorded<E extends Event>(long sequence, String at, String runId, E event) {}
