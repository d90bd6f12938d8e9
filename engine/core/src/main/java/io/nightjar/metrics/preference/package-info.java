/**
 * What models of preferences are judged by.
 *
 * <p>Entry type: {@link io.nightjar.metrics.preference.PreferenceSums}. May depend on {@code
 * io.nightjar.metrics}.
 */
package io.nightjar.metrics.preference;
