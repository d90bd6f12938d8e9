package io.nightjar.model.exchange.onnx.graph;

import static io.nightjar.model.exchange.onnx.graph.OnnxFields.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the name, type and shape of an input or output. */
final class ValueDecoder {
  private static final int MOST_DIMENSIONS = 8;

  private final OnnxInput in;
  private String name = "";
  private int type;
  private final List<Long> shape = new ArrayList<>();

  ValueDecoder(OnnxInput in) {
    this.in = in;
  }

  OnnxValue read() throws IOException {
    in.message(this::value);
    return new OnnxValue(name, type, shape);
  }

  private boolean value(int field) throws IOException {
    if (field == VALUE_NAME) {
      name = in.text();
      return true;
    }
    return into(field == VALUE_TYPE, this::type);
  }

  private boolean type(int field) throws IOException {
    return into(field == TYPE_TENSOR, this::tensor);
  }

  private boolean tensor(int field) throws IOException {
    if (field == TENSOR_TYPE_ELEMENT) {
      type = (int) in.whole();
      return true;
    }
    return into(field == TENSOR_TYPE_SHAPE, this::shape);
  }

  private boolean shape(int field) throws IOException {
    if (field != SHAPE_DIM) {
      return false;
    }
    if (shape.size() == MOST_DIMENSIONS) {
      throw new IllegalArgumentException(
          "\"%s\" has more than %d dimensions; must be no more".formatted(name, MOST_DIMENSIONS));
    }
    shape.add(OnnxValue.ANY);
    return into(true, this::dimension);
  }

  private boolean dimension(int field) throws IOException {
    if (field != DIM_VALUE) {
      return false;
    }
    shape.set(shape.size() - 1, in.whole());
    return true;
  }

  private boolean into(boolean wanted, OnnxInput.Fields fields) throws IOException {
    if (wanted) {
      in.message(fields);
    }
    return wanted;
  }
}
