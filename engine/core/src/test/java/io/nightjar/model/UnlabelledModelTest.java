package io.nightjar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.model.unlabelled.ClusterCentres;
import io.nightjar.model.unlabelled.FeatureScaling;
import io.nightjar.model.unlabelled.PrincipalComponents;
import org.junit.jupiter.api.Test;

class UnlabelledModelTest {
  @Test
  void refusesCentroidsAndScalingOfOtherColumns() {
    ClusterModel model = ModelExamples.clusters();
    ClusterCentres narrow = new ClusterCentres(new float[] {1, 2}, new double[] {1});
    refuses(
        () -> new ClusterModel(model.header(), model.scaling(), narrow),
        "3 columns are scaled and the centroids have 2; must be 3, the design columns");
    refuses(
        () -> new ClusterModel(model.header(), FeatureScaling.none(2), model.centres()),
        "2 columns are scaled and the centroids have 3; must be 3, the design columns");
    refuses(
        () ->
            new ProjectionModel(
                ModelExamples.projection().header(),
                FeatureScaling.none(3),
                new PrincipalComponents(new double[] {1}, new double[] {1}, 1)),
        "3 columns are scaled and the components have 1; must be 3, the design columns");
  }

  @Test
  void refusesTheTargetOfAnotherTask() {
    ClusterModel model = ModelExamples.clusters();
    refuses(
        () -> model.withHeader(ModelExamples.header(Target.projection())),
        "target is projection and precision float; must be clustering and float for clusters");
    refuses(
        () -> ModelExamples.projection().withHeader(ModelExamples.header(Target.clustering())),
        "target is clustering; must be projection for components");
    refuses(
        () -> new Target("income", Task.CLUSTERING, java.util.List.of(), java.util.List.of()),
        "a clustering target has the label income; must have none");
  }

  @Test
  void refusesNumbersThatAreNoCentroidsScalesOrVariances() {
    refuses(
        () -> new ClusterCentres(new float[] {1, Float.NaN}, new double[] {1}),
        "value 1 of the centroids is NaN; must be finite");
    refuses(
        () -> new ClusterCentres(new float[] {1, 2}, new double[] {1, -3}),
        "weight of cluster 1 is -3.0; must be 0 or more");
    refuses(
        () -> new ClusterCentres(new float[] {1}, new double[0]),
        "1 values for 0 centroids; must be 1 centroid or more of as many columns each");
    refuses(
        () -> new FeatureScaling(new double[] {1}, new double[] {0}),
        "scale 0 is 0.0; must be above 0");
    refuses(
        () -> new FeatureScaling(new double[] {1}, new double[0]),
        "1 shifts for 0 scales; must be as many");
    refuses(
        () -> new PrincipalComponents(new double[] {1}, new double[] {-1}, 1),
        "variances are [-1.0] and their total is 1.0; must all be 0 or more");
  }

  @Test
  void scalesThereAndBackAndTellsWhatIsBeyondFloat() {
    FeatureScaling scaling = new FeatureScaling(new double[] {5}, new double[] {4});
    assertThat(scaling.apply(0, 7)).isEqualTo(8);
    assertThat(scaling.original(0, 8)).isEqualTo(7);
    float[] z = new float[3];
    assertThat(scaling.apply(0, new float[] {7, 5, 6}, 3, z)).isEqualTo(-1);
    assertThat(z).containsExactly(8, 0, 4);
    assertThat(scaling.apply(0, new float[] {7, 3e38f, -3e38f}, 3, z)).isEqualTo(1);
    assertThat(z).containsExactly(8, 0, 0);
  }

  @Test
  void callsNothingPositive() {
    assertThat(ModelExamples.clusters().withThreshold(0.9)).isEqualTo(ModelExamples.clusters());
    assertThat(ModelExamples.projection().withThreshold(0.9).threshold()).isEqualTo(0.5);
  }

  private static void refuses(Runnable making, String message) {
    assertThatThrownBy(making::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
