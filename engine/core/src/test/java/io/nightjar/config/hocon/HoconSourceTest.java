package io.nightjar.config.hocon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoconSourceTest {
  @TempDir Path folder;
  private Path conf;

  @BeforeEach
  void makesAFolderOfConfigs() throws IOException {
    conf = Files.createDirectory(folder.resolve("conf"));
    Files.writeString(folder.resolve("outside.conf"), "a = 1");
  }

  @Test
  void includesFilesBesideAndBelow() throws IOException {
    Files.createDirectory(conf.resolve("parts"));
    write("parts/spark.conf", "include \"more.conf\"\nb = 2");
    write("parts/more.conf", "c = 3");
    Path job = write("job.conf", "a = 1\nblock { include \"parts/spark.conf\" }\nblock.b = 4");

    HoconSource source = load(job);

    assertThat(source.config().getInt("block.b")).isEqualTo(4);
    assertThat(source.config().getInt("block.c")).isEqualTo(3);
    assertThat(source.places())
        .containsEntry("a", job + ":1")
        .containsEntry("block.b", job + ":3")
        .containsEntry("block.c", conf.resolve("parts/more.conf") + ":1");
  }

  @Test
  void isCalledByItsFileAlone() {
    HoconSource source = HoconSource.parse("job.conf", "token = hidden", List.of(), Map.of());

    assertThat(source).hasToString("job.conf");
  }

  @Test
  void refusesIncludesThatLeaveTheFolder() throws IOException {
    Path up = write("up.conf", "a = 1\ninclude \"../outside.conf\"");
    Path absolute = write("absolute.conf", "include file(\"" + folder + "/outside.conf\")");
    Files.createSymbolicLink(conf.resolve("link.conf"), folder.resolve("outside.conf"));
    Path link = write("symlink.conf", "include \"link.conf\"");

    fails(
        () -> load(up),
        up
            + ":2: include \"../outside.conf\" leaves the config's folder; must be a file inside "
            + conf
            + ".");
    fails(
        () -> load(absolute),
        absolute
            + ":1: include \""
            + folder
            + "/outside.conf\" leaves the config's folder; must be"
            + " a file inside "
            + conf
            + ".");
    fails(
        () -> load(link),
        link
            + ":1: include \"link.conf\" leaves the config's folder; must be a file inside "
            + conf
            + ".");
  }

  @Test
  void refusesIncludesThatAreNoFile() throws IOException {
    Path missing = write("missing.conf", "include \"nothing.conf\"");
    Path url = write("url.conf", "include url(\"http://example.com/a.conf\")");
    Path classpath = write("classpath.conf", "include classpath(\"reference.conf\")");
    Path itself = write("itself.conf", "include \"itself.conf\"");

    fails(() -> load(missing), missing + ":1: include \"nothing.conf\" is no file.");
    fails(
        () -> load(url),
        url + ":1: include \"http://example.com/a.conf\" must be a file inside " + conf + ".");
    fails(
        () -> load(classpath),
        classpath + ":1: include \"reference.conf\" must be a file inside " + conf + ".");
    fails(
        () -> load(itself),
        itself + ":1: include \"itself.conf\" is nested more than 20 files deep.");
  }

  @Test
  void refusesWhatIsNoConfigFile() throws IOException {
    Path latin = conf.resolve("latin.conf");
    Files.write(latin, new byte[] {'a', '=', (byte) 0xe9, (byte) 0xe9});
    Path large = write("large.conf", "#".repeat(2_000_000));
    Path deep = write("deep.conf", "a = 1\nb = " + "[".repeat(100_000));

    fails(
        () -> load(conf.resolve("gone.conf")),
        conf
            + "/gone.conf: no such file; name a job config, such as conf/adult.conf, or write one"
            + " with `nightjar init`.");
    fails(() -> load(conf), conf + ": is a folder; name a job config, such as conf/adult.conf.");
    fails(() -> load(latin), latin + ": is not UTF-8 text; is it a job config?");
    fails(() -> load(large), large + ": has 2000000 bytes; a config has at most 1048576.");
    fails(() -> load(deep), deep + ":2: has more than 100 blocks nested.");
  }

  @Test
  void namesTheLineThatIsNotHocon() throws IOException {
    Path open = write("open.conf", "a {\n  b = 1\n\n");
    Path quote = write("quote.conf", "a = 1\nb = \"x\n");
    Path colon = write("colon.conf", "a = s3a://bucket:x");

    fails(
        () -> load(open),
        open + ":4: not valid HOCON: a block, list or text that was opened is not closed.");
    fails(
        () -> load(quote),
        quote
            + ":2: not valid HOCON: Expecting a value but got wrong token: 'newline' (JSON does"
            + " not allow unescaped newline in quoted strings, use a backslash escape).");
    fails(
        () -> load(colon),
        colon + ":1: not valid HOCON: Expecting end of input or a comma, got ':'.");
  }

  @Test
  void settingsWinOverTheEnvironmentAndOverridesOverBoth() throws IOException {
    Path job = write("job.conf", "x = 1\ny = ${x}\nz = ${?HOME_OF_DATA}\nw = 0\nw = ${?ABSENT}");
    Map<String, String> env = Map.of("x", "9", "HOME_OF_DATA", "/data", "BASH_FUNC_x%%", "() {");

    HoconSource source = HoconSource.load(job, List.of("x=5"), env);

    assertThat(source.config().getInt("y")).isEqualTo(5);
    assertThat(source.config().getString("z")).isEqualTo("/data");
    assertThat(source.config().getInt("w")).isZero();
    assertThat(source.config().hasPath("HOME_OF_DATA")).isFalse();
    assertThat(source.places()).containsEntry("x", "--set x").containsEntry("y", job + ":2");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(conf.resolve(name), text);
  }

  private static HoconSource load(Path file) {
    return HoconSource.load(file, List.of(), Map.of());
  }

  private static void fails(ThrowingCallable load, String message) {
    assertThatThrownBy(load)
        .isInstanceOfSatisfying(
            NightjarException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CONFIG))
        .hasMessage(message);
  }
}
