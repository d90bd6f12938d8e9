package io.nightjar.spark.data.parquet;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * What a table that is written anew can take up of runs that were stopped: parts whose names say
 * that they would be written the same again.
 *
 * @param identities by partition, a digest of all that its part's content hangs on; empty where
 *     nothing is known of it, and nothing is taken up then
 * @param tables folders of the same table that stopped runs had begun
 */
public record Resumption(List<String> identities, List<Path> tables) implements Serializable {

  /** Copies the lists. */
  public Resumption {
    identities = List.copyOf(identities);
    tables = List.copyOf(tables);
  }

  /** Nothing to take up, and nothing to be taken up later. */
  public static Resumption none() {
    return new Resumption(List.of(), List.of());
  }

  /** The name of a partition's whole part. */
  Optional<String> name(int index) {
    return identities.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(Locale.ROOT, "part-%05d-%s.parquet", index, identities.get(index)));
  }
}
