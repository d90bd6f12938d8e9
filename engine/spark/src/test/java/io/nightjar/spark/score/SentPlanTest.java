package io.nightjar.spark.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.JobConfig;
import io.nightjar.model.FactorModel;
import io.nightjar.model.Model;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.train.TrainingRuns;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentPlanTest {
  private static final int USERS = 4000;
  private static final int RANK = 16;

  @TempDir Path folder;

  private FactorModel factors() {
    SparkFixture.session()
        .range(0, USERS, 1, 2)
        .selectExpr("id AS user", "id % 7 AS item", "double(id % 5) AS rating")
        .createOrReplaceTempView("sent_ratings");
    JobConfig config =
        TrainingRuns.parse(
            """
            name = sent
            data { source = sent_ratings, label = rating }
            split { validation = 0, test = 0 }
            model { type = als, user = user, item = item, rank = %d, iterations = 1 }
            """
                .formatted(RANK));
    return (FactorModel) TrainingRuns.train(config, folder).trained().model();
  }

  @Test
  void leavesFactorsToABroadcastAndFindsThemAgain() throws Exception {
    FactorModel model = factors();
    ScoringPlan plan = new ScoringPlan(model, 0, true, List.of(model));
    byte[] travels = bytes(new SentPlan(plan, SparkFixture.session().sparkContext()));
    assertThat(bytes(plan)).hasSizeGreaterThan(USERS * RANK * Float.BYTES);
    assertThat(travels).hasSizeLessThan(USERS * RANK * Float.BYTES / 10);

    ScoringPlan there = read(travels).plan();
    assertThat(there.margins()).isTrue();
    for (Model found : List.of(there.model(), there.challengers().get(0))) {
      FactorModel factors = (FactorModel) found;
      assertThat(factors.header()).isEqualTo(model.header());
      assertThat(factors.coldStart()).isEqualTo(model.coldStart());
      assertThat(factors.users().values()).isEqualTo(model.users().values());
      assertThat(factors.items().values()).isEqualTo(model.items().values());
    }
  }

  private static byte[] bytes(Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    return bytes.toByteArray();
  }

  private static SentPlan read(byte[] bytes) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (SentPlan) in.readObject();
    }
  }
}
