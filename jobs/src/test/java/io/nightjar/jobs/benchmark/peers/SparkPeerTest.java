package io.nightjar.jobs.benchmark.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.NightjarException;
import io.nightjar.jobs.benchmark.cases.BenchTable;
import io.nightjar.jobs.benchmark.cases.Contestant;
import io.nightjar.jobs.benchmark.cases.Entrant;
import io.nightjar.jobs.benchmark.cases.MadeRows;
import io.nightjar.jobs.benchmark.cases.Memory;
import io.nightjar.jobs.benchmark.cases.TrainCase;
import io.nightjar.jobs.benchmark.cases.TrainCases;
import io.nightjar.spark.SparkFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A library on Spark in a JVM of its own: here Spark ML, whose trees must be those that it grows in
 * this JVM.
 */
class SparkPeerTest {
  private static final int ROWS = 1_000;
  private static final TrainCase BENCH = few(TrainCases.named("gbt-20"));

  @TempDir private static Path folder;

  private final SparkSession spark = SparkFixture.session();
  private final List<Contestant> entered = new ArrayList<>();

  /** The same case with two trees. */
  private static TrainCase few(TrainCase bench) {
    return new TrainCase(
        bench.name(),
        bench.what(),
        bench.shape(),
        bench.rows(),
        bench.measure(),
        bench.settings(),
        bench.mllib(),
        TrainCase.BoostedTrees.of(2, 3, 0.1));
  }

  @AfterEach
  void end() {
    entered.forEach(Contestant::close);
  }

  @Test
  void fitsAndScoresInAProcessOfItsOwn() throws IOException {
    Peers peers = new Peers(null, List.of(classPath("spark-ml")));
    try (BenchTable table = BenchTable.make(spark, MadeRows.of(6), ROWS, folder)) {
      peers.enter(spark, BENCH, table, entered::add);

      assertThat(entered).hasSize(1);
      Contestant peer = entered.get(0);
      assertThat(peer.name()).isEqualTo("spark-ml " + spark.version());
      Contestant.Fit fit = peer.fit();
      double auc = fit.judged().get().value();
      assertThat(fit.seconds()).isPositive();
      assertThat(auc).isBetween(0.55, 0.9).isCloseTo(inThisJvm(table), within(1e-9));
      assertThat(peer.memory())
          .hasValueSatisfying(
              memory -> {
                assertThat(memory.kind()).isEqualTo(Memory.Kind.RESIDENT);
                assertThat(memory.peakMib()).isGreaterThanOrEqualTo(memory.heldMib());
              });

      try (PeerScorers scorers =
          new PeerScorers(spark, peers, new PeerScorers.Rows(BENCH, table, table.testParquet()))) {
        Entrant entrant = scorers.entrants(null, 0).get(0);
        assertThat(entrant.work().get()).isEqualTo("trees of its own");
        assertThat(entrant.mean()).isBetween(0.2, 0.8);
      }
    }
  }

  private double inThisJvm(BenchTable table) {
    TrainCase.Peer trees =
        new TrainCase.Peer(
            "here",
            () ->
                new org.apache.spark.ml.classification.GBTClassifier()
                    .setFeaturesCol(BenchTable.FEATURES)
                    .setLabelCol(MadeRows.CLASS)
                    .setMaxIter(2)
                    .setMaxDepth(3)
                    .setMaxBins(255)
                    .setStepSize(0.1));
    return new MllibContestant(spark, BENCH, table, trees).fit().judged().get().value();
  }

  @Test
  void saysWhyALibraryStopped() throws IOException {
    Peers peers = new Peers(null, List.of(classPath("xgboost4j-spark")));
    try (BenchTable table = BenchTable.make(spark, MadeRows.of(6), ROWS, folder)) {
      assertThatThrownBy(() -> peers.enter(spark, BENCH, table, entered::add))
          .isInstanceOf(NightjarException.class)
          .hasMessage(
              "--peer: stopped while it worked with xgboost4j-spark:"
                  + " java.lang.ClassNotFoundException:"
                  + " ml.dmlc.xgboost4j.scala.spark.XGBoostClassifier; it must have a JDK, not only"
                  + " a JRE, and the class path that jobs/bench/peers.sh makes.");
    }
  }

  @Test
  void refusesAFileThatNamesNoLibrary() {
    assertThatThrownBy(() -> SparkPeer.of(Path.of("lib/catboost.classpath"), folder, 2))
        .isInstanceOf(NightjarException.class)
        .hasMessage(
            "--peer: is the file 'lib/catboost.classpath'; its name must be one of"
                + " [xgboost4j-spark.classpath, synapseml.classpath, spark-ml.classpath].");
    assertThatThrownBy(() -> SparkPeer.of(folder.resolve("synapseml.classpath"), folder, 2))
        .isInstanceOf(NightjarException.class)
        .hasMessageEndingWith("can't be read; make it with jobs/bench/peers.sh synapseml.");
  }

  @Test
  void leavesAwayRowsThatSparkMlRefuses() {
    assertThat(takes(SparkLibrary.SPARK_ML, "gbt-missing")).isFalse();
    assertThat(takes(SparkLibrary.SPARK_ML, "gbt-categories")).isTrue();
    assertThat(takes(SparkLibrary.SYNAPSEML, "gbt-missing")).isTrue();
  }

  private static boolean takes(SparkLibrary library, String bench) {
    TrainCase one = TrainCases.named(bench);
    return library.takes(one.shape().features(), one.trees());
  }

  private static Path classPath(String library) throws IOException {
    return Files.writeString(
        folder.resolve(library + ".classpath"), System.getProperty("java.class.path") + "\n");
  }
}
