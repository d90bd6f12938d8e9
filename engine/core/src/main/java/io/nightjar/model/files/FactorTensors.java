package io.nightjar.model.files;

import io.nightjar.model.FactorModel;
import io.nightjar.model.ModelHeader;
import io.nightjar.model.factors.ColdStart;
import io.nightjar.model.factors.KeyDictionary;
import io.nightjar.model.factors.KeyedFactors;
import io.nightjar.model.factors.NumberKeys;
import io.nightjar.model.factors.TextKeys;
import io.nightjar.model.files.format.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Factors and the dictionaries of their keys as tensors. */
final class FactorTensors {
  private static final String USERS = "user";
  private static final String ITEMS = "item";
  private static final String FACTORS = "_factors";
  private static final String KEYS = "_keys";
  private static final String ENDS = "_key_ends";

  private FactorTensors() {}

  static List<Tensor> of(FactorModel model) {
    List<Tensor> tensors = new ArrayList<>();
    add(tensors, USERS, model.users());
    add(tensors, ITEMS, model.items());
    return tensors;
  }

  private static void add(List<Tensor> tensors, String whose, KeyedFactors factors) {
    List<Integer> shape = List.of(factors.size(), factors.rank());
    tensors.add(Tensor.of(whose + FACTORS, shape, factors.values()));
    if (factors.keys() instanceof NumberKeys numbers) {
      tensors.add(Tensor.of(whose + KEYS, numbers.keys()));
    } else {
      TextKeys texts = (TextKeys) factors.keys();
      tensors.add(Tensor.of(whose + KEYS, texts.utf8()));
      tensors.add(Tensor.of(whose + ENDS, texts.ends()));
    }
  }

  /**
   * The factors of some tensors.
   *
   * @throws IllegalArgumentException saying what is wrong with them
   */
  static FactorModel factors(ModelHeader header, ColdStart coldStart, List<Tensor> tensors) {
    NamedTensors all = new NamedTensors(tensors);
    KeyedFactors users = take(all, USERS);
    KeyedFactors items = take(all, ITEMS);
    all.requireNone("factors");
    return new FactorModel(header, users, items, coldStart);
  }

  private static KeyedFactors take(NamedTensors all, String whose) {
    Tensor values = all.take(whose + FACTORS);
    if (values.shape().size() != 2) {
      throw new IllegalArgumentException(
          "tensor %s has shape %s; must be a matrix".formatted(values.name(), values.shape()));
    }
    return new KeyedFactors(keys(all, whose), values.shape().get(1), values.floats());
  }

  private static KeyDictionary keys(NamedTensors all, String whose) {
    Tensor keys = all.take(whose + KEYS);
    return all.has(whose + ENDS)
        ? new TextKeys(keys.plainBytes(), all.take(whose + ENDS).ints())
        : new NumberKeys(keys.longs());
  }
}
