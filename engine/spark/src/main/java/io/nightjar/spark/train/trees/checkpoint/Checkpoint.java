package io.nightjar.spark.train.trees.checkpoint;

import io.nightjar.model.files.format.SafeTensors;
import io.nightjar.model.files.format.Tensor;
import io.nightjar.spark.train.trees.grow.Boosted;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One checkpoint, a file in safetensors layout: {@code base} [outputs], {@code losses} [rounds with
 * validation], the trees' arrays as {@link TreeArrays} names them, and the origin's texts as
 * characters [length]. The rows' margins are not kept: the trees give them again, bit for bit,
 * since each row adds the same numbers in the same order.
 *
 * @param origin what the trees were grown from
 * @param boosted the trees so far
 */
record Checkpoint(CheckpointOrigin origin, Boosted boosted) {
  private static final String SNAPSHOT = "origin.snapshot";
  private static final String CONFIG = "origin.config";
  private static final String BUILD = "origin.build";
  private static final String BASE = "base";
  private static final String LOSSES = "losses";

  byte[] bytes() {
    List<Tensor> tensors = new ArrayList<>(TreeArrays.of(boosted.trees()));
    double[] losses = boosted.losses().stream().mapToDouble(Double::doubleValue).toArray();
    tensors.add(Tensor.of(BASE, boosted.base()));
    tensors.add(Tensor.of(LOSSES, losses));
    tensors.add(text(SNAPSHOT, origin.snapshot()));
    tensors.add(text(CONFIG, origin.config()));
    tensors.add(text(BUILD, origin.build()));
    return SafeTensors.bytes(tensors);
  }

  /**
   * The checkpoint of some bytes.
   *
   * @throws io.nightjar.NightjarException STORAGE if they aren't tensors
   * @throws IllegalArgumentException if one is missing or of another type
   */
  static Checkpoint read(byte[] bytes, String where) {
    Map<String, Tensor> tensors = new HashMap<>();
    SafeTensors.read(bytes, where).forEach(tensor -> tensors.put(tensor.name(), tensor));
    double[] losses = TreeArrays.need(tensors, LOSSES).doubles();
    List<Double> boxed = new ArrayList<>();
    for (double loss : losses) {
      boxed.add(loss);
    }
    return new Checkpoint(
        new CheckpointOrigin(text(tensors, SNAPSHOT), text(tensors, CONFIG), text(tensors, BUILD)),
        new Boosted(TreeArrays.need(tensors, BASE).doubles(), TreeArrays.trees(tensors), boxed));
  }

  private static Tensor text(String name, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int[] codes = new int[utf8.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = utf8[i];
    }
    return Tensor.of(name, codes);
  }

  private static String text(Map<String, Tensor> tensors, String name) {
    int[] codes = TreeArrays.need(tensors, name).ints();
    byte[] utf8 = new byte[codes.length];
    for (int i = 0; i < codes.length; i++) {
      utf8[i] = (byte) codes[i];
    }
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
