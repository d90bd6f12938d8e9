package io.nightjar;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.nightjar.kernels.dense.Activation;
import io.nightjar.kernels.ensemble.Decision;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeNodes;

@AnalyzeClasses(packages = "io.nightjar", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageDirectionsTest {
  @ArchTest
  static final ArchRule THE_CORE_KNOWS_NEITHER_SPARK_NOR_HADOOP =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..");

  /** So that the core loads without it: it is optional. */
  @ArchTest
  static final ArchRule ONLY_ITS_ROOM_KNOWS_ONNX_RUNTIME =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.nightjar.scorer.onnx..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.onnxruntime..");

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CYCLES =
      slices().matching("io.nightjar.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule KERNELS_ARE_REACHED_THROUGH_THEIR_FACADE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.nightjar.kernels..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.nightjar.kernels.scalar..",
              "io.nightjar.kernels.simd..",
              "io.nightjar.kernels.opencl..");

  @ArchTest
  static final ArchRule ONLY_THE_SCORER_RUNS_KERNELS =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.nightjar.config..",
              "io.nightjar.features..",
              "io.nightjar.metrics..",
              "io.nightjar.drift..",
              "io.nightjar.journal..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.nightjar.kernels..");

  @ArchTest
  static final ArchRule MODELS_HOLD_TREES_AND_LAYERS_BUT_DO_NOT_RUN_THEM =
      noClasses()
          .that()
          .resideInAPackage("io.nightjar.model..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.nightjar.kernels..")
                  .and(
                      not(
                          belongToAnyOf(
                              TreeEnsemble.class,
                              TreeNodes.class,
                              Decision.class,
                              Activation.class))));

  /** The names that a config may hold, such as metrics and parts of dates, are said once. */
  @ArchTest
  static final ArchRule CONFIG_KNOWS_OF_OTHER_ROOMS_ONLY_THEIR_NAMES =
      noClasses()
          .that()
          .resideInAPackage("io.nightjar.config..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.nightjar.features.*..",
              "io.nightjar.model..",
              "io.nightjar.scorer..",
              "io.nightjar.metrics.*..",
              "io.nightjar.drift..",
              "io.nightjar.journal..");

  @ArchTest
  static final ArchRule FEATURES_DO_NOT_KNOW_MODELS =
      noClasses()
          .that()
          .resideInAPackage("io.nightjar.features..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.nightjar.model..", "io.nightjar.scorer..");

  @ArchTest
  static final ArchRule MODELS_DO_NOT_KNOW_WHO_SCORES_THEM =
      noClasses()
          .that()
          .resideInAPackage("io.nightjar.model..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.nightjar.scorer..", "io.nightjar.journal..");
}
