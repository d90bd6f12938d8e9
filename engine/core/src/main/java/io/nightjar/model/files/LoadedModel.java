package io.nightjar.model.files;

import io.nightjar.model.Model;

/**
 * A model whose every byte was checked, and the directory it was read from.
 *
 * @param model the model
 * @param sha256 of {@code manifest.json}, and through it of every file: the version's identity
 * @param manifest every file's hash
 * @param files the directory
 */
public record LoadedModel(Model model, String sha256, ModelManifest manifest, ModelFiles files) {

  /**
   * The bytes of another file of the version, such as {@code profile.json}, checked again.
   *
   * @throws io.nightjar.NightjarException STORAGE if it is missing or was changed
   */
  public byte[] bytes(String path) {
    return new VerifiedFiles(files, manifest).bytes(path);
  }
}
