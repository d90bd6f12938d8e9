/**
 * HOCON files read strictly: typed properties, all problems together, places, masked secrets.
 *
 * <p>Entry types: {@link io.nightjar.config.hocon.HoconSource}, then {@link
 * io.nightjar.config.hocon.Settings}. May depend on {@code io.nightjar} and com.typesafe:config.
 */
package io.nightjar.config.hocon;
