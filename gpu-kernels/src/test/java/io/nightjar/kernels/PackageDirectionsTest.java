package io.nightjar.kernels;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

@AnalyzeClasses(packages = "io.nightjar", importOptions = ImportOption.DoNotIncludeTests.class)
final class PackageDirectionsTest {
  private static final String ROOT = "io.nightjar.kernels.";

  @ArchTest
  static final ArchRule onlyTheOpenClPackagesKnowAparapi =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "opencl..")
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
  static final ArchRule layersDependOnTheOnesAboveThem =
      Architectures.layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("vocabulary")
          .definedBy(ROOT + "backend", ROOT + "block")
          .layer("topics")
          .definedBy(
              ROOT + "linear",
              ROOT + "cluster",
              ROOT + "tree",
              ROOT + "ensemble..",
              ROOT + "dense",
              ROOT + "factor",
              ROOT + "count")
          .layer("scalar")
          .definedBy(ROOT + "scalar..")
          .layer("simd")
          .definedBy(ROOT + "simd..")
          .layer("opencl")
          .definedBy(ROOT + "opencl..")
          .layer("select")
          .definedBy(ROOT + "select")
          .layer("entry")
          .definedBy("io.nightjar.kernels")
          .withOptionalLayers(true)
          .whereLayer("topics")
          .mayOnlyBeAccessedByLayers("scalar", "simd", "opencl", "entry")
          .whereLayer("scalar")
          .mayOnlyBeAccessedByLayers("simd", "select")
          .whereLayer("simd")
          .mayOnlyBeAccessedByLayers("select")
          .whereLayer("opencl")
          .mayOnlyBeAccessedByLayers("select")
          .whereLayer("select")
          .mayOnlyBeAccessedByLayers("entry")
          .whereLayer("entry")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("io.nightjar.kernels.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyVectorLoopsNameTheIncubatingModule =
      noClasses()
          .that()
          .haveSimpleNameNotStartingWith("Vector")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jdk.incubator.vector..");
}
