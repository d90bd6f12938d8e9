package io.nightjar.spark.train.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.NightjarException;
import io.nightjar.model.files.Sha256;
import io.nightjar.model.files.format.Tensor;
import io.nightjar.spark.data.Parcel;
import io.nightjar.spark.storage.HdfsFixture;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {
  private static final CheckpointOrigin ORIGIN = new CheckpointOrigin("12ab", "c0", "1.0");
  @TempDir Path temp;

  /** A state of a number and a text. */
  private record Tally(int count, String text) implements Serializable {}

  private record TallyForm() implements StateForm<Tally> {
    @Override
    public List<Tensor> tensors(Tally state) {
      byte[] text = state.text().getBytes(StandardCharsets.UTF_8);
      return List.of(Tensor.of("count", new int[] {state.count()}), Tensor.of("text", text));
    }

    @Override
    public Tally state(NamedTensors tensors) {
      byte[] text = tensors.need("text").plainBytes();
      return new Tally(tensors.need("count").ints()[0], new String(text, StandardCharsets.UTF_8));
    }
  }

  private CheckpointFolder<Tally> folder(int every, CheckpointOrigin origin) {
    return new CheckpointFolder<>(
        temp.resolve("kept").toString(), every, origin, new TallyForm(), new Configuration());
  }

  private static Tally tally(int rounds) {
    return new Tally(rounds, "of " + rounds);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(temp.resolve("kept"))) {
      return all.sorted().toList();
    }
  }

  @Test
  void startsWhereThereIsNone() {
    CheckpointFolder<Tally> folder = folder(1, ORIGIN);

    assertThat(folder.latest().from()).isNull();
    assertThat(folder.notes()).isEmpty();
  }

  @Test
  void keepsEveryNthRoundAndTheLastTwoOfThem() throws IOException {
    CheckpointFolder<Tally> folder = folder(3, ORIGIN);
    for (int round = 1; round <= 11; round++) {
      folder.after(round, tally(round));
    }

    assertThat(files()).hasSize(2);
    assertThat(files().get(0).getFileName().toString()).startsWith("round-0000006-");
    CheckpointFolder<Tally> again = folder(3, ORIGIN);
    Continuation<Tally> latest = again.latest();
    assertThat(latest.from()).isEqualTo(tally(9));
    assertThat(again.notes())
        .containsExactly(
            "the fit went on from file:"
                + files().get(1)
                + ", what 9 rounds had come to when this run was stopped");
  }

  @Test
  void namesADamagedCheckpointAndTakesTheOneBefore() throws IOException {
    CheckpointFolder<Tally> folder = folder(1, ORIGIN);
    folder.after(1, tally(1));
    folder.after(2, tally(2));
    Path newest = files().get(1);
    byte[] bytes = Files.readAllBytes(newest);
    bytes[bytes.length - 1] ^= 1;
    Files.write(newest, bytes);

    CheckpointFolder<Tally> again = folder(1, ORIGIN);
    assertThat(again.latest().from()).isEqualTo(tally(1));
    assertThat(again.notes().get(0))
        .isEqualTo(
            "the checkpoint file:"
                + newest
                + " was not used: its SHA-256 is "
                + Sha256.of(bytes)
                + ", not what its name says: damaged");
    again.after(2, tally(2));
    assertThat(folder(1, ORIGIN).latest().from()).isEqualTo(tally(2));
  }

  @Test
  void aTaskThatIsTriedAgainGoesOnFromWhatTheLostOneLeft() {
    CheckpointFolder<Tally> folder = folder(1, ORIGIN);
    Continuation<Tally> start = folder.latest();
    folder.after(1, tally(1));

    assertThat(start.forAttempt(0).from()).isNull();
    assertThat(start.forAttempt(1).from()).isEqualTo(tally(1));
    assertThat(Continuation.<Tally>none().forAttempt(1)).isEqualTo(Continuation.<Tally>none());
  }

  @Test
  void keepsThemOnHdfsFromATaskToo() {
    String uri = HdfsFixture.newDirectory();
    CheckpointFolder<Tally> here =
        new CheckpointFolder<>(uri, 1, ORIGIN, new TallyForm(), new Configuration());
    CheckpointFolder<Tally> inATask = Parcel.open(Parcel.pack(here));
    for (int round = 1; round <= 4; round++) {
      inATask.after(round, tally(round));
    }

    assertThat(inATask.notes()).isEmpty();
    assertThat(here.latest().from()).isEqualTo(tally(4));
    assertThat(here.notes())
        .singleElement()
        .asString()
        .contains("went on from " + uri + "/round-0000004-");
  }

  @Test
  void passesOverACutOffCheckpoint() throws IOException {
    folder(1, ORIGIN).after(1, tally(1));
    Files.write(files().get(0), new byte[0]);

    CheckpointFolder<Tally> again = folder(1, ORIGIN);
    assertThat(again.latest().from()).isNull();
    assertThat(again.notes()).singleElement().asString().contains(files().get(0) + " was not used");
  }

  @Test
  void saysWhyACheckpointOfOtherDataConfigOrBuildIsNotUsed() throws IOException {
    folder(1, ORIGIN).after(7, tally(7));

    CheckpointFolder<Tally> other = folder(1, new CheckpointOrigin("34cd", "c1", "1.1"));
    assertThat(other.latest().from()).isNull();
    assertThat(other.notes())
        .containsExactly(
            "the checkpoint file:"
                + files().get(0)
                + " was not used: the table's fingerprint was 12ab and is 34cd, the config's"
                + " SHA-256 was c0 and is c1, Nightjar's version was 1.0 and is 1.1");
    other.after(1, tally(1));
    assertThat(files()).hasSize(2);
    assertThat(folder(1, ORIGIN).latest().from()).isEqualTo(tally(7));
  }

  @Test
  void goesOnWithANoteWhereACheckpointCanNotBeKept() throws IOException {
    Files.writeString(temp.resolve("kept"), "a file where the folder should be");
    CheckpointFolder<Tally> folder = folder(1, ORIGIN);
    folder.after(1, tally(1));

    assertThat(folder.notes())
        .singleElement()
        .asString()
        .startsWith("the checkpoint after round 1 could not be kept in " + temp.resolve("kept"))
        .endsWith("; a stopped run would go on from an earlier one");
  }

  @Test
  void refusesAFolderThatCanNotBeWrittenWhole() {
    CheckpointFolder<Tally> folder =
        new CheckpointFolder<>("ftp://host/runs", 1, ORIGIN, new TallyForm(), new Configuration());

    assertThatThrownBy(folder::latest)
        .isInstanceOf(NightjarException.class)
        .hasMessageContaining("the scheme \"ftp\" has no atomic create that Nightjar knows");
  }

  @Test
  void passesOverACheckpointOfAnotherForm() throws IOException {
    folder(1, ORIGIN).after(1, tally(1));
    StateForm<Tally> other =
        new StateForm<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public List<Tensor> tensors(Tally state) {
            return List.of();
          }

          @Override
          public Tally state(NamedTensors tensors) {
            return new Tally(tensors.need("weights").ints()[0], "");
          }
        };
    CheckpointFolder<Tally> folder =
        new CheckpointFolder<>(
            temp.resolve("kept").toString(), 1, ORIGIN, other, new Configuration());

    assertThat(folder.latest().from()).isNull();
    assertThat(folder.notes())
        .containsExactly(
            "the checkpoint file:"
                + files().get(0)
                + " was not used: it is of another form: lacks the tensor weights");
  }
}
