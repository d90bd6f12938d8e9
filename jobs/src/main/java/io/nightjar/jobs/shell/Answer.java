package io.nightjar.jobs.shell;

import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.spark.run.RecordJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a verb without a run answers: lines for a person, fields for {@code --json}, an exit code.
 *
 * @param lines for a person
 * @param fields of the JSON object, besides verb, status, exit_code and problems
 * @param problems what was found wrong; empty when all is well
 * @param exitCode 0 when all is well
 */
public record Answer(
    List<String> lines, Map<String, ?> fields, List<Problem> problems, int exitCode) {

  /** All is well. */
  public static Answer of(List<String> lines, Map<String, ?> fields) {
    return new Answer(lines, fields, List.of(), 0);
  }

  /** Asks, says the answer or the failure, and gives the exit code. */
  public static int say(String verb, OutputOptions output, Supplier<Answer> question) {
    Answer answer;
    try {
      answer = question.get();
    } catch (NightjarException e) {
      return ExitCodes.say(verb, e, output);
    }
    if (output.json()) {
      output.out().println(RecordJson.line(RecordJson.tree(answer.json(verb))));
    } else {
      answer.lines.forEach(output.out()::println);
    }
    answer.problems.forEach(p -> output.err().println("nightjar: " + p.text()));
    return answer.exitCode;
  }

  private Map<String, Object> json(String verb) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("verb", verb);
    all.put("status", exitCode == 0 ? "done" : "failed");
    all.put("exit_code", exitCode);
    all.putAll(fields);
    all.put("problems", problems);
    return all;
  }
}
