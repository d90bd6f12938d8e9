package io.nightjar.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The verbs on top, what they share below them, the engine below all and knowing none of it. */
@AnalyzeClasses(packages = "io.nightjar", importOptions = ImportOption.DoNotIncludeTests.class)
final class PackageDirectionsTest {
  private static final String JOBS = "io.nightjar.jobs..";

  @ArchTest
  static final ArchRule NOTHING_KNOWS_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackage(JOBS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(JOBS);

  @ArchTest
  static final ArchRule A_REPORT_IS_DRAWN_WITHOUT_SPARK =
      noClasses()
          .that()
          .resideInAPackage("io.nightjar.jobs.report..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..");

  @ArchTest
  static final ArchRule WHAT_VERBS_SHARE_KNOWS_NO_VERB =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.nightjar.jobs.shell..",
              "io.nightjar.jobs.report..",
              "io.nightjar.jobs.init..",
              "io.nightjar.jobs.benchmark..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.nightjar.jobs");

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_KNOWS_PICOCLI =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.nightjar.jobs", "io.nightjar.jobs.registry..", "io.nightjar.jobs.shell..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule ONLY_BACKENDS_KNOW_APARAPI =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.nightjar.kernels.opencl..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.aparapi..");

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CYCLES =
      slices().matching("io.nightjar.jobs.(*)..").should().beFreeOfCycles();
}
