package io.nightjar.spark.recipe.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.JobConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.config.tune.TuneConfig;
import io.nightjar.spark.train.TrainingRuns;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CandidatesTest {
  private static final String RANGES =
      "ranges { model.depth = [4, 6], model.learning-rate { min = 0.01, max = 1, scale = log } }";

  private static JobConfig job(String tune) {
    return TrainingRuns.parse(
        """
        name = t
        data { source = t, label = y }
        model { type = gbt, trees = 50 }
        tune { metric = log-loss, %s }
        """
            .formatted(tune));
  }

  private static List<Candidate> candidates(String tune) {
    return Candidates.of(job(tune).requireTune());
  }

  @Test
  void aGridIsEveryCombination() {
    assertThat(
            candidates("method = grid, ranges { model.depth = [4, 6], model.gamma = [0, 1, 2] }"))
        .containsExactly(
            new Candidate(1, Map.of("model.depth", "4", "model.gamma", "0")),
            new Candidate(2, Map.of("model.depth", "4", "model.gamma", "1")),
            new Candidate(3, Map.of("model.depth", "4", "model.gamma", "2")),
            new Candidate(4, Map.of("model.depth", "6", "model.gamma", "0")),
            new Candidate(5, Map.of("model.depth", "6", "model.gamma", "1")),
            new Candidate(6, Map.of("model.depth", "6", "model.gamma", "2")));
  }

  @Test
  void drawnOnesHangOnTheSeedAlone() {
    List<Candidate> twelve = candidates("trials = 12, " + RANGES);

    assertThat(twelve).hasSize(12).isEqualTo(candidates("trials = 12, parallelism = 9, " + RANGES));
    assertThat(candidates("trials = 5, " + RANGES)).isEqualTo(twelve.subList(0, 5));
    assertThat(candidates("trials = 12, seed = 43, " + RANGES)).isNotEqualTo(twelve);
    assertThat(new HashSet<>(twelve.stream().map(Candidate::values).toList())).hasSize(12);
    assertThat(twelve)
        .allSatisfy(
            one -> {
              assertThat(one.values().get("model.depth")).isIn("4", "6");
              assertThat(Double.parseDouble(one.values().get("model.learning-rate")))
                  .isBetween(0.01, 1.0);
            });
  }

  @Test
  void fewCombinationsAreTriedOnceEach() {
    assertThat(candidates("trials = 50, ranges { model.depth = [4, 6] }")).hasSize(2);
    assertThat(candidates("trials = 50, ranges { model.depth { min = 3, max = 9 } }")).hasSize(7);
  }

  @Test
  void budgetsAreSharesOfTheTreesOfEachTrial() {
    JobConfig job = job("method = successive-halving, halving.least-share = 0.1, " + RANGES);
    List<Budget> rungs = Budget.rungs(job.requireTune());

    assertThat(rungs.stream().map(Budget::text))
        .containsExactly("1/9 of the trees", "1/3 of the trees", "all trees");
    assertThat(rungs.stream().map(rung -> trees(rung, job)))
        .containsExactly("trees = 6", "trees = 17", "trees = 50");
    assertThat(trees(rungs.get(0), job, "model.trees=900")).isEqualTo("trees = 100");
    TuneConfig random = job(RANGES).requireTune();
    assertThat(Budget.rungs(random)).hasSize(1).allMatch(Budget::isFull);
  }

  private static String trees(Budget budget, JobConfig job, String... overrides) {
    JobConfig applied = budget.applied(job, List.of(overrides));
    return "trees = " + ((ModelConfig.Gbt) applied.model()).trees();
  }
}
