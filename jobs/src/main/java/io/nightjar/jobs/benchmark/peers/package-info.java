/**
 * Others that do the same work: Spark ML in the same JVM, other libraries in processes of their
 * own, with a Python or a class path of theirs. Entry types: the contestants and scorers by name.
 * Depends on {@code benchmark.cases} only.
 */
package io.nightjar.jobs.benchmark.peers;
