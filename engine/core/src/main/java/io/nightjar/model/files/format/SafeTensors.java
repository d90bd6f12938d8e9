package io.nightjar.model.files.format;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The safetensors layout (github.com/huggingface/safetensors, "Format"): 8 bytes little-endian
 * length N of the header, N bytes of JSON padded with blanks so that the data begins at a multiple
 * of 8, then the data without holes. Nightjar writes the widest elements first, so that each lies
 * at a multiple of its own width, and reads the types of {@link TensorType}.
 */
public final class SafeTensors {
  private static final int ALIGNMENT = 8;

  /** The limit of the reference implementation. */
  private static final long LONGEST_HEADER = 100_000_000;

  private SafeTensors() {}

  /** One entry of the header. */
  record Entry(
      String dtype, List<Integer> shape, @JsonProperty("data_offsets") List<Long> dataOffsets) {
    boolean whole() {
      return dtype != null
          && shape != null
          && !shape.contains(null)
          && dataOffsets != null
          && dataOffsets.size() == 2
          && !dataOffsets.contains(null);
    }
  }

  /** The header, its keys in the order of the data. */
  static final class Header extends LinkedHashMap<String, Entry> {
    private static final long serialVersionUID = 1L;
  }

  /** The file of some tensors, sorted by the width of their elements and by name. */
  public static byte[] bytes(List<Tensor> tensors) {
    List<Tensor> sorted =
        tensors.stream()
            .sorted(
                Comparator.comparingInt((Tensor tensor) -> -tensor.type().bytes())
                    .thenComparing(Tensor::name))
            .toList();
    Header header = new Header();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (Tensor tensor : sorted) {
      long begin = data.size();
      data.writeBytes(tensor.bytes());
      header.put(
          tensor.name(),
          new Entry(tensor.type().name(), tensor.shape(), List.of(begin, (long) data.size())));
    }
    byte[] json = padded(ModelJson.compact(header));
    ByteBuffer file =
        ByteBuffer.allocate(Math.addExact(Long.BYTES + json.length, data.size()))
            .order(ByteOrder.LITTLE_ENDIAN);
    return file.putLong(json.length).put(json).put(data.toByteArray()).array();
  }

  private static byte[] padded(byte[] json) {
    int length = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] padded = Arrays.copyOf(json, length);
    Arrays.fill(padded, json.length, length, (byte) ' ');
    return padded;
  }

  /**
   * The tensors of a file, in the order of their data.
   *
   * @throws io.nightjar.NightjarException STORAGE if it isn't one
   */
  public static List<Tensor> read(byte[] file, String where) {
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    long length = file.length < Long.BYTES ? -1 : buffer.getLong();
    if (length < 0 || length > Math.min(LONGEST_HEADER, file.length - Long.BYTES)) {
      throw ModelJson.unreadable(
          where, "has a header of %d bytes in a file of %d".formatted(length, file.length), null);
    }
    byte[] json = new byte[(int) length];
    buffer.get(json);
    Header header = ModelJson.read(json, Header.class, where);
    try {
      return tensors(header, buffer.slice().order(ByteOrder.LITTLE_ENDIAN));
    } catch (IllegalArgumentException e) {
      throw ModelJson.unreadable(where, e.getMessage(), e);
    }
  }

  private static List<Tensor> tensors(Header header, ByteBuffer data) {
    List<Tensor> tensors = new ArrayList<>();
    long at = 0;
    for (Map.Entry<String, Entry> named : header.entrySet()) {
      Entry entry = named.getValue();
      if (entry == null || !entry.whole()) {
        throw new IllegalArgumentException(
            "tensor %s lacks its type, shape or two offsets".formatted(named.getKey()));
      }
      TensorType type = TensorType.parse(named.getKey(), entry.dtype());
      long begin = entry.dataOffsets().get(0);
      long end = entry.dataOffsets().get(1);
      if (begin != at
          || end < begin
          || end > data.capacity()
          || (end - begin) % type.bytes() != 0) {
        throw new IllegalArgumentException(
            "tensor %s lies at %d..%d of %d bytes; must begin at %d"
                .formatted(named.getKey(), begin, end, data.capacity(), at));
      }
      byte[] bytes = new byte[(int) (end - begin)];
      data.get((int) begin, bytes);
      tensors.add(new Tensor(named.getKey(), type, entry.shape(), bytes));
      at = end;
    }
    if (at != data.capacity()) {
      throw new IllegalArgumentException(
          "tensors end at %d of %d bytes; must be the whole".formatted(at, data.capacity()));
    }
    return tensors;
  }
}
