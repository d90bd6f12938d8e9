/**
 * The demo: a made table with a known truth, and the main job over it, night after night.
 *
 * <p>Entry type: {@link io.nightjar.jobs.demo.Demo}. May depend on the engine and the verbs' frame.
 */
package io.nightjar.jobs.demo;
