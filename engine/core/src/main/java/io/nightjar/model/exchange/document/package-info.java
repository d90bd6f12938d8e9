/**
 * JSON and UBJSON of other libraries, bounded in size, depth and counts: arrays of numbers are read
 * into arrays, nothing is looked up by name. Entry type: {@link
 * io.nightjar.model.exchange.document.Document}. May depend on nothing of Nightjar.
 */
package io.nightjar.model.exchange.document;
