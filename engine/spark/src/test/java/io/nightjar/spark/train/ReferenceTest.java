package io.nightjar.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightjar.config.JobConfig;
import io.nightjar.model.LinearModel;
import io.nightjar.spark.data.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Optima and certified values that other systems computed. */
class ReferenceTest {
  @TempDir Path folder;

  private static JsonNode reference() throws IOException {
    return new ObjectMapper().readTree(TestData.path("reference.json").toFile());
  }

  private LinearModel train(JobConfig config) {
    return (LinearModel) TrainingRuns.train(config, folder.resolve("model")).trained().model();
  }

  private static double objective(LinearModel model) {
    return Double.parseDouble(model.provenance().fit().get("objective"));
  }

  private static void requireNear(LinearModel model, JsonNode expected, double relative) {
    List<String> names = model.designNames();
    for (int j = 0; j < names.size(); j++) {
      assertThat(names.get(j)).isEqualTo(expected.get("columns").get(j).asText());
      double wanted = expected.get("coefficients").get(j).asDouble();
      assertThat(model.coefficients().get(0, j))
          .as(names.get(j))
          .isCloseTo(wanted, within(relative * Math.abs(wanted)));
    }
    double intercept = expected.get("intercept").asDouble();
    assertThat(model.coefficients().intercept(0))
        .isCloseTo(intercept, within(relative * Math.abs(intercept)));
  }

  @Test
  void findsTheOptimumOfAdultsNumericColumns() throws IOException {
    JsonNode expected = reference().get("lr").get("adult_numeric6");
    LinearModel model = train(TrainingRuns.config("adult-numeric6.conf"));
    requireNear(model, expected, 1e-4);
    assertThat(objective(model))
        .isCloseTo(expected.get("train_objective").asDouble(), within(1e-8));
  }

  @Test
  void findsTheLeastSquaresOfTheBikeHours() throws IOException {
    JsonNode expected = reference().get("ols").get("bike_hour");
    JobConfig config =
        TrainingRuns.parse(
            """
            name = bikes
            data { source = "%s", label = cnt }
            split { validation = 0, test = 0 }
            features { exclude = [instant, dteday, casual, registered] }
            model { type = linear, lambda = 0, precision = double }
            """
                .formatted(TestData.path("bike-sharing/hour.csv")));
    LinearModel model = train(config);
    requireNear(model, expected, 1e-7);
    double rmse = expected.get("rmse").asDouble();
    double meanSquare = 2 * objective(model);
    assertThat(Math.sqrt(meanSquare)).isCloseTo(rmse, within(1e-6 * rmse));
  }

  @Test
  void findsTheOptimumOfTheCreditDefaults() throws IOException {
    JsonNode expected = reference().get("lr").get("credit_default");
    JobConfig config =
        TrainingRuns.parse(
            """
            name = credit
            data {
              source = "%s", label = class, positive = "1", id = ID, where = "(ID - 1) %% 5 <> 4"
            }
            split { validation = 0, test = 0 }
            model { type = logistic, lambda = 0.01 }
            """
                .formatted(TestData.path("credit-default-taiwan/UCI_Credit_Card.csv")));
    LinearModel model = train(config);
    assertThat(objective(model))
        .isCloseTo(expected.get("train_objective").asDouble(), within(1e-8));
    for (int j = 0; j < 23; j++) {
      double wanted = expected.get("coefficients").get(j).asDouble();
      double scale = Math.max(Math.abs(wanted), 1e-6);
      assertThat(model.coefficients().get(0, j)).isCloseTo(wanted, within(2e-3 * scale));
    }
  }

  @Test
  void findsTheLeastSquaresOfTheHouses() throws IOException {
    JobConfig config =
        TrainingRuns.parse(
            """
            name = houses
            data {
              source = "%s", label = median_house_value, where = "total_bedrooms is not null"
            }
            split { validation = 0, test = 0 }
            features { exclude = [ocean_proximity] }
            model { type = linear, lambda = 0, precision = double }
            """
                .formatted(TestData.path("california-housing/housing.csv")));
    JsonNode expected = reference().get("ols").get("california_housing_complete_rows");
    requireNear(train(config), expected, 1e-8);
  }

  @Test
  void agreesWithTheCertifiedValuesOfNist() throws IOException {
    for (String name : List.of("Norris", "Longley", "Wampler1", "Wampler2", "Wampler3")) {
      JsonNode expected = reference().get("nist_certified").get(name);
      LinearModel model = train(nist(name, expected));
      JsonNode certified = expected.get("certified");
      requireDigits(
          name + " B0",
          model.coefficients().intercept(0),
          certified.get("B0").get("estimate").asDouble());
      for (int j = 0; j < model.coefficients().columns(); j++) {
        double wanted = certified.get("B" + (j + 1)).get("estimate").asDouble();
        requireDigits(name + " B" + (j + 1), model.coefficients().get(0, j), wanted);
      }
      // Of the others the deviations are 0, or of a polynomial too ill-conditioned for squares.
      if (List.of("Norris", "Longley").contains(name)) {
        requireDeviations(name, model.coefficients().standardErrors(), certified);
      }
    }
  }

  private static void requireDeviations(String name, double[] errors, JsonNode certified) {
    int d = errors.length - 1;
    for (int j = 0; j <= d; j++) {
      String term = j == d ? "B0" : "B" + (j + 1);
      double wanted = certified.get(term).get("std_error").asDouble();
      assertThat(errors[j]).as(name + " " + term).isCloseTo(wanted, within(1e-8 * wanted));
    }
  }

  private static void requireDigits(String name, double found, double wanted) {
    assertThat(found).as(name).isCloseTo(wanted, within(1e-6 * Math.abs(wanted)));
  }

  /** The table as CSV; a polynomial's powers become columns of it. */
  private JobConfig nist(String name, JsonNode expected) throws IOException {
    List<String> lines = Files.readAllLines(TestData.path("nist-strd/" + name + ".dat"));
    int from = expected.get("data_lines").get(0).asInt();
    int to = expected.get("data_lines").get(1).asInt();
    int columns = expected.get("certified").size() - 1;
    List<String> csv = new ArrayList<>();
    for (String line : lines.subList(from - 1, to)) {
      String[] fields = line.strip().split("\\s+");
      StringBuilder row = new StringBuilder(fields[0]);
      for (int j = 1; j <= columns; j++) {
        boolean polynomial = fields.length == 2;
        double power = polynomial ? Math.pow(Double.parseDouble(fields[1]), j) : 0;
        row.append(',').append(polynomial ? Double.toString(power) : fields[j]);
      }
      csv.add(row.toString());
    }
    StringBuilder header = new StringBuilder("y");
    for (int j = 1; j <= columns; j++) {
      header.append(",x").append(j);
    }
    csv.add(0, header.toString());
    Path file = Files.write(folder.resolve(name + ".csv"), csv);
    return TrainingRuns.parse(
        """
        name = nist
        data { source = "%s", label = y }
        split { validation = 0, test = 0 }
        model { type = linear, lambda = 0, precision = double, standard-errors = true }
        """
            .formatted(file));
  }
}
