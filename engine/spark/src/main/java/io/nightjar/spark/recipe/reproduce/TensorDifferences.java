package io.nightjar.spark.recipe.reproduce;

import io.nightjar.Problem;
import io.nightjar.model.files.format.SafeTensors;
import io.nightjar.model.files.format.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tensors in which two files differ. */
final class TensorDifferences {
  private TensorDifferences() {}

  /** Each tensor that differs, with how many of its numbers do and by how much at most. */
  static List<Problem> of(String file, byte[] then, byte[] now) {
    Map<String, Tensor> before = named(SafeTensors.read(then, file));
    Map<String, Tensor> after = named(SafeTensors.read(now, file));
    List<Problem> problems = new ArrayList<>();
    before.forEach(
        (name, tensor) -> {
          Tensor other = after.remove(name);
          String what = other == null ? "is absent" : difference(tensor, other);
          if (!what.isEmpty()) {
            problems.add(new Problem(file, "tensor " + name + " " + what));
          }
        });
    after.keySet().forEach(name -> problems.add(new Problem(file, "tensor " + name + " is new")));
    return problems;
  }

  private static Map<String, Tensor> named(List<Tensor> tensors) {
    Map<String, Tensor> named = new LinkedHashMap<>();
    tensors.forEach(tensor -> named.put(tensor.name(), tensor));
    return named;
  }

  private static String difference(Tensor then, Tensor now) {
    if (then.type() != now.type() || !then.shape().equals(now.shape())) {
      return "is %s %s; was %s %s".formatted(now.type(), now.shape(), then.type(), then.shape());
    }
    if (Arrays.equals(then.bytes(), now.bytes())) {
      return "";
    }
    double[] before = numbers(then);
    double[] after = numbers(now);
    int differing = 0;
    double most = 0;
    for (int i = 0; i < before.length; i++) {
      if (Double.doubleToRawLongBits(before[i]) != Double.doubleToRawLongBits(after[i])) {
        differing++;
        most = Math.max(most, Math.abs(before[i] - after[i]));
      }
    }
    return String.format(
        Locale.ROOT, "differs in %d of %d values, by %.4g at most", differing, before.length, most);
  }

  private static double[] numbers(Tensor tensor) {
    return switch (tensor.type()) {
      case F64 -> tensor.doubles();
      case F32 -> {
        float[] floats = tensor.floats();
        double[] values = new double[floats.length];
        Arrays.setAll(values, i -> floats[i]);
        yield values;
      }
      case I64 -> Arrays.stream(tensor.longs()).asDoubleStream().toArray();
      case I32 -> Arrays.stream(tensor.ints()).asDoubleStream().toArray();
      case U8, BOOL -> {
        double[] values = new double[tensor.bytes().length];
        Arrays.setAll(values, i -> Byte.toUnsignedInt(tensor.bytes()[i]));
        yield values;
      }
    };
  }
}
