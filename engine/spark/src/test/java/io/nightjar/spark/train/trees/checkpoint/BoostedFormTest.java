package io.nightjar.spark.train.trees.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.spark.data.Parcel;
import io.nightjar.spark.train.checkpoint.CheckpointOrigin;
import io.nightjar.spark.train.checkpoint.Continuation;
import io.nightjar.spark.train.checkpoint.RunCheckpoints;
import io.nightjar.spark.train.trees.grow.Boosted;
import io.nightjar.spark.train.trees.grow.GrownTree;
import io.nightjar.spark.train.trees.split.GradientSums;
import io.nightjar.spark.train.trees.split.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoostedFormTest {
  @TempDir Path temp;

  private static Boosted boosted(int rounds) {
    List<GrownTree> trees = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      Split number =
          new Split(3, 17, null, true, 0.1 + round, new GradientSums(-5, Long.MAX_VALUE));
      Split set = new Split(0, 0, new long[] {-1, 0, 1L << 63, round}, false, 1e-300, sums(round));
      trees.add(
          new GrownTree(
              round % 2,
              List.of(
                  new GrownTree.Node(number, 1, 0, 1.5),
                  new GrownTree.Node(set, 3, 0, Double.MIN_VALUE),
                  new GrownTree.Node(null, 0, -0.0, 4),
                  new GrownTree.Node(null, 0, 1.0 / 3, 4),
                  new GrownTree.Node(null, 0, Math.nextUp(1), 4))));
      trees.add(new GrownTree(1, List.of(new GrownTree.Node(null, 0, round, 7))));
      losses.add(1.0 / (round + 1));
    }
    return new Boosted(new double[] {-0.0, Math.PI}, trees, losses);
  }

  private static GradientSums sums(int round) {
    return new GradientSums(round, -round);
  }

  private static byte[] bits(Boosted boosted) {
    return Parcel.pack(
        new Boosted(
            boosted.base(), new ArrayList<>(boosted.trees()), new ArrayList<>(boosted.losses())));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void keepsEveryBit(int rounds) {
    CheckpointOrigin origin = new CheckpointOrigin("12ab", "c0", "1.0");
    RunCheckpoints run = RunCheckpoints.in(temp.toString(), 1, origin, new Configuration());
    Continuation<Boosted> start = run.latest(new BoostedForm());
    start.checkpoints().after(1, boosted(rounds));

    assertThat(bits(run.latest(new BoostedForm()).from())).isEqualTo(bits(boosted(rounds)));
  }
}
