package io.nightjar.jobs.report;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A headless Chromium on a report, from Debian's packages; nothing is downloaded. */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  /** Held, so that its level stays: Selenium warns of a browser newer than itself at each start. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium.devtools");

  private final Path folder;
  private final ChromeDriver chrome;

  private Browser(Path folder, ChromeDriver chrome) {
    this.folder = folder;
    this.chrome = chrome;
  }

  /**
   * Starts a browser with a profile of its own under the folder. Without Chromium the test is
   * skipped, or fails where {@code -Dnightjar.browser=required}.
   */
  static Browser start(Path folder) {
    boolean there = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    String missing =
        "needs " + CHROMIUM + " and " + DRIVER + " (packages chromium, chromium-driver)";
    if (!there && "required".equals(System.getProperty("nightjar.browser"))) {
      fail(missing);
    }
    assumeTrue(there, missing);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toString());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--window-size=1240,1600",
        "--user-data-dir=" + folder.resolve("profile"));
    SELENIUM.setLevel(Level.SEVERE);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    return new Browser(folder, new ChromeDriver(service, options));
  }

  /** Shows the report of a record, as a file, in the wide light look. */
  Browser show(String record) throws IOException {
    Path page = Files.writeString(folder.resolve(record + ".html"), Records.page(record));
    look("screen", "light");
    width(1240);
    chrome.get(page.toUri().toString());
    return this;
  }

  /** Emulates a medium, screen or print, and the colours that the reader prefers. */
  Browser look(String medium, String scheme) {
    chrome.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            medium,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    return this;
  }

  /** Sets the viewport's width in CSS pixels. */
  Browser width(int pixels) {
    chrome.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    return this;
  }

  /** The page printed as a PDF, in base 64. */
  String pdf() {
    return chrome.executeCdpCommand("Page.printToPDF", Map.of()).get("data").toString();
  }

  String title() {
    return chrome.getTitle();
  }

  WebElement one(String selector) {
    return chrome.findElement(By.cssSelector(selector));
  }

  List<WebElement> all(String selector) {
    return chrome.findElements(By.cssSelector(selector));
  }

  /** What the elements say, folded ones too, white space made single. */
  List<String> texts(String selector) {
    return all(selector).stream()
        .map(element -> element.getDomProperty("textContent").strip().replaceAll("\\s+", " "))
        .toList();
  }

  /** The value of a script run by the test, not by the page. */
  Object ask(String script) {
    return chrome.executeScript(script);
  }

  @Override
  public void close() {
    chrome.quit();
  }
}
