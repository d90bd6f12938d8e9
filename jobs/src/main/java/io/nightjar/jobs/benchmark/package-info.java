/**
 * Training side by side with peers on one made table: each fit is timed, and judged by the same
 * judge. Entry type: {@link io.nightjar.jobs.benchmark.TrainBench}. Depends on the engine, on Spark
 * ML as the peer, and on {@code jobs.shell} for progress; nothing depends on it but the verb.
 */
package io.nightjar.jobs.benchmark;
