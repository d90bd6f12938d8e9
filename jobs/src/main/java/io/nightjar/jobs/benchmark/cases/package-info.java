/**
 * What is measured: made tables, the models that are fitted on them, what a contestant is and who
 * judges it. Entry type: {@link io.nightjar.jobs.benchmark.cases.TrainCases}. Depends on the engine
 * and on Spark ML, whose estimators are a case's first peers.
 */
package io.nightjar.jobs.benchmark.cases;
