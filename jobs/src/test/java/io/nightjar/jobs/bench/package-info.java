/**
 * What the tests of the command line share: a made table with its job, captured runs, child JVMs.
 */
package io.nightjar.jobs.bench;
