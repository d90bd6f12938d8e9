/**
 * XGBoost's models in JSON and UBJSON (its doc/model.schema). Entry type: {@link
 * io.nightjar.model.exchange.xgboost.XgBoostFile}. May depend on {@code document} and {@code trees}
 * beside it.
 */
package io.nightjar.model.exchange.xgboost;
