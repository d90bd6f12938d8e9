package io.nightjar.jobs.report;

import static io.nightjar.jobs.report.Records.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The report as text, where no browser is needed. */
final class ReportMarkupTest {

  @ParameterizedTest
  @FieldSource("io.nightjar.jobs.report.Records#ALL")
  void isOneFileWithoutScriptOrAddresses(String record) {
    String page = Records.page(record);

    assertThat(page).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    assertThat(page).doesNotContainIgnoringCase("<script").doesNotContain("javascript:");
    assertThat(page).doesNotContain("http://").doesNotContain("https://").doesNotContain("@import");
    assertThat(page).doesNotContain("{{").doesNotContain("}}").doesNotContain("url(");
  }

  @ParameterizedTest
  @FieldSource("io.nightjar.jobs.report.Records#ALL")
  void isTheSameForTheSameRecord(String record) {
    assertThat(Records.page(record)).isEqualTo(Records.page(record));
  }

  @Test
  void showsEveryTrialOfASearchTheBestFirst() {
    String page = Records.page("tune");

    assertThat(page)
        .contains(
            "mean of log loss over the folds; lower is better. Method successive-halving, seed 42.")
        .contains("Budgets: 1/3 of the trees, all trees.")
        .contains("Folds by hash of the row&#39;s content", ">18,447<")
        .contains("failed: fold 2: the gradients of round 1")
        .containsPattern(
            "(?s)>best<.*>compared<.*>compared<.*>dropped: 4 of 9 with 1/3 of the trees");
  }

  @Test
  void showsTheClustersTheHeaviestFirst() {
    assertThat(words("kmeans"))
        .contains(
            "Clusters, the heaviest first cluster share of weight its centroid differs most by"
                + " 1 0.49738 pay 2,197.35, age 24.97263, city&#61;Oslo 0.07368, city&#61;Rome"
                + " 0.06947 0 0.30471 city&#61;Oslo 0.91409,")
        .doesNotContain("Principal components");
  }

  @Test
  void showsTheComponentsWithTheSharesSoFar() {
    assertThat(words("pca"))
        .contains(
            "Principal components component variance share shares so far largest loadings"
                + " pc1 2.14522 0.35754 0.35754 city&#61;Rome 0.59067, age 0.57936, hours -0.49726,"
                + " pay 0.22592 pc2 2.03978 0.33996 0.69750 ")
        .doesNotContain("Clusters, the heaviest first");
  }

  @Test
  void hasNoSectionOfWhatWasFoundWithoutALabelWhereThereWasOne() {
    assertThat(words("train")).doesNotContain("Found without a label");
  }

  private static String words(String record) {
    return Records.page(record).replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ");
  }

  @Test
  void saysWhatWasSettledAfterTheFit() {
    String page =
        HtmlReport.render(
            json(
                "{'result': {'verb': 'train', 'exit_code': 0, 'calibration': {"
                    + "'method': 'isotonic', 'fitted': 'a rising curve of 58 knots', 'rows': 4833,"
                    + "'before': {'test': {'ece': 0.0974}}, 'after': {'test': {'ece': 0.0128}}},"
                    + "'threshold': {'threshold': 0.2353, 'cost_false_positive': 1,"
                    + "'cost_false_negative': 5, 'expected_cost': 0.2771}}}"));

    assertThat(page)
        .contains("calibrated by isotonic on 4,833 validation rows: a rising curve of 58 knots.")
        .contains("Before and after calibration", ">0.09740<", ">0.01280<")
        .contains(
            "called positive from 0.2353 on, which costs the validation rows least: 0.2771 each,"
                + " at 1 a false positive and 5 a false negative.");
  }

  @Test
  void saysWhichMetricTheThresholdWasChosenBy() {
    String page =
        HtmlReport.render(
            json(
                "{'result': {'verb': 'train', 'exit_code': 0,"
                    + "'threshold': {'threshold': 0.4, 'maximize': 'f1', 'f1': 0.7}}}"));

    assertThat(page)
        .contains(
            "called positive from 0.4 on, which gives the validation rows their highest f1, 0.7.")
        .doesNotContain("Before and after calibration");
  }

  @Test
  void escapesWhatStandsInTheRecord() {
    ObjectNode record = (ObjectNode) json("{'result': {'verb': 'train', 'exit_code': 1}}");
    ((ObjectNode) record.path("result")).put("run_id", "\"><img src=x onerror='a()'>&");

    assertThat(HtmlReport.render(record))
        .contains("<h1>&quot;&gt;&lt;img src&#61;x onerror&#61;&#39;a()&#39;&gt;&amp;</h1>")
        .doesNotContain("<img");
  }

  @Test
  void rendersARunThatFailedBeforeItBegan() {
    String page =
        HtmlReport.render(
            json(
                "{'result': {'verb': 'train', 'exit_code': 2, 'run_id': 'r', 'problems': ["
                    + "{'where': 'job.conf:3', 'message': 'no key modell'}]}}"));

    assertThat(page).contains("failed: usage or config (exit code 2)");
    assertThat(page).contains("<b>job.conf:3</b>: no key modell");
    assertThat(page).doesNotContain("<table>").doesNotContain("id=\"config\"");
  }

  @ParameterizedTest
  @CsvSource({
    "1, internal error",
    "2, usage or config",
    "3, data rejected by the contract",
    "4, gates refused the model",
    "5, drift or decay alarm",
    "6, storage or registry",
    "7, a required backend is not available"
  })
  void saysWhatAnExitCodeMeans(int code, String meaning) {
    Outcome outcome = new Outcome(json("{'exit_code': " + code + "}"));

    assertThat(outcome.isGood()).isFalse();
    assertThat(outcome.status()).isEqualTo("failed: " + meaning + " (exit code " + code + ")");
  }

  @ParameterizedTest
  @CsvSource({
    "keep, The champion stays.",
    "alarm, asks for no retraining",
    "retrain-promoted, is champion now",
    "retrain-waits, waits for promotion by hand",
    "retrain-rejected, did not pass its gates",
    "retrain-failed, no new version could be trained"
  })
  void saysWhatANightDecided(String decision, String words) {
    String page = HtmlReport.render(json("{'result': {'decision': '" + decision + "'}}"));

    assertThat(page).containsPattern("<p>[^<]*" + Pattern.quote(words));
  }

  @Test
  void showsAMetricThatOnePartLacksAsADash() {
    String page =
        HtmlReport.render(
            json(
                "{'result': {'metrics': {'validation': {'auc': 0.5, 'f1': 0.25},"
                    + " 'test': {'f1': 0.75}}}}"));

    assertThat(page.replaceAll("<[^>]+>", " ").replaceAll("\\s+", " "))
        .contains("metric test validation f1 0.75000 0.25000 auc – 0.50000");
  }

  @Test
  void showsWhatTheColumnsOfTreesWereWorth() {
    String page =
        HtmlReport.render(
            json(
                "{'result': {}, 'importance': [{'column': 'age', 'gain': 0.75, 'cover': 0.5,"
                    + " 'splits': 1200}, {'column': 'sex', 'gain': 0.25, 'cover': 0.5,"
                    + " 'splits': 7}]}"));

    assertThat(page.replaceAll("<[^>]+>", " ").replaceAll("\\s+", " "))
        .contains("Most valuable columns column share of gain share of cover splits")
        .contains("age 0.75000 0.50000 1,200 sex 0.25000 0.50000 7")
        .doesNotContain("Largest coefficients", "of less value");
  }

  @Test
  void showsBrokenRulesThatAreNotAmongTheProblems() {
    String page =
        HtmlReport.render(
            json("{'result': {}, 'contract': [{'where': 'age', 'message': '3 of 9 rows'}]}"));

    assertThat(page).contains("broken").contains("3 of 9 rows").doesNotContain("What is wrong");
  }
}
