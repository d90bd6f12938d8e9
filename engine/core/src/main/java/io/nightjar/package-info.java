/**
 * What every room of the house may use: how a failure is said.
 *
 * <p>Entry type: {@link io.nightjar.NightjarException}. May depend on nothing.
 */
package io.nightjar;
