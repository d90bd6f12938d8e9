package io.nightjar.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What a reader finds on the page, in a real browser. */
final class ReportInBrowserTest {
  private static final String ALERT = "<script>alert(1)</script>";

  @TempDir static Path folder;
  private static Browser browser;

  @BeforeAll
  static void start() {
    browser = Browser.start(folder);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void headsATrainingWithItsOutcome() throws IOException {
    browser.show("train");

    assertThat(browser.title()).isEqualTo("train · demo-churn-train-2026-01-20");
    assertThat(browser.one("h1").getText()).isEqualTo("demo-churn-train-2026-01-20");
    assertThat(browser.one("#status").getText()).isEqualTo("✓ done");
    assertThat(browser.one("#status").getDomAttribute("class")).contains("good");
    assertThat(browser.texts("#glance dd"))
        .startsWith("2026-01-20", "demo-churn@1 (champion)", "3 of 3");
    assertThat(browser.all("#problems, #warnings, #drift, #decision")).isEmpty();
  }

  @Test
  void showsGatesWithAVerdictInWordsAndASign() throws IOException {
    browser.show("train");

    assertThat(browser.texts("#gates thead th"))
        .containsExactly("gate", "verdict", "value", "limit", "why");
    assertThat(browser.texts("#gates tbody th"))
        .containsExactly("auc.min", "auc.max-drop-vs-champion", "log_loss.max");
    assertThat(browser.texts("#gates td.verdict")).containsOnly("✓ pass");
    assertThat(browser.texts("#gates tbody tr:first-child td"))
        .containsExactly("✓ pass", "0.77913", "0.7", "0.779128 keeps 0.7");
  }

  @Test
  void showsEveryMetricOfEveryPartWithTheTestFirst() throws IOException {
    browser.show("train");

    assertThat(browser.texts("#metrics .scroll:first-child thead th"))
        .containsExactly("metric", "test", "validation");
    assertThat(browser.texts("#metrics .scroll:first-child tbody tr"))
        .hasSize(9)
        .first()
        .isEqualTo("auc0.779130.76786");
    assertThat(browser.texts("#metrics caption"))
        .containsExactly(
            "Exact, over all rows of each part",
            "Confusion matrix, test",
            "Confusion matrix, validation");
  }

  @Test
  void drawsThreeChartsWithALineForEachPart() throws IOException {
    browser.show("train");

    assertThat(browser.texts("figure figcaption b"))
        .containsExactly("ROC", "Precision and recall", "Calibration");
    assertThat(browser.texts("figure:first-child .key"))
        .containsExactly("chance", "test", "validation");
    assertThat(browser.all("svg.plot")).allMatch(plot -> plot.getSize().height > 100);
    assertThat(browser.all("svg.plot path.main")).hasSize(3);
    assertThat(browser.all("svg.plot path.other")).hasSize(3);
    assertThat(browser.all("svg.plot path"))
        .allSatisfy(path -> assertThat(path.getDomAttribute("d")).matches("M[0-9.,L]+"));
    assertThat(browser.all("svg.plot circle.main")).hasSize(10);
    assertThat(
            browser.ask(
                "return [...document.querySelectorAll('.plot text')].every(t => "
                    + "{ const b = t.getBoundingClientRect(), p = t.closest('svg').getBoundingClientRect();"
                    + " return b.left >= p.left && b.right <= p.right && b.bottom <= p.bottom; })"))
        .isEqualTo(true);
  }

  @Test
  void showsTheEvidenceOfATraining() throws IOException {
    browser.show("train");

    assertThat(browser.texts("#placement td.long"))
        .contains("linear scoring is bound by memory: no device gains");
    assertThat(browser.texts("#features tbody tr"))
        .contains("autopaybooleantakes the training share of true 0.649164");
    assertThat(browser.texts("#timings tbody th")).contains("snapshot", "fit", "all stages");
    assertThat(browser.texts("#training tbody th")).contains("solver", "plan=family");
    assertThat(browser.texts("#data tbody tr")).contains("fingerprinte2ff9dec3ba2aca7");
    assertThat(browser.texts("#contract p")).containsExactly("✓ 4 rules, all kept");
  }

  @Test
  void boundsTheFilesOfASnapshotAndCountsThemAll() throws IOException {
    browser.show("train");

    assertThat(browser.texts("#data summary"))
        .containsExactly("11 columns", "25 files, 1.0 MiB; the first 20 of them");
    assertThat(browser.all("#data details:last-child tbody tr")).hasSize(20);
    assertThat(browser.one("#data details:last-child table").isDisplayed()).isFalse();
    browser.one("#data details:last-child summary").click();
    assertThat(browser.one("#data details:last-child table").isDisplayed()).isTrue();
  }

  @Test
  void putsTheAlarmsOfANightBeforeTheQuietStatistics() throws IOException {
    browser.show("nightly");

    assertThat(browser.texts("#decision p"))
        .containsExactly(
            "An alarm was raised; a new version was trained, passed its gates and is champion now.");
    assertThat(browser.texts("#decision tbody tr"))
        .contains("new versiondemo-churn@2", "decisionretrain-promoted");
    assertThat(browser.texts("#drift .tables > .scroll tbody tr"))
        .hasSize(2)
        .allMatch(row -> row.startsWith("monthly_price") && row.contains("✗ alarm"));
    assertThat(browser.texts("#drift .tables > .scroll td.number"))
        .startsWith("0.27027", "0.12", "225.2 %", "2,500");
    assertThat(browser.texts("#drift summary")).containsExactly("35 statistics without an alarm");
    assertThat(browser.all("#drift details tbody tr")).hasSize(35);
    assertThat(browser.texts("#metrics .scroll:first-child thead th"))
        .containsExactly(
            "metric",
            "these rows",
            "new version on test",
            "champion on test",
            "new version on validation");
    assertThat(browser.texts("#rows p"))
        .containsExactly("Published to file:/srv/demo/scores/run-date=2026-01-31");
  }

  @Test
  void tellsWhatIsWrongBeforeAnythingElse() throws IOException {
    browser.show("rejected");

    assertThat(browser.one("#status").getText())
        .isEqualTo("✗ failed: data rejected by the contract (exit code 3)");
    assertThat(browser.texts("main section h2")).startsWith("What is wrong", "Worth knowing");
    assertThat(browser.texts("#problems li"))
        .containsExactly(
            ALERT
                + ": 12 of 50000 rows (0.024%) break \"in = [basic, plus, pro, family]\", such as"
                + " 17: \"gold\" & 'silver', 1204: <b>pro</b>; mend the rows, or the contract",
            "monthly_price: 3 of 50000 rows (0.006%) break \"max = 200\", such as 881: 1200.5,"
                + " 90211: 999.0; mend the rows, or the contract",
            "nothing was trained");
    assertThat(browser.texts("#contract p"))
        .containsExactly("✗ Broken: 2 lines under “What is wrong”, with examples.");
    assertThat(browser.all("figure")).isEmpty();
  }

  @Test
  void keepsNamesFromTheDataAsText() throws IOException {
    browser.show("rejected");

    assertThat(browser.texts("#features tbody th")).containsExactly(ALERT);
    assertThat(browser.texts("#features td.long")).containsExactly("category \"a\" & 'b'");
    assertThat(browser.texts("#config pre").get(0)).contains("</pre><script>alert(2)</script>");
    assertThat(browser.all("script, #problems li b b")).isEmpty();
  }

  @Test
  void showsConfusionOfManyClassesAndNoCurves() throws IOException {
    browser.show("multiclass");

    assertThat(browser.texts("#gates td.verdict"))
        .containsExactly("✗ fail", "✓ pass", "? insufficient");
    assertThat(browser.texts("#metrics .scroll:last-child thead th"))
        .containsExactly("actual ↓ predicted →", "setosa", "versicolor", "virginica");
    assertThat(browser.texts("#metrics .scroll:last-child tbody tr"))
        .containsExactly("setosa5000", "versicolor038.512", "virginica01633.5");
    assertThat(browser.texts("#metrics td.long"))
        .containsExactly("insufficient: there is no auc for MULTICLASS");
    assertThat(browser.all("figure")).isEmpty();
  }

  @Test
  void leavesOutChartsAndConfusionOfARegression() throws IOException {
    browser.show("regression");

    assertThat(browser.all("figure, .charts, #gates")).isEmpty();
    assertThat(browser.texts("#metrics caption"))
        .containsExactly("Exact, over all rows of each part");
    assertThat(browser.texts("#metrics tbody tr"))
        .contains("rmse141.23457141.23457", "mape–insufficient: a label is 0");
  }

  @ParameterizedTest
  @FieldSource("io.nightjar.jobs.report.Records#ALL")
  void runsNoScriptAndAsksForNothing(String record) throws IOException {
    browser.show(record);

    assertThat(browser.all("script, link, iframe, img, object, [src], [onload], [onclick]"))
        .isEmpty();
    assertThat(browser.all("[href]")).allMatch(a -> a.getDomAttribute("href").startsWith("#"));
    assertThat(browser.one("meta[http-equiv=Content-Security-Policy]").getDomAttribute("content"))
        .isEqualTo("default-src 'none'; style-src 'unsafe-inline'");
    assertThat(browser.ask("return performance.getEntriesByType('resource').length")).isEqualTo(0L);
  }

  @ParameterizedTest
  @FieldSource("io.nightjar.jobs.report.Records#ALL")
  void linksToEverySectionOnce(String record) throws IOException {
    browser.show(record);

    assertThat(browser.all("nav a").stream().map(a -> a.getDomAttribute("href").substring(1)))
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .allSatisfy(id -> assertThat(browser.all("section[id='" + id + "']")).hasSize(1));
  }
}
