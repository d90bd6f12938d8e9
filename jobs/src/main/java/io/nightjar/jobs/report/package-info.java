/**
 * One-file HTML reports with inline SVG, made from a run's record alone.
 *
 * <p>Entry type: {@link io.nightjar.jobs.report.HtmlReport}. May depend on nothing but JSON.
 */
package io.nightjar.jobs.report;
