/** Raw rows column by column, as they are read: what encodings are fitted on and models score. */
package io.nightjar.features.raw;
