package io.nightjar.spark.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

/**
 * Objects on their way between tasks and the driver, in Java's own form: whatever {@code
 * spark.serializer} says, which for Kryo would not take records.
 */
public final class Parcel {
  private Parcel() {}

  /** The bytes of a serialisable object. */
  public static byte[] pack(Object object) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "a " + object.getClass().getName() + " can't be serialised", e);
    }
  }

  /** The object of some bytes that {@link #pack} made in this run. */
  @SuppressWarnings("unchecked") // the type is what was packed
  public static <T> T open(byte[] bytes) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (T) in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("a partial result can't be read back", e);
    }
  }
}
