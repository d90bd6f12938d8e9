package io.nightjar.model.files.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.NightjarException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SafeTensorsTest {
  private static final String REMEDY =
      "; restore the model's directory from a backup, or register the model again";

  @Test
  void writesTheReferenceLayout() {
    byte[] file = SafeTensors.bytes(List.of(Tensor.of("w", List.of(1, 2), new double[] {1, -2})));
    String header = "{\"w\":{\"dtype\":\"F64\",\"shape\":[1,2],\"data_offsets\":[0,16]}}";
    ByteBuffer expected = ByteBuffer.allocate(8 + 64 + 16).order(ByteOrder.LITTLE_ENDIAN);
    expected
        .putLong(64)
        .put((header + " ".repeat(64 - header.length())).getBytes(StandardCharsets.US_ASCII));
    expected.putDouble(1).putDouble(-2);
    assertThat(file).isEqualTo(expected.array());
  }

  @Property(tries = 100)
  void readsWhatItWrote(@ForAll @Size(max = 9) double[] a, @ForAll @Size(max = 9) double[] b) {
    byte[] file =
        SafeTensors.bytes(List.of(Tensor.of("b", b), Tensor.of("a", List.of(1, a.length), a)));
    List<Tensor> read = SafeTensors.read(file, "f");
    assertThat(read).extracting(Tensor::name).containsExactly("a", "b");
    assertThat(read.get(0).shape()).containsExactly(1, a.length);
    assertThat(read.get(0).doubles()).isEqualTo(a);
    assertThat(read.get(1).doubles()).isEqualTo(b);
  }

  @Test
  void keepsEveryTypeAndAlignsEachToItsWidth() {
    byte[] file =
        SafeTensors.bytes(
            List.of(
                Tensor.of("flags", new boolean[] {true, false, true}),
                Tensor.of("whole", new int[] {7, Integer.MIN_VALUE}),
                Tensor.of("single", new float[] {Float.MIN_VALUE, -0f, Float.NEGATIVE_INFINITY}),
                Tensor.of("words", new long[] {Long.MIN_VALUE, 1}),
                Tensor.of("double", new double[] {Math.PI})));
    List<Tensor> read = SafeTensors.read(file, "f");
    assertThat(read)
        .extracting(Tensor::name)
        .containsExactly("double", "words", "single", "whole", "flags");
    assertThat(read.get(0).doubles()).containsExactly(Math.PI);
    assertThat(read.get(1).longs()).containsExactly(Long.MIN_VALUE, 1);
    assertThat(read.get(2).floats()).containsExactly(Float.MIN_VALUE, -0f, Float.NEGATIVE_INFINITY);
    assertThat(read.get(3).ints()).containsExactly(7, Integer.MIN_VALUE);
    assertThat(read.get(4).booleans()).containsExactly(true, false, true);
  }

  @Test
  void refusesElementsOfAnotherTypeAndTruthThatIsNeither0Nor1() {
    assertThatThrownBy(() -> Tensor.of("w", new int[1]).doubles())
        .hasMessage("tensor w has type I32; must be F64");
    assertThatThrownBy(
            () -> new Tensor("w", TensorType.BOOL, List.of(2), new byte[] {1, 2}).booleans())
        .hasMessage("tensor w has 2 at 1; must be 0 or 1");
  }

  @Test
  void refusesAHeaderLongerThanTheFile() {
    assertThatThrownBy(() -> SafeTensors.read(new byte[3], "f"))
        .isInstanceOf(NightjarException.class)
        .hasMessage("f: has a header of -1 bytes in a file of 3" + REMEDY);
    byte[] huge = file(Long.MAX_VALUE, "{}", 0);
    assertThatThrownBy(() -> SafeTensors.read(huge, "f"))
        .hasMessage("f: has a header of 9223372036854775807 bytes in a file of 10" + REMEDY);
  }

  @Test
  void refusesTensorsThatLeaveTheirData() {
    refuses(
        "{\"w\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16]}}",
        8,
        "tensor w lies at 0..16 of 8 bytes; must begin at 0");
    refuses(
        "{\"w\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,16]}}",
        16,
        "tensor w lies at 8..16 of 16 bytes; must begin at 0");
    refuses(
        "{\"w\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
        16,
        "tensors end at 8 of 16 bytes; must be the whole");
    refuses(
        "{\"w\":{\"dtype\":\"F64\",\"shape\":[3],\"data_offsets\":[0,8]}}",
        8,
        "tensor w of shape [3] has 1 values; must be 3");
    refuses(
        "{\"w\":{\"dtype\":\"F64\",\"shape\":[65536,65536,65536,65536],\"data_offsets\":[0,0]}}",
        0,
        "tensor w has shape [65536, 65536, 65536, 65536]; must be 0 or more each, 2147483647 at most in all");
    refuses(
        "{\"w\":{\"dtype\":\"BF16\",\"shape\":[4],\"data_offsets\":[0,8]}}",
        8,
        "tensor w has type BF16; must be F64, I64, F32, I32, U8 or BOOL");
    refuses(
        "{\"w\":{\"dtype\":\"I32\",\"shape\":[2],\"data_offsets\":[0,7]}}",
        7,
        "tensor w lies at 0..7 of 7 bytes; must begin at 0");
    refuses(
        "{\"w\":{\"dtype\":\"F64\",\"shape\":[1]}}",
        8,
        "tensor w lacks its type, shape or two offsets");
    refuses("{\"w\":null}", 8, "tensor w lacks its type, shape or two offsets");
  }

  private static void refuses(String header, int data, String message) {
    assertThatThrownBy(() -> SafeTensors.read(file(header.length(), header, data), "f"))
        .isInstanceOf(NightjarException.class)
        .hasMessage("f: " + message + REMEDY);
  }

  private static byte[] file(long length, String header, int data) {
    ByteBuffer file =
        ByteBuffer.allocate(8 + header.length() + data).order(ByteOrder.LITTLE_ENDIAN);
    return file.putLong(length).put(header.getBytes(StandardCharsets.US_ASCII)).array();
  }
}
