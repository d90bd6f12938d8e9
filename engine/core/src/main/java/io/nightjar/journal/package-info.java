/**
 * The journal's entries, their hash chain, and the registry's state as their fold.
 *
 * <p>Entry types: {@link io.nightjar.journal.JournalEntry} and {@link
 * io.nightjar.journal.RegistryState}. May depend on {@code io.nightjar} and Jackson.
 */
package io.nightjar.journal;
