package io.nightjar.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.ModelExamples;
import io.nightjar.model.NetworkModel;
import io.nightjar.model.Task;
import io.nightjar.model.network.Layer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Scores of networks beside a naive float64 double loop. */
class NetworkScorerTest {
  private static final int ROWS = 1_300;

  private static double[] naive(NetworkModel model, double age, String sex) {
    double[] x = {age, "Female".equals(sex) ? 1 : 0, sex == null ? 1 : 0};
    double[] mean = model.network().input().mean();
    double[] deviation = model.network().input().deviation();
    double[] values = new double[x.length];
    for (int j = 0; j < x.length; j++) {
      values[j] = (x[j] - mean[j]) / deviation[j];
    }
    for (Layer layer : model.network().layers()) {
      double[] next = new double[layer.outputs()];
      for (int k = 0; k < next.length; k++) {
        double sum = layer.bias()[k];
        for (int j = 0; j < values.length; j++) {
          sum += values[j] * layer.matrix()[j * next.length + k];
        }
        next[k] =
            switch (layer.activation()) {
              case IDENTITY -> sum;
              case RELU -> Math.max(sum, 0);
              case TANH -> Math.tanh(sum);
              case SIGMOID -> 1 / (1 + Math.exp(-sum));
            };
      }
      values = next;
    }
    return predicted(model, values);
  }

  private static double[] predicted(NetworkModel model, double[] outputs) {
    if (model.target().task() == Task.REGRESSION) {
      return new double[] {1000 + 200 * outputs[0]};
    }
    if (model.target().task() == Task.BINARY) {
      double positive = 1 / (1 + Math.exp(-outputs[0]));
      return new double[] {1 - positive, positive};
    }
    double sum = 0;
    for (double output : outputs) {
      sum += Math.exp(output);
    }
    double all = sum;
    return java.util.Arrays.stream(outputs).map(output -> Math.exp(output) / all).toArray();
  }

  private static Object[][] rows() {
    Random random = new Random(5);
    return IntStream.range(0, ROWS)
        .mapToObj(
            i ->
                new Object[] {
                  random.nextInt(10) == 0 ? null : 17 + 73 * random.nextDouble(),
                  new String[] {"Male", "Female", null}[random.nextInt(3)]
                })
        .toArray(Object[][]::new);
  }

  private static Map<String, Object> named(Object[] row) {
    Map<String, Object> named = new HashMap<>();
    named.put("age", row[0]);
    named.put("sex", row[1]);
    return named;
  }

  @Test
  void givesWhatANaiveLoopGivesOnEveryBackendOfTheJvm() {
    Object[][] rows = rows();
    for (NetworkModel model :
        List.of(
            ModelExamples.network(),
            ModelExamples.multiclassNetwork(),
            ModelExamples.numberNetwork())) {
      for (BackendPreference preference :
          List.of(BackendPreference.SCALAR, BackendPreference.SIMD)) {
        ScoreBatch scored =
            Scorer.of(model, Kernels.of(preference)).batch().score(rows, rows.length);
        for (int row = 0; row < rows.length; row++) {
          double age = rows[row][0] == null ? 38.5 : (double) rows[row][0];
          double[] wanted = naive(model, age, (String) rows[row][1]);
          if (model.target().task() == Task.REGRESSION) {
            assertThat(scored.prediction(row)).isCloseTo(wanted[0], within(1e-3));
          } else {
            for (int k = 0; k < wanted.length; k++) {
              assertThat(scored.probability(row, k)).isCloseTo(wanted[k], within(2e-6));
            }
          }
        }
      }
    }
  }

  @Test
  void scoresOneRowWithTheBitsOfTheBatch() {
    Object[][] rows = rows();
    Scorer scorer = Scorer.of(ModelExamples.network(), Kernels.of(BackendPreference.SCALAR));
    ScoreBatch batch = scorer.batch().score(rows, rows.length);
    for (int row : new int[] {0, 1, 511, 512, 513, ROWS - 1}) {
      assertThat(scorer.score(named(rows[row])).prediction()).isEqualTo(batch.prediction(row));
    }
  }

  @Test
  void saysWhyARowCannotBeScored() {
    Scorer scorer = Scorer.of(ModelExamples.network(), Kernels.of(BackendPreference.SCALAR));
    Object[][] rows = {{Double.POSITIVE_INFINITY, "Male"}, {40.0, "Male"}};
    ScoreBatch batch = scorer.batch().score(rows, 2);
    assertThat(batch.reason(0)).isEqualTo("age is Infinity; must be finite");
    assertThat(batch.reason(1)).isNull();
    Object[][] alone = {{40.0, "Male"}};
    assertThat(batch.prediction(1)).isEqualTo(scorer.batch().score(alone, 1).prediction(0));
  }
}
