package io.nightjar.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the page looks in light and dark, on a telephone and on paper, in a real browser. */
final class ReportLookTest {
  private static final String GROUND = "return getComputedStyle(document.body).backgroundColor";

  /**
   * Every text whose contrast with what is behind it is under 4.5:1, WCAG 2.2's success criterion
   * 1.4.3 with its relative luminance.
   */
  private static final String FAINT =
      """
      const rgb = c => c.match(/[0-9.]+/g).map(Number);
      const linear = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
      const luminance = c => { const [r, g, b] = rgb(c).map(linear); return .2126*r + .7152*g + .0722*b; };
      const behind = e => { for (; e; e = e.parentElement) {
        const c = getComputedStyle(e).backgroundColor;
        if (rgb(c).length < 4 || rgb(c)[3] === 1) return c; } return 'rgb(255, 255, 255)'; };
      const faint = [];
      document.querySelectorAll('details').forEach(d => d.open = true);
      document.querySelectorAll('body *').forEach(e => {
        if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) return;
        if (e.tagName === 'title') return;
        const style = getComputedStyle(e);
        const ink = e instanceof SVGElement ? style.fill : style.color;
        const [a, b] = [luminance(ink), luminance(behind(e))].sort((x, y) => y - x);
        const ratio = (a + .05) / (b + .05);
        if (ratio < 4.5) faint.push(ratio.toFixed(2) + ' ' + ink + ' ' + e.textContent.trim());
      });
      return faint;
      """;

  /** Every element that reaches over the viewport's right edge and can't be scrolled by itself. */
  private static final String OVERHANGING =
      """
      const edge = document.documentElement.clientWidth + 0.5;
      return [...document.querySelectorAll('body *')]
        .filter(e => !e.closest('.scroll table, pre, svg'))
        .filter(e => e.getBoundingClientRect().right > edge).map(e => e.outerHTML);
      """;

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
  void followsThePreferredColours() throws IOException {
    browser.show("train");

    assertThat(browser.look("screen", "light").ask(GROUND)).isEqualTo("rgb(247, 247, 244)");
    assertThat(browser.look("screen", "dark").ask(GROUND)).isEqualTo("rgb(20, 23, 26)");
  }

  @ParameterizedTest
  @FieldSource("io.nightjar.jobs.report.Records#ALL")
  void readsWellInLightAndDarkAndOnPaper(String record) throws IOException {
    browser.show(record);

    assertNoFaintText("screen", "light");
    assertNoFaintText("screen", "dark");
    assertNoFaintText("print", "dark");
  }

  @ParameterizedTest
  @FieldSource("io.nightjar.jobs.report.Records#ALL")
  void staysWithinANarrowViewport(String record) throws IOException {
    browser.show(record).width(390);
    browser.ask("document.querySelectorAll('details').forEach(d => d.open = true)");

    assertThat(browser.ask("return innerWidth")).isEqualTo(390L);
    assertThat(browser.ask("return document.documentElement.scrollWidth"))
        .isEqualTo(browser.ask("return document.documentElement.clientWidth"));
    assertThat(browser.ask(OVERHANGING)).asInstanceOf(InstanceOfAssertFactories.LIST).isEmpty();
  }

  @Test
  void alignsNumbersOnTheRightAndBreaksLongPaths() throws IOException {
    browser.show("train");

    assertThat(browser.all("#gates td.number, #metrics td.number, #metrics thead th.number"))
        .isNotEmpty()
        .allMatch(cell -> cell.getCssValue("text-align").equals("right"));
    assertThat(browser.one("#data td.long").getCssValue("overflow-wrap")).isEqualTo("anywhere");
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void printsDarkInkOnWhiteWithoutNavigation(String scheme) throws IOException {
    browser.show("nightly").look("print", scheme);

    assertThat(browser.ask(GROUND)).isEqualTo("rgb(255, 255, 255)");
    assertThat(browser.one("h1").getCssValue("color")).isIn("rgba(0, 0, 0, 1)", "rgb(0, 0, 0)");
    assertThat(browser.one("nav").isDisplayed()).isFalse();
    assertThat(browser.one("#config").isDisplayed()).isFalse();
    assertThat(browser.one("#drift details td").getSize().height).isPositive();
  }

  @Test
  void printsToAFewPagesOfPdf() throws IOException {
    byte[] pdf = Base64.getDecoder().decode(browser.show("nightly").pdf());
    String text = new String(pdf, StandardCharsets.ISO_8859_1);

    assertThat(text).startsWith("%PDF-");
    assertThat(text.split("/Type /Page\\b", -1).length - 1).isBetween(2, 8);
  }

  private static void assertNoFaintText(String medium, String scheme) {
    assertThat(browser.look(medium, scheme).ask(FAINT))
        .as("%s, %s", medium, scheme)
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .isEmpty();
  }
}
