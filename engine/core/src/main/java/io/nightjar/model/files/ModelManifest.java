package io.nightjar.model.files;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code manifest.json} says.
 *
 * @param format {@link #FORMAT}
 * @param version {@link #VERSION}
 * @param files every other file of the directory
 */
public record ModelManifest(String format, int version, SortedMap<String, FileHash> files) {
  /** The name of the format. */
  public static final String FORMAT = "nightjar-model";

  /** The version that this build writes and reads. */
  public static final int VERSION = 1;

  public ModelManifest {
    requireFormat(format, version);
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    files.keySet().forEach(SafePath::require);
  }

  static ModelManifest of(SortedMap<String, FileHash> files) {
    return new ModelManifest(FORMAT, VERSION, files);
  }

  /** Refuses what another program, or a Nightjar of another time, wrote. */
  static void requireFormat(String format, int version) {
    if (!FORMAT.equals(format)) {
      throw new IllegalArgumentException(
          "format is \"" + format + "\"; must be \"" + FORMAT + "\"");
    }
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "version is %d; must be %d, the one that this Nightjar reads"
              .formatted(version, VERSION));
    }
  }
}
