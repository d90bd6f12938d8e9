package io.nightjar.spark.train.checkpoint;

import io.nightjar.model.files.format.SafeTensors;
import io.nightjar.model.files.format.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The content of a checkpoint, in safetensors layout: the state's tensors as its form names them,
 * and the origin's texts in UTF-8, a number a byte [length].
 */
final class CheckpointFile {
  private static final String SNAPSHOT = "origin.snapshot";
  private static final String CONFIG = "origin.config";
  private static final String BUILD = "origin.build";

  private CheckpointFile() {}

  static byte[] bytes(CheckpointOrigin origin, List<Tensor> state) {
    List<Tensor> tensors = new ArrayList<>(state);
    tensors.add(text(SNAPSHOT, origin.snapshot()));
    tensors.add(text(CONFIG, origin.config()));
    tensors.add(text(BUILD, origin.build()));
    return SafeTensors.bytes(tensors);
  }

  /**
   * All tensors of a file.
   *
   * @throws io.nightjar.NightjarException STORAGE if they aren't tensors
   */
  static NamedTensors read(byte[] bytes, String where) {
    return new NamedTensors(SafeTensors.read(bytes, where));
  }

  /**
   * What the state came from.
   *
   * @throws IllegalArgumentException if a text is missing or of another type
   */
  static CheckpointOrigin origin(NamedTensors tensors) {
    return new CheckpointOrigin(
        text(tensors, SNAPSHOT), text(tensors, CONFIG), text(tensors, BUILD));
  }

  private static Tensor text(String name, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int[] codes = new int[utf8.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = utf8[i];
    }
    return Tensor.of(name, codes);
  }

  private static String text(NamedTensors tensors, String name) {
    int[] codes = tensors.need(name).ints();
    byte[] utf8 = new byte[codes.length];
    for (int i = 0; i < codes.length; i++) {
      utf8[i] = (byte) codes[i];
    }
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
