/**
 * Training and scoring side by side with peers on made tables: each run is timed, and judged by the
 * same judge. Entry types: {@link io.nightjar.jobs.benchmark.TrainBench} and {@link
 * io.nightjar.jobs.benchmark.ScoreBench}. Depends on {@code benchmark.cases}, {@code
 * benchmark.peers}, the engine and {@code jobs.shell}; nothing depends on it but the verb.
 */
package io.nightjar.jobs.benchmark;
