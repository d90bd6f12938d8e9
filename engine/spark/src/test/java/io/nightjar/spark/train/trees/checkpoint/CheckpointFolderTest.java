package io.nightjar.spark.train.trees.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.NightjarException;
import io.nightjar.model.files.Sha256;
import io.nightjar.spark.data.Parcel;
import io.nightjar.spark.storage.HdfsFixture;
import io.nightjar.spark.train.trees.grow.Boosted;
import io.nightjar.spark.train.trees.grow.Continuation;
import io.nightjar.spark.train.trees.grow.GrownTree;
import io.nightjar.spark.train.trees.split.GradientSums;
import io.nightjar.spark.train.trees.split.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {
  private static final CheckpointOrigin ORIGIN = new CheckpointOrigin("12ab", "c0", "1.0");
  @TempDir Path temp;

  private CheckpointFolder folder(int every, CheckpointOrigin origin) {
    return new CheckpointFolder(
        temp.resolve("kept").toString(), every, origin, new Configuration());
  }

  private static Boosted boosted(int rounds) {
    List<GrownTree> trees = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      Split number =
          new Split(3, 17, null, true, 0.1 + round, new GradientSums(-5, Long.MAX_VALUE));
      Split set = new Split(0, 0, new long[] {-1, 0, 1L << 63, round}, false, 1e-300, sums(round));
      trees.add(
          new GrownTree(
              round % 2,
              List.of(
                  new GrownTree.Node(number, 1, 0, 1.5),
                  new GrownTree.Node(set, 3, 0, Double.MIN_VALUE),
                  new GrownTree.Node(null, 0, -0.0, 4),
                  new GrownTree.Node(null, 0, 1.0 / 3, 4),
                  new GrownTree.Node(null, 0, Math.nextUp(1), 4))));
      trees.add(new GrownTree(1, List.of(new GrownTree.Node(null, 0, round, 7))));
      losses.add(1.0 / (round + 1));
    }
    return new Boosted(new double[] {-0.0, Math.PI}, trees, losses);
  }

  private static GradientSums sums(int round) {
    return new GradientSums(round, -round);
  }

  private static byte[] bits(Boosted boosted) {
    return Parcel.pack(
        new Boosted(
            boosted.base(), new ArrayList<>(boosted.trees()), new ArrayList<>(boosted.losses())));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(temp.resolve("kept"))) {
      return all.sorted().toList();
    }
  }

  @Test
  void keepsEveryBit() {
    for (Boosted boosted : List.of(boosted(3), boosted(0))) {
      Checkpoint read = Checkpoint.read(new Checkpoint(ORIGIN, boosted).bytes(), "f");
      assertThat(read.origin()).isEqualTo(ORIGIN);
      assertThat(bits(read.boosted())).isEqualTo(bits(boosted));
    }
  }

  @Test
  void startsWhereThereIsNone() {
    CheckpointFolder folder = folder(1, ORIGIN);

    assertThat(folder.latest().from()).isNull();
    assertThat(folder.notes()).isEmpty();
  }

  @Test
  void keepsEveryNthRoundAndTheLastTwoOfThem() throws IOException {
    CheckpointFolder folder = folder(3, ORIGIN);
    for (int round = 1; round <= 11; round++) {
      folder.after(round, boosted(round));
    }

    assertThat(files()).hasSize(2);
    assertThat(files().get(0).getFileName().toString()).startsWith("round-0000006-");
    CheckpointFolder again = folder(3, ORIGIN);
    Continuation latest = again.latest();
    assertThat(bits(latest.from())).isEqualTo(bits(boosted(9)));
    assertThat(again.notes())
        .containsExactly(
            "the trees of the first 9 rounds are from file:"
                + files().get(1)
                + ", where this run left them when it was stopped");
  }

  @Test
  void namesADamagedCheckpointAndTakesTheOneBefore() throws IOException {
    CheckpointFolder folder = folder(1, ORIGIN);
    folder.after(1, boosted(1));
    folder.after(2, boosted(2));
    Path newest = files().get(1);
    byte[] bytes = Files.readAllBytes(newest);
    bytes[bytes.length - 1] ^= 1;
    Files.write(newest, bytes);

    CheckpointFolder again = folder(1, ORIGIN);
    assertThat(bits(again.latest().from())).isEqualTo(bits(boosted(1)));
    assertThat(again.notes().get(0))
        .isEqualTo(
            "the checkpoint file:"
                + newest
                + " was not used: its SHA-256 is "
                + Sha256.of(bytes)
                + ", not what its name says: damaged");
    again.after(2, boosted(2));
    assertThat(bits(folder(1, ORIGIN).latest().from())).isEqualTo(bits(boosted(2)));
  }

  @Test
  void aTaskThatIsTriedAgainGoesOnFromWhatTheLostOneLeft() {
    CheckpointFolder folder = folder(1, ORIGIN);
    Continuation start = folder.latest();
    folder.after(1, boosted(1));

    assertThat(start.forAttempt(0).from()).isNull();
    assertThat(bits(start.forAttempt(1).from())).isEqualTo(bits(boosted(1)));
    assertThat(Continuation.NONE.forAttempt(1)).isEqualTo(Continuation.NONE);
  }

  @Test
  void keepsThemOnHdfsFromATaskToo() {
    String uri = HdfsFixture.newDirectory();
    CheckpointFolder here = new CheckpointFolder(uri, 1, ORIGIN, new Configuration());
    CheckpointFolder inATask = Parcel.open(Parcel.pack(here));
    for (int round = 1; round <= 4; round++) {
      inATask.after(round, boosted(round));
    }

    assertThat(inATask.notes()).isEmpty();
    assertThat(bits(here.latest().from())).isEqualTo(bits(boosted(4)));
    assertThat(here.notes())
        .singleElement()
        .asString()
        .contains("are from " + uri + "/round-0000004-");
  }

  @Test
  void passesOverACutOffCheckpoint() throws IOException {
    folder(1, ORIGIN).after(1, boosted(1));
    Files.write(files().get(0), new byte[0]);

    CheckpointFolder again = folder(1, ORIGIN);
    assertThat(again.latest().from()).isNull();
    assertThat(again.notes()).singleElement().asString().contains(files().get(0) + " was not used");
  }

  @Test
  void saysWhyACheckpointOfOtherDataConfigOrBuildIsNotUsed() throws IOException {
    folder(1, ORIGIN).after(7, boosted(7));

    CheckpointFolder other = folder(1, new CheckpointOrigin("34cd", "c1", "1.1"));
    assertThat(other.latest().from()).isNull();
    assertThat(other.notes())
        .containsExactly(
            "the checkpoint file:"
                + files().get(0)
                + " was not used: the table's fingerprint was 12ab and is 34cd, the config's"
                + " SHA-256 was c0 and is c1, Nightjar's version was 1.0 and is 1.1");
    other.after(1, boosted(1));
    assertThat(files()).hasSize(2);
    assertThat(bits(folder(1, ORIGIN).latest().from())).isEqualTo(bits(boosted(7)));
  }

  @Test
  void goesOnWithANoteWhereACheckpointCanNotBeKept() throws IOException {
    Files.writeString(temp.resolve("kept"), "a file where the folder should be");
    CheckpointFolder folder = folder(1, ORIGIN);
    folder.after(1, boosted(1));

    assertThat(folder.notes())
        .singleElement()
        .asString()
        .startsWith("the checkpoint after round 1 could not be kept in " + temp.resolve("kept"))
        .endsWith("; a stopped run would go on from an earlier one");
  }

  @Test
  void refusesAFolderThatCanNotBeWrittenWhole() {
    CheckpointFolder folder =
        new CheckpointFolder("ftp://host/runs", 1, ORIGIN, new Configuration());

    assertThatThrownBy(folder::latest)
        .isInstanceOf(NightjarException.class)
        .hasMessageContaining("the scheme \"ftp\" has no atomic create that Nightjar knows");
  }
}
