package io.nightjar.model.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.model.ModelExamples;
import io.nightjar.model.files.format.ModelJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeModelDirectoryTest {
  private static final byte[] PROFILE = "{}".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path root;

  @Test
  void keepsTheIdentityOfTreesWithTheFormatsVersion() {
    assertThat(write())
        .as("a change of these bytes is a new format version")
        .isEqualTo("828708c7184c330484dc957424dd89c57d6bb8c76a3b652b5e047e2a57bed6bc");
  }

  @Test
  void saysInTheModelWhereMissingGoesInTrees() throws IOException {
    write();
    assertThat(Files.readString(root.resolve("model.json")))
        .contains("\"kind\" : \"trees\"")
        .contains("\"design_columns\" : [\n    \"age\",\n    \"sex\"\n  ]")
        .contains("\"splits\" : \"at_most\"")
        .contains(
            "\"age\" : \"null (0 in training) and NaN (0) are missing: goes the way that each split"
                + " has learnt; 0 is a value; an infinite value can't be scored\"")
        .contains(
            "\"sex\" : \"null (3 in training) is missing: goes the way that each split has learnt,"
                + " and so does a value that training never met\"");
  }

  @Test
  void refusesADocumentThatTellsOfOtherColumnsOrNoDecision() throws IOException {
    write();
    String model = Files.readString(root.resolve("model.json"));
    refuses(
        model.replace("\"age\",\n    \"sex\"\n  ]", "\"sex\",\n    \"age\"\n  ]"),
        "isn't a model: the design columns aren't those of the features");
    refuses(
        model.replace(
            "\"column\" : \"sex\",\n      \"gain\"", "\"column\" : \"pay\",\n      \"gain\""),
        "isn't a model: importance is told of pay; must be of the columns [age, sex], once each");
    refuses(
        model.replace("\"link\" : \"logit\"", "\"link\" : \"log\""), "isn't a model: link is log");
  }

  /** The directory with another model.json, sealed anew as someone who tampers would. */
  private void refuses(String model, String message) throws IOException {
    Path forged = Files.createTempDirectory(root.getParent(), "forged");
    Files.copy(root.resolve("tensors.safetensors"), forged.resolve("tensors.safetensors"));
    Files.writeString(forged.resolve("model.json"), model);
    byte[] document = model.getBytes(StandardCharsets.UTF_8);
    byte[] tensors = Files.readAllBytes(forged.resolve("tensors.safetensors"));
    ModelManifest manifest =
        ModelManifest.of(
            new TreeMap<>(
                Map.of(
                    "model.json", new FileHash(document.length, Sha256.of(document)),
                    "tensors.safetensors", new FileHash(tensors.length, Sha256.of(tensors)))));
    Files.write(forged.resolve("manifest.json"), ModelJson.bytes(manifest));
    assertThatThrownBy(() -> ModelDirectory.read(ModelFiles.local(forged)))
        .hasMessageStartingWith(forged + "/model.json: " + message);
  }

  private String write() {
    return ModelDirectory.write(
        ModelFiles.local(root), ModelExamples.trees(), Map.of("profile.json", PROFILE));
  }
}
