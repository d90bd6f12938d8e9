/**
 * Publishes staged tables exactly once per logical date: whole or not at all, replaced and never
 * added to, recoverable after a kill at any step.
 *
 * <p>Entry type: {@link io.nightjar.spark.score.publish.Publisher}. May depend on {@code
 * io.nightjar}, {@code io.nightjar.spark.storage}, Hadoop's FileSystem, Parquet's footers and
 * Jackson; not on Spark.
 *
 * <p>Layout under a table's root; Spark does not see names that start with {@code _} or {@code .}:
 *
 * <pre>
 * run-date=2026-11-19/part-….parquet, _nightjar.json   what readers see
 * _staging/RUN-ATTEMPT/                                 written, not yet published
 * _intent/2026-11-19.000001.json                        a publish, under way until its mark is there
 * _intent/2026-11-19.000001.done.json                   the mark: it ended (or .undone: old one is back)
 * _trash/2026-11-19.ATTEMPT/                            the replaced folder, until it is removed
 * </pre>
 *
 * <p>The steps: the staged folders are complete, counted and hold their manifest; the intent is
 * created if absent; for the quarantine and then for the scores, the old folder is renamed into the
 * trash and the staged one into place; the mark is written; the trash is deleted. Whoever next
 * finds an open intent of a dead process finishes it, or puts the old folders back where a staged
 * one is gone.
 *
 * <p>What a concurrent reader sees. A date's first publish is one rename: nothing, then all. A
 * replacement is two renames with nothing between them, because no Hadoop filesystem swaps two
 * directories atomically: a reader that lists the folder between the two sees the date absent,
 * never old and new together, never a part; and a process killed exactly there leaves the date
 * absent until the next publish or recovery. A job that listed old files, before the first rename
 * or during it, fails with a file not found. A pointer to versioned folders would close the window,
 * and would need every reader to know the pointer; a folder that plain Spark, Hive or DuckDB reads
 * was worth more. Each table changes on its own, the quarantine first; equal {@code attempt}s in
 * both manifests say that they belong together.
 *
 * <p>Needs atomic rename and create-if-absent: HDFS, local disks, ABFS with hierarchical
 * namespaces. S3A creates on condition, but copies to rename: the recovery holds there, the
 * reader's guarantee does not.
 */
package io.nightjar.spark.score.publish;
