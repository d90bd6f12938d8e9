package io.nightjar.kernels;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.nightjar", importOptions = ImportOption.DoNotIncludeTests.class)
final class PackageDirectionsTest {
  @ArchTest
  static final ArchRule onlyTheOpenClPackageKnowsAparapi =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.nightjar.kernels.opencl")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.aparapi..");

  @ArchTest
  static final ArchRule kernelsDependOnNothingButTheJdkAparapiAndALogFacade =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "jdk.incubator.vector..",
              "io.nightjar.kernels..",
              "com.aparapi..",
              "org.slf4j..");

  @ArchTest
  static final ArchRule plainLoopsDependOnNoOtherPackage =
      noClasses()
          .that()
          .resideInAPackage("io.nightjar.kernels.scalar")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.nightjar.kernels", "io.nightjar.kernels.opencl", "io.nightjar.kernels.simd");

  @ArchTest
  static final ArchRule openClDependsNeitherOnTheFacadeNorOnTheLoops =
      noClasses()
          .that()
          .resideInAPackage("io.nightjar.kernels.opencl")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.nightjar.kernels", "io.nightjar.kernels.scalar");

  @ArchTest
  static final ArchRule vectorLoopsDependOnlyOnThePlainOnes =
      noClasses()
          .that()
          .resideInAPackage("io.nightjar.kernels.simd")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.nightjar.kernels", "io.nightjar.kernels.opencl");

  @ArchTest
  static final ArchRule onlyVectorLoopsNameTheIncubatingModule =
      noClasses()
          .that()
          .haveSimpleNameNotStartingWith("Vector")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jdk.incubator.vector..");
}
