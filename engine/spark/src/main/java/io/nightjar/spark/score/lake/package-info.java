/**
 * Publishes scores in Delta and Iceberg tables: one transaction of the table for each logical date,
 * whose commit says which run made it.
 *
 * <p>Entry type: {@link io.nightjar.spark.score.lake.LakePublisher}. May depend on {@code
 * io.nightjar.spark.score.publish} and {@code .manifest}, {@code io.nightjar.spark.data.lake} and
 * Spark's own interfaces; on no class of Delta or Iceberg.
 *
 * <p>The steps: staged files are complete and counted; for the quarantine and then for the scores,
 * the table's log is read, and the date's rows are replaced by the staged ones in one commit that
 * carries the manifest and fails if another run has replaced them since. Whatever the commit's end,
 * the log says what became of it: a commit with this try's name is there, or another run's, or
 * none.
 *
 * <p>What a concurrent reader sees: the old rows of a date, then the new ones, each table on its
 * own, the quarantine first. A run killed between the two leaves the new quarantine beside the old
 * scores until the date is published again; the scores alone say that a date is published.
 */
package io.nightjar.spark.score.lake;
