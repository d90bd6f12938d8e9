package io.nightjar.spark.score.publish;

import io.nightjar.spark.score.manifest.Provenance;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * Publishes tables exactly once per logical date: whole or not at all, replaced, never added to.
 */
public interface DatedPublisher {

  /**
   * Begins a try, unless the run id is published already.
   *
   * @throws io.nightjar.NightjarException STORAGE when another process publishes the date now, or
   *     what is there is damaged; CONFIG when a table belongs to another job or tables overlap
   */
  Try begin(PublishRequest request);

  /**
   * One try: staged tables become visible with {@link #publish}; closing it without one leaves what
   * readers see as it was.
   */
  interface Try extends AutoCloseable {

    /** What this run id has published before; then there is nothing to stage or to publish. */
    Optional<Published> alreadyPublished();

    /** Where a table's data files are to be written; absent until they are. */
    Path stagingFolder(String table);

    /**
     * Where tries of this run that were killed had staged the first table; what is whole there can
     * be taken up. Removed when this try ends; none where nothing is ever taken up.
     */
    default List<Path> stagedBefore() {
      return List.of();
    }

    /**
     * Makes the staged tables visible.
     *
     * @param provenance what made the rows
     * @param rowsIn rows of the input, counted at the source
     * @param staged one for each table of the request, in its order
     * @throws io.nightjar.NightjarException STORAGE when the rows don't add up, another run was
     *     faster, or storage refuses; the message says whether the outcome is known
     */
    Published publish(Provenance provenance, long rowsIn, List<StagedTable> staged);

    @Override
    void close();
  }
}
