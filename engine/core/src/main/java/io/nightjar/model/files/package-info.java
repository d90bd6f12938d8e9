/**
 * A model's directory: {@code model.json}, {@code tensors.safetensors}, what else belongs to the
 * version, and {@code manifest.json} with each file's SHA-256. Nothing in it is code, and no class
 * is looked up by a name that stands in it.
 *
 * <p>Entry type: {@link io.nightjar.model.files.ModelDirectory}. May depend on {@code
 * io.nightjar.model}, {@code io.nightjar.features} and its own {@code format}.
 */
package io.nightjar.model.files;
