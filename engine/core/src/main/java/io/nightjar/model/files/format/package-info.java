/**
 * The two forms of a model's files: JSON and safetensors, each with the same bytes for the same
 * values, and bounded when it is read.
 *
 * <p>Entry types: {@link io.nightjar.model.files.format.ModelJson} and {@link
 * io.nightjar.model.files.format.SafeTensors}. May depend on nothing of the rest of the core but
 * its failures.
 */
package io.nightjar.model.files.format;
