package io.nightjar.spark;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Data at the bottom; who trains, evaluates, scores and watches beside each other; recipes on top.
 */
@AnalyzeClasses(
    packages = "io.nightjar.spark",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class PackageDirectionsTest {
  private static final String ROOM = "io.nightjar.spark.";

  @ArchTest static final ArchRule STORAGE_KNOWS_NO_OTHER_ROOM = onlyKnows("storage");

  @ArchTest static final ArchRule LEASES_KNOW_STORAGE = onlyKnows("lease", "storage");

  @ArchTest static final ArchRule KERNELS_OF_A_TASK_KNOW_NO_OTHER_ROOM = onlyKnows("kernel");

  @ArchTest static final ArchRule DATA_KNOWS_STORAGE = onlyKnows("data", "storage");

  @ArchTest
  static final ArchRule THE_REGISTRY_KNOWS_NEITHER_TRAINERS_NOR_SCORERS =
      onlyKnows("registry", "storage", "lease");

  /** A run remembers the tables that it has opened. */
  @ArchTest
  static final ArchRule RUN_RECORDS_KNOW_THE_REGISTRY_AND_OPENED_TABLES =
      onlyKnows("run", "registry", "data.read");

  /**
   * Checkpoints are written as the registry writes, wholly or not at all; early stopping goes by
   * the metrics that evaluation reports.
   */
  @ArchTest
  static final ArchRule TRAINERS_KNOW_DATA_STORAGE_AND_EVALUATION =
      onlyKnows("train", "data", "storage", "evaluate", "kernel");

  @ArchTest static final ArchRule EVALUATION_KNOWS_DATA = onlyKnows("evaluate", "data");

  @ArchTest static final ArchRule MONITORS_KNOW_DATA = onlyKnows("monitor", "data");

  /** A Spark ML model is scored as it was trained: {@code score.mllib} encodes by the same rows. */
  @ArchTest
  static final ArchRule SCORERS_KNOW_DATA_AND_STORAGE =
      onlyKnows("score", "data", "storage", "kernel", "train.mllib");

  @ArchTest
  static final ArchRule ONLY_THE_SCORER_OF_SPARK_MODELS_KNOWS_THEIR_TRAINER =
      noClasses()
          .that(
              resideInAnyPackage(ROOM + "score..")
                  .and(resideOutsideOfPackage(ROOM + "score.mllib..")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOM + "train..");

  /** Stages of Spark ML's pipelines are adapters over trainers and the scoring lane. */
  @ArchTest
  static final ArchRule ADAPTERS_KNOW_TRAINERS_AND_THE_SCORER =
      onlyKnows("ml", "train", "score", "data", "run");

  @ArchTest
  static final ArchRule NOBODY_LEANS_ON_THE_ADAPTERS =
      noClasses()
          .that(resideOutsideOfPackage(ROOM + "ml.."))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOM + "ml..");

  /** The protocol needs a file system, not a session: a service can recover an output too. */
  @ArchTest
  static final ArchRule PUBLISHING_KNOWS_NO_SPARK =
      noClasses()
          .that()
          .resideInAnyPackage(ROOM + "score.publish..", ROOM + "score.manifest..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.spark..");

  @ArchTest
  static final ArchRule ONLY_KERNELS_FACADE_IS_CALLED =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.nightjar.kernels.scalar..",
              "io.nightjar.kernels.simd..",
              "io.nightjar.kernels.opencl..");

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CYCLES =
      slices().matching(ROOM + "(**)").should().beFreeOfCycles();

  /** A room of the engine may use itself, the rooms named, and what is not of this module. */
  private static ArchRule onlyKnows(String room, String... others) {
    String[] allowed = new String[others.length + 1];
    allowed[0] = ROOM + room + "..";
    for (int i = 0; i < others.length; i++) {
      allowed[i + 1] = ROOM + others[i] + "..";
    }
    return noClasses()
        .that()
        .resideInAPackage(ROOM + room + "..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(ROOM + "*..").and(not(resideInAnyPackage(allowed))))
        .as(room + " knows no other room than " + String.join(", ", others))
        .allowEmptyShould(true);
  }
}
