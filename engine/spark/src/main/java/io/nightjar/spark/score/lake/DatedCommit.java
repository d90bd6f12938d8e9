package io.nightjar.spark.score.lake;

import io.nightjar.model.files.Sha256;
import io.nightjar.spark.score.manifest.Manifest;
import io.nightjar.spark.score.manifest.ManifestJson;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A commit of a table's log that published a date.
 *
 * @param version Delta's version or Iceberg's snapshot id
 * @param manifest what it published
 * @param text the manifest as the log has it
 */
record DatedCommit(long version, Manifest manifest, String text) {

  /** The commit where its text is a manifest; empty for those of other programs. */
  static Optional<DatedCommit> of(long version, String text) {
    return Optional.ofNullable(text)
        .flatMap(ManifestJson::read)
        .map(manifest -> new DatedCommit(version, manifest, text));
  }

  boolean isOf(LocalDate date) {
    return manifest.runDate().equals(date.toString());
  }

  String sha256() {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
