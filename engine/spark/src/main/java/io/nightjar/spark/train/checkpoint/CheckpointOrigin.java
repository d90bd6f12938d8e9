package io.nightjar.spark.train.checkpoint;

import io.nightjar.model.files.Sha256;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model is fitted from. Of the same origin it is the same model, bit for bit.
 *
 * @param snapshot the fingerprint of the training table
 * @param config the SHA-256 of the job's config
 * @param build the version of Nightjar
 */
public record CheckpointOrigin(String snapshot, String config, String build)
    implements Serializable {

  /** 16 hexadecimal digits that tell it from every other. */
  String tag() {
    String all = String.join("\n", snapshot, config, build);
    return Sha256.of(all.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }

  /** In words, what another origin has otherwise; empty where nothing is. */
  public String differences(CheckpointOrigin other) {
    List<String> found = new ArrayList<>();
    add(found, "the table's fingerprint", snapshot, other.snapshot);
    add(found, "the config's SHA-256", config, other.config);
    add(found, "Nightjar's version", build, other.build);
    return String.join(", ", found);
  }

  private static void add(List<String> found, String what, String now, String then) {
    if (!now.equals(then)) {
      found.add(what + " was " + then + " and is " + now);
    }
  }
}
