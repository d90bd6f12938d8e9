package io.nightjar.model.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.model.FactorModel;
import io.nightjar.model.ModelExamples;
import io.nightjar.model.Target;
import io.nightjar.model.factors.ColdStart;
import io.nightjar.model.files.format.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactorModelDirectoryTest {
  private static final FactorModel MODEL =
      ModelExamples.factors(Target.preference("plays"), ColdStart.DROP);

  @TempDir private Path root;

  @Test
  void readsBackWhatItWrote() throws IOException {
    ModelDirectory.write(ModelFiles.local(root), MODEL, Map.of());
    assertThat(ModelDirectory.read(ModelFiles.local(root)).model()).isEqualTo(MODEL);
    assertThat(Files.readString(root.resolve("model.json")))
        .contains(
            "\"kind\" : \"factors\"", "\"cold_start\" : \"drop\"", "\"task\" : \"preference\"")
        .contains(
            "\"user\" : \"null can't be scored; a key that training never met can't be scored\"")
        .doesNotContain("tea");
  }

  @Test
  void refusesTensorsThatAreMissingOrTooMany() {
    List<Tensor> tensors = new ArrayList<>(FactorTensors.of(MODEL));
    tensors.add(Tensor.of("bias", new double[] {1}));
    refuses(tensors, "tensors [bias] are no part of factors; must be left out");
    tensors.removeIf(tensor -> tensor.name().equals("item_key_ends"));
    refuses(tensors, "tensor item_keys has type U8; must be I64");
    tensors.removeIf(tensor -> tensor.name().equals("user_keys"));
    refuses(tensors, "tensor user_keys is missing; must be there");
  }

  @Test
  void refusesFactorsThatAreNotThoseOfTheKeys() {
    List<Tensor> tensors = new ArrayList<>(FactorTensors.of(MODEL));
    tensors.removeIf(tensor -> tensor.name().equals("user_factors"));
    List<Tensor> few = new ArrayList<>(tensors);
    few.add(Tensor.of("user_factors", List.of(2, 2), new float[4]));
    refuses(
        few, "3 keys have 4 factors of rank 2; must be keys·rank, with 1 key and rank 1 at least");
    List<Tensor> nan = new ArrayList<>(tensors);
    nan.add(Tensor.of("user_factors", List.of(3, 2), new float[] {0, 0, 0, Float.NaN, 0, 0}));
    refuses(nan, "factor 1 of key 7 is NaN; must be finite");
    List<Tensor> wide = new ArrayList<>(tensors);
    wide.add(Tensor.of("user_factors", List.of(3, 3), new float[9]));
    refuses(wide, "items have rank 2; must be that of the users, 3");
  }

  private static void refuses(List<Tensor> tensors, String message) {
    assertThatThrownBy(() -> FactorTensors.factors(MODEL.header(), ColdStart.NAN, tensors))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
