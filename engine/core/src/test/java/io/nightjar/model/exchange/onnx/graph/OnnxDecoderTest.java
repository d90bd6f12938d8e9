package io.nightjar.model.exchange.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnnxDecoderTest {
  @Test
  void readsWhatTheEncoderWrites() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("whole", -3L);
    attributes.put("number", 0.5f);
    attributes.put("text", "ünicode");
    attributes.put("wholes", new long[] {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE});
    attributes.put("floats", new float[] {0, -0.0f, Float.NEGATIVE_INFINITY, Float.MIN_VALUE});
    attributes.put("texts", List.of("", "a", "b"));
    attributes.put("tensor", OnnxTensor.doubles(1.5, -2));
    OnnxModel model =
        new OnnxModel(
            new OnnxModel.Producer("nightjar", "1"),
            "g",
            List.of(new OnnxNode("ai.onnx.ml", "Op", List.of("a", ""), List.of("b"), attributes)),
            Map.of("c", OnnxTensor.wholes(7, 8)),
            List.of(OnnxValue.column("a", OnnxTensor.Type.STRING)),
            List.of(OnnxValue.matrix("b", OnnxTensor.Type.DOUBLE, 3)),
            Map.of("key", "value"));

    OnnxModel read = OnnxDecoder.read(OnnxEncoder.bytes(model));

    assertThat(read).usingRecursiveComparison().isEqualTo(model);
  }

  @Test
  void readsNumbersThatAreNotPackedAndRawOnes() {
    OnnxMessage loose = new OnnxMessage().text(1, "wholes").whole(8, 4).whole(8, 5).whole(20, 7);
    OnnxMessage raw = new OnnxMessage().whole(1, 2).whole(2, 11).text(8, "c");
    // 1.0 and 2.0, little-endian, as texts of ASCII and no more.
    byte[] little = new byte[16];
    little[6] = 0x70;
    little[7] = 0x3f;
    little[15] = 0x40;
    raw.text(9, new String(little, java.nio.charset.StandardCharsets.US_ASCII));
    OnnxMessage node = new OnnxMessage().text(4, "Op").message(5, loose);

    OnnxModel model =
        OnnxDecoder.read(
            new OnnxMessage()
                .message(7, new OnnxMessage().message(1, node).message(5, raw))
                .toBytes());

    assertThat(model.nodes().get(0).wholes("wholes")).containsExactly(4, 5);
    assertThat(model.constants().get("c").numbers()).containsExactly(0.00390625, 2);
  }

  @Test
  void refusesAttributesOfTypesThatItDoesNotRead() {
    for (int type : new int[] {0, 9, 99}) {
      OnnxMessage attribute = new OnnxMessage().text(1, "axis").whole(3, 1);
      OnnxMessage typed = type == 0 ? attribute : attribute.whole(20, type);
      OnnxMessage node = new OnnxMessage().text(4, "Op").message(5, typed);
      byte[] file = new OnnxMessage().message(7, new OnnxMessage().message(1, node)).toBytes();

      assertThatThrownBy(() -> OnnxDecoder.read(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "a node's attribute \"axis\" has type "
                  + type
                  + "; must be 1..8 (number to list of texts)");
    }
    OnnxMessage graph = new OnnxMessage().text(1, "body").whole(20, 5);
    OnnxMessage node = new OnnxMessage().text(4, "Loop").message(5, graph);

    OnnxModel model =
        OnnxDecoder.read(
            new OnnxMessage().message(7, new OnnxMessage().message(1, node)).toBytes());

    assertThat(model.nodes().get(0).attributes()).isEmpty();
  }

  @Test
  void refusesMoreElementsThanAFileMayHave() {
    byte[] packed = new OnnxMessage().wholes(1, new long[1000]).toBytes();
    OnnxNumbers numbers = new OnnxNumbers();
    OnnxInput input = new OnnxInput(packed, 999);

    assertThatThrownBy(
            () ->
                input.file(
                    field -> {
                      input.wholes(numbers);
                      return true;
                    }))
        .hasMessage(
            "the file's lists have more than 999 elements in all; must be no more: take fewer or"
                + " smaller trees");
    assertThat(numbers.count()).isEqualTo(999);
  }

  @Test
  void refusesLengthsBeyondTheFile() {
    byte[] long1 = {8, 8, 0x3a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7};

    assertThatThrownBy(() -> OnnxDecoder.read(long1))
        .hasMessageMatching("the file at byte \\d+ is no ONNX: .*; must be whole: copy it again");
  }

  @Test
  void refusesTensorsThatAreNotWhatTheirShapeSays() {
    OnnxMessage tensor =
        new OnnxMessage().whole(1, 1L << 31).whole(1, 1L << 31).whole(2, 11).text(8, "c");

    assertThatThrownBy(() -> read(tensor))
        .hasMessage(
            "the tensor \"c\" of shape [2147483648, 2147483648] has 0 values; must have as many as"
                + " its shape says");
    assertThatThrownBy(() -> read(new OnnxMessage().text(8, "c").whole(14, 1)))
        .hasMessage("the tensor \"c\" lies in another file; must stand in the model itself");
  }

  private static OnnxModel read(OnnxMessage tensor) {
    return OnnxDecoder.read(
        new OnnxMessage().message(7, new OnnxMessage().message(5, tensor)).toBytes());
  }
}
