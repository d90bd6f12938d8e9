/**
 * LightGBM's text models, versions 2 to 4. Entry type: {@link
 * io.nightjar.model.exchange.lightgbm.LightGbmFile}. May depend on {@code trees} beside it.
 */
package io.nightjar.model.exchange.lightgbm;
