package io.nightjar.spark.registry;

import io.nightjar.Problem;
import java.util.List;

/**
 * What a verification of a whole registry found.
 *
 * @param entries journal entries read and chained
 * @param versions versions whose files were hashed
 * @param files files hashed
 * @param lastSha256 the last entry's hash: written down elsewhere, it proves later that the journal
 *     was not cut or rewritten
 * @param problems everything wrong; empty when all is well
 */
public record AuditReport(
    long entries, int versions, int files, String lastSha256, List<Problem> problems) {
  public AuditReport {
    problems = List.copyOf(problems);
  }

  /** Whether nothing is wrong. */
  public boolean sound() {
    return problems.isEmpty();
  }
}
