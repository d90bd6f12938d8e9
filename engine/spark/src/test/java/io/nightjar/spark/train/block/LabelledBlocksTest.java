package io.nightjar.spark.train.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.config.model.ModelConfig;
import io.nightjar.config.model.StandardErrorKind;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.InputColumn;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.features.fit.FeatureFitter;
import io.nightjar.features.fit.FeatureGatherer;
import io.nightjar.features.fit.FeatureOptions;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.kernels.linear.GlmTarget;
import io.nightjar.model.Target;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.StoredRdds;
import io.nightjar.spark.data.CatalogTable;
import io.nightjar.spark.data.RawRows;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.train.glm.GlmSolver;
import io.nightjar.spark.train.glm.objective.GlmFit;
import io.nightjar.spark.train.glm.objective.GlmSpec;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

class LabelledBlocksTest {
  private static final Table TABLE =
      CatalogTable.of(
          "t",
          SparkFixture.session()
              .range(0, 1000, 1, 7)
              .selectExpr(
                  "sin(id) as a",
                  "cos(id * id) * 1000 as b",
                  "cast(id % 3 as string) as c",
                  "int(sin(id) + cos(id * 7) > 0) as y"));
  private static final Target TARGET = Target.multiclass("y", List.of("0", "1"));
  private static final FeatureSpec FEATURES = features();

  private static FeatureSpec features() {
    FeatureOptions options = FeatureOptions.defaults(List.of("y"));
    List<InputColumn> columns = FeatureFitter.candidates(options, RawRows.columns(TABLE.schema()));
    FeatureGatherer gatherer = new FeatureGatherer(options, columns);
    RawRows reader = new RawRows(TABLE.schema(), columns.stream().map(InputColumn::name).toList());
    for (Row row : TABLE.rows().collectAsList()) {
      Object[] raw = new Object[columns.size()];
      reader.read(row, raw);
      gatherer.add(raw);
    }
    return FeatureFitter.fit(options, columns, gatherer.statistics()).spec();
  }

  private static LabelledBlocks blocks(Target target) {
    return LabelledBlocks.of(
        TABLE, new BlockPlan(FEATURES, Precision.FLOAT, target, null, null, 50));
  }

  private static GlmFit fit(BlockFolds blocks) {
    ModelConfig.Glm solver =
        new ModelConfig.Glm(
            0.01,
            0.3,
            60,
            1e-9,
            true,
            true,
            ModelConfig.Precision.FLOAT,
            StandardErrorKind.NONE,
            null,
            Map.of());
    GlmSpec spec =
        new GlmSpec(GlmLoss.MULTINOMIAL, 2, LinearDesign.of(FEATURES).names(), 0, solver);
    return new GlmSolver(blocks, spec, new KernelRuns(BackendPreference.SCALAR)).fit();
  }

  @Test
  void fitsTheSameBitsInOneTaskAsOverTheExecutors() {
    try (LabelledBlocks blocks = blocks(TARGET)) {
      GlmFit far = fit(blocks);
      GlmFit near = blocks.inOneTask(LabelledBlocksTest::fit);
      assertThat(near.coefficients()).isEqualTo(far.coefficients());
      assertThat(near.objective()).isEqualTo(far.objective());
      assertThat(near.iterations()).isEqualTo(far.iterations()).isGreaterThan(3);
    }
  }

  @Test
  void sumsTheSameBitsWhateverTheOrderOfArrival() {
    try (LabelledBlocks blocks = blocks(TARGET)) {
      double early = blocks.reduce((p, part) -> slowSum(p, part), Double::sum);
      double late = blocks.reduce((p, part) -> slowSum(6 - p, part), Double::sum);
      assertThat(late).isEqualTo(early);
    }
  }

  private static double slowSum(int delay, Iterator<LabelledBlock> part)
      throws InterruptedException {
    Thread.sleep(20L * delay);
    double sum = 0;
    while (part.hasNext()) {
      LabelledBlock block = part.next();
      for (int i = 0; i < block.rows(); i++) {
        sum += ((ColumnBlock) block.features()).column(0)[i] * 1e-3;
      }
    }
    return sum;
  }

  @Test
  void travelsByKryoToo() {
    try (LabelledBlocks blocks = blocks(TARGET)) {
      LabelledBlock block = blocks.inOneTask(LabelledBlocksTest::first);
      SerializerInstance kryo = new KryoSerializer(new SparkConf()).newInstance();
      ClassTag<Object> any = ClassTag$.MODULE$.Object();
      LabelledBlock back =
          (LabelledBlock) kryo.deserialize(kryo.<Object>serialize(block, any), any);
      assertThat(back.target().labels()).isEqualTo(block.target().labels());
      assertThat(((ColumnBlock) back.features()).column(1))
          .isEqualTo(((ColumnBlock) block.features()).column(1));
    }
  }

  private static LabelledBlock first(BlockFolds blocks) {
    return blocks.reduce((partition, part) -> part.next(), (left, right) -> left);
  }

  @Test
  void boundsTheRowsOfABlock() {
    try (LabelledBlocks blocks = blocks(TARGET)) {
      List<Integer> sizes = blocks.inOneTask(LabelledBlocksTest::sizes);
      assertThat(sizes).hasSize(21).allMatch(rows -> rows <= 50);
      assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1000);
    }
  }

  private static List<Integer> sizes(BlockFolds blocks) {
    return blocks.reduce(
        (partition, part) -> {
          List<Integer> sizes = new java.util.ArrayList<>();
          part.forEachRemaining(block -> sizes.add(block.rows()));
          return sizes;
        },
        (left, right) -> {
          left.addAll(right);
          return left;
        });
  }

  @Test
  void refusesALabelThatIsNoClass() {
    try (LabelledBlocks blocks = blocks(Target.multiclass("y", List.of("0", "2")))) {
      assertThatThrownBy(() -> blocks.inOneTask(LabelledBlocksTest::sizes))
          .hasMessage("y: is 1 in a training row; must be one of [0, 2]; mend it");
    }
  }

  @Test
  void saysWhatTheRowsAreForThatItCannotEncode() {
    Table bad = TABLE.withRows(TABLE.rows().selectExpr("double('Infinity') as a", "b", "c", "y"));
    for (RowRole role : RowRole.values()) {
      try (LabelledBlocks blocks =
          LabelledBlocks.of(
              bad, new BlockPlan(FEATURES, Precision.FLOAT, TARGET, null, null, 50), role)) {
        assertThatThrownBy(() -> blocks.inOneTask(LabelledBlocksTest::sizes))
            .hasMessageMatching(
                "a %s row can't be encoded: a is Infinity; must be .*; mend it"
                    .formatted(role == RowRole.TRAINING ? "training" : "validation"));
      }
    }
  }

  @Test
  void bringsBackWhatKernelsDidInTheTask() {
    KernelRuns runs = new KernelRuns(BackendPreference.SCALAR);
    int width = LinearDesign.of(FEATURES).width();
    try (LabelledBlocks blocks = blocks(TARGET)) {
      GramMatrix gram =
          blocks.inOneTask(
              runs, (folds, own) -> GramMatrix.of(folds, own, width, new double[width]));
      assertThat(gram.get(width, width)).isEqualTo(1000);
    }
    assertThat(runs.uses()).singleElement().extracting(KernelUse::kernel).isEqualTo("gram");
  }

  @Test
  void freesBlocksThatOthersReplace() {
    StoredRdds stored = StoredRdds.fromNow();
    try (LabelledBlocks blocks = blocks(TARGET)) {
      double sum = blocks.reduce((p, part) -> labels(part), Double::sum);
      Set<Integer> first = stored.since();
      try (LabelledBlocks others = blocks.replaced(LabelledBlocksTest::unlabelled)) {
        assertThat(sum).isPositive();
        assertThat(others.reduce((p, part) -> labels(part), Double::sum)).isZero();
        assertThat(stored.since()).hasSize(1).isNotEqualTo(first);
      }
    }
    assertThat(stored.since()).isEmpty();
  }

  @Test
  void freesBothWhereBlocksCannotBeReplaced() {
    StoredRdds stored = StoredRdds.fromNow();
    try (LabelledBlocks blocks = blocks(Target.multiclass("y", List.of("0", "2")))) {
      assertThatThrownBy(() -> blocks.replaced(LabelledBlocksTest::unlabelled))
          .hasMessage("y: is 1 in a training row; must be one of [0, 2]; mend it");
      assertThat(stored.since()).isEmpty();
    }
  }

  private static LabelledBlock unlabelled(LabelledBlock block) {
    return new LabelledBlock(block.features(), new GlmTarget(new double[block.rows()], null));
  }

  private static double labels(Iterator<LabelledBlock> part) {
    double sum = 0;
    while (part.hasNext()) {
      sum += Arrays.stream(part.next().target().labels()).sum();
    }
    return sum;
  }
}
