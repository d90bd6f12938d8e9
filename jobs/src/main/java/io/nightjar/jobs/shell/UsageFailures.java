package io.nightjar.jobs.shell;

import io.nightjar.FailureKind;
import io.nightjar.Problem;
import io.nightjar.spark.run.RecordJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/**
 * What a command line that can't be understood ends with: the usage on standard error, and with
 * {@code --json} the result object too, since a scheduler reads that and nothing else.
 */
public final class UsageFailures implements IParameterExceptionHandler {
  private final IParameterExceptionHandler usage;
  private final List<String> args;

  /**
   * Failures of one command line.
   *
   * @param usage says it to a person
   * @param args the command line
   */
  public UsageFailures(IParameterExceptionHandler usage, List<String> args) {
    this.usage = usage;
    this.args = List.copyOf(args);
  }

  @Override
  public int handleParseException(ParameterException failure, String[] given) throws Exception {
    if (args.contains("--json")) {
      System.out.println(RecordJson.line(RecordJson.tree(result(failure))));
    }
    int code = usage.handleParseException(failure, given);
    return code == 0 ? FailureKind.CONFIG.exitCode() : code;
  }

  private static Map<String, Object> result(ParameterException failure) {
    CommandLine verb = failure.getCommandLine();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("verb", verb.getCommandName());
    result.put("status", "failed");
    result.put("exit_code", FailureKind.CONFIG.exitCode());
    result.put("problems", List.of(new Problem("", failure.getMessage())));
    return result;
  }
}
