package io.nightjar.config;

import static io.nightjar.config.BadConfig.LEAST;
import static io.nightjar.config.BadConfig.bad;
import static io.nightjar.config.BadConfig.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad configs, each with the exact text of every problem that is reported. */
class ConfigProblemsTest {
  @ParameterizedTest
  @MethodSource({"values", "names", "conflicts"})
  void reportsEveryProblem(BadConfig bad) {
    assertThat(problems(LEAST + bad.text())).isEqualTo(bad.problems());
  }

  static Stream<BadConfig> values() {
    return Stream.of(
        bad("gates.auc.min = 1.2", "job.conf:4: gates.auc.min is 1.2; must be 0..1."),
        bad("split.test = lots", "job.conf:4: split.test is lots; must be 0..1."),
        bad("split.test = NaN", "job.conf:4: split.test is NaN; must be 0..1."),
        bad(
            "gates.rmse = 5",
            "job.conf:4: gates.rmse is 5; must be a block such as { min = … }.",
            "job.conf:4: gates.rmse is for numbers, but model.type = logistic predicts classes;"
                + " drop it."),
        bad(
            "gates.log-loss.max = -1",
            "job.conf:4: gates.log-loss.max is -1; must be a number, 0 or more."),
        bad(
            "model.lambda = Infinity",
            "job.conf:4: model.lambda is Infinity; must be a number, 0 or more."),
        bad(
            "model.tolerance = 0",
            "job.conf:4: model.tolerance is 0; must be a number greater than 0."),
        bad("promote = sometimes", "job.conf:4: promote is sometimes; must be auto or manual."),
        bad(
            "compute { backend = cuda, partitions = 1.5, required = maybe }",
            "job.conf:4: compute.backend is cuda; must be auto, opencl, simd or scalar.",
            "job.conf:4: compute.required is maybe; must be true or false.",
            "job.conf:4: compute.partitions is 1.5; must be a whole number, 1..100000."),
        bad("seed = -1", "job.conf:4: seed is -1; must be a whole number, 0 or more."),
        bad("split = [1]", "job.conf:4: split is [1]; must be a block such as { by = … }."),
        bad(
            "features.exclude = fnlwgt",
            "job.conf:4: features.exclude is fnlwgt; must be a list such as [a, b], each once."),
        bad(
            "features.exclude = [a, a]",
            "job.conf:4: features.exclude is [\"a\",\"a\"]; must be a list such as [a, b], each"
                + " once."),
        bad(
            "features.dates = [month, week]",
            "job.conf:4: features.dates is [\"month\",\"week\"]; must be a list of year, month,"
                + " day, weekday or hour, each once."),
        bad(
            "data.csv { delimiter = \";;\", encoding = klingon }",
            "job.conf:4: data.csv.delimiter is ;;; must be one character.",
            "job.conf:4: data.csv.encoding is klingon; must be a character set such as UTF-8 or"
                + " ISO-8859-1."),
        bad(
            "data.contract.a { type = number, nulls = 2, regex = \"(\" }",
            "job.conf:4: data.contract.a.type is number; must be int, long, float, double, string,"
                + " boolean, date or timestamp.",
            "job.conf:4: data.contract.a.nulls is 2; must be 0..1.",
            "job.conf:4: data.contract.a.regex is (; must be a regular expression."),
        bad("registry = \"\"", "job.conf:4: registry is \"\"; must be non-empty text."),
        bad("spark { a = [1] }", "job.conf:4: spark.a is [1]; must be text."),
        bad(
            "seed = " + "x".repeat(300),
            "job.conf:4: seed is " + "x".repeat(80) + "…; must be a whole number, 0 or more."));
  }

  static Stream<BadConfig> names() {
    return Stream.of(
        bad("gatez.auc.min = 0.5", "job.conf:4: gatez is not a setting; did you mean gates?"),
        bad("data.lable = x", "job.conf:4: data.lable is not a setting; did you mean data.label?"),
        bad(
            "backend = simd",
            "job.conf:4: backend is not a setting; did you mean compute.backend?"),
        bad(
            "split.qqqqqq = 1",
            "job.conf:4: split.qqqqqq is not a setting; split takes by, validation, test and seed."),
        bad(
            "gates { acu.min = 0.5, auc.least = 1 }",
            "job.conf:4: gates.acu names no metric; did you mean auc?",
            "job.conf:4: gates.auc sets no limit; give it min, max or max-drop-vs-champion.",
            "job.conf:4: gates.auc.least is not a setting; gates.auc takes min, max,"
                + " max-drop-vs-champion and on."),
        bad(
            "gates.zzzzzzzzzz.min = 1",
            "job.conf:4: gates.zzzzzzzzzz names no metric; the metrics are auc, auc-pr, log-loss,"
                + " brier, ece, accuracy, precision, recall, f1, f1-macro, f1-weighted, rmse, mae,"
                + " r2, poisson-deviance, mean-percentile-rank, ndcg-at-10, precision-at-10, inertia, distortion, silhouette, explained-variance,"
                + " reconstruction-error, anomaly-share, mean-score."),
        bad(
            "gates.fairness.by = sex",
            "job.conf:4: gates.fairness is not part of this build; remove it. gates takes min-rows"
                + " and, by metric, min, max, max-drop-vs-champion and on."),
        bad(
            "score { source = a, explain-top = -1 }",
            "job.conf:4: score.explain-top is -1; must be a whole number, 0..1000."),
        bad(
            "score { source = \"a/{rundate}.csv\" }",
            "job.conf:4: score.source has {rundate}, which means nothing; must be {run-date}."),
        bad(
            "monitor.decay { metric = roc, max-drop = 0.1, labels = l }",
            "job.conf:4: monitor.decay.metric names no metric; the metrics are auc, auc-pr,"
                + " log-loss, brier, ece, accuracy, precision, recall, f1, f1-macro, f1-weighted,"
                + " rmse, mae, r2, poisson-deviance, mean-percentile-rank, ndcg-at-10, precision-at-10, inertia, distortion, silhouette,"
                + " explained-variance, reconstruction-error, anomaly-share, mean-score.",
            "job.conf:4: monitor.decay.labels needs data.id, the column that joins labels to"
                + " scores."),
        bad(
            "data.format = avro",
            "job.conf:4: data.format is avro; must be guess, parquet, csv, orc, delta or iceberg."),
        bad(
            "score { source = a, output = /scores, output-format = iceberg }",
            "job.conf:4: score.output is /scores; an Iceberg table must be one of a catalog, such as"
                + " lake.scores."),
        bad(
            "score { source = a, output = lake.scores, quarantine = lake.bad, output-format = delta }",
            "job.conf:4: score.output is lake.scores, a table of a catalog, but score.staging is"
                + " missing; give it a folder for the scores until the delta table commits them.",
            "job.conf:4: score.quarantine is lake.bad, a table of a catalog, but score.staging is"
                + " missing; give it a folder for the scores until the delta table commits them."),
        bad(
            "score { source = a, staging = wait }",
            "job.conf:4: score.staging is for score.output-format = delta or iceberg; scores in"
                + " Parquet wait in their own folder. Leave it away."),
        bad(
            "registry = ${NOWHERE}\nruns = ${vars.nothing}\nseed = -1",
            "job.conf:4: ${NOWHERE} has no value; define it in the config or as an environment"
                + " variable.",
            "job.conf:5: ${vars.nothing} has no value; define it in the config or as an"
                + " environment variable.",
            "job.conf:6: seed is -1; must be a whole number, 0 or more."),
        bad(
            "registry = ${runs}\nruns = ${registry}",
            "job.conf:5: ${registry} refers to itself; give it a value."));
  }

  static Stream<BadConfig> conflicts() {
    return Stream.of(
        bad(
            "calibration.method = platt, split.validation = 0",
            "job.conf:4: calibration.method looks at the validation rows, but split.validation is 0;"
                + " give it a share such as 0.15, or drop calibration."),
        bad(
            "calibration.method = beta",
            "job.conf:4: calibration.method is beta; must be none, platt, isotonic or temperature."),
        bad(
            "threshold {}",
            "job.conf:4: threshold says nothing to choose by; give it cost-false-positive and"
                + " cost-false-negative, or maximize = f1."),
        bad(
            "threshold { cost-false-positive = 0, maximize = f1 }",
            "job.conf:4: threshold.maximize is given, but so is a cost; drop one."),
        bad(
            "threshold.cost-false-negative = -5",
            "job.conf:4: threshold.cost-false-negative is -5; must be a number greater than 0."),
        bad(
            "threshold.maximize = f1, model.threshold = 0.3, split.validation = 0",
            "job.conf:4: threshold looks at the validation rows, but split.validation is 0; give it a"
                + " share such as 0.15, or drop threshold.",
            "job.conf:4: model.threshold is given, but threshold chooses one by a metric; drop one of"
                + " the two."),
        bad(
            "model.type = linear, calibration.method = isotonic",
            "job.conf:4: calibration.method is for classes, but the model predicts a number; drop"
                + " it."),
        bad(
            "split.by = time",
            "job.conf:4: split.by is time, but data.time is missing; name the column."),
        bad(
            "split.by = id",
            "job.conf:4: split.by is id, but data.id is missing; name the column."),
        bad(
            "data { group = g, id = i }, split.by = id",
            "job.conf:4: split.by is id, which may split the rows of one data.group; must be group,"
                + " or drop data.group."),
        bad(
            "data { id = left, weight = w, group = w }",
            "job.conf:4: data.id is left, as data.label is; a column has one role.",
            "job.conf:4: data.group is w, as data.weight is; a column has one role."),
        bad(
            "model { type = linear, standard-errors = true }",
            "job.conf:4: model.standard-errors needs a fit without a penalty, but model.lambda is"
                + " 1.0E-4; set lambda = 0, or drop it."),
        bad(
            "model { type = linear, bounds { age { min = 2, max = 1 }, \"sex=Male\" {} } }",
            "job.conf:4: model.bounds.age.min is 2.0, above max, 1.0; swap them.",
            "job.conf:4: model.bounds.sex=Male bounds nothing; give it min or max, or drop it."),
        bad(
            "model { type = gbt, bounds { age { min = 2 } } }",
            "job.conf:4: model.bounds does not apply to model.type = gbt; remove it."),
        bad(
            "model { type = logistic, family = multinomial, bounds { age { min = 0 } } }",
            "job.conf:4: model.bounds is for one margin, but model.family is multinomial; drop one."),
        bad(
            "model { type = linear, lambda = 0, standard-errors = robust, bounds { a { min = 0 } } }",
            "job.conf:4: model.standard-errors are those of a free optimum, but model.bounds is"
                + " there; drop one."),
        bad(
            "model { type = linear, lambda = 0, standard-errors = hc3 }",
            "job.conf:4: model.standard-errors is hc3; must be none, classic, robust, hc0, false or"
                + " true."),
        bad(
            "model { type = linear, lambda = 0.1, lambda-path { count = 1 } }",
            "job.conf:4: model.lambda is one λ, but model.lambda-path tries several; drop one.",
            "job.conf:4: model.lambda-path.count is 1; must be a whole number, 2..1000."),
        bad(
            "model { type = linear, lambda-path { values = [1, -1], min-ratio = 0.1 } }",
            "job.conf:4: model.lambda-path.values is [1,-1]; must be a list of 1 to 1000 numbers,"
                + " each 0 or more.",
            "job.conf:4: model.lambda-path.min-ratio says how λ are found, but"
                + " model.lambda-path.values gives them; drop one."),
        bad(
            "model { type = pca, checkpoint-rounds = 5 }, data.label = null",
            "job.conf:4: model.checkpoint-rounds does not apply to model.type = pca; remove it."),
        bad(
            "split.validation = 0, model { type = poisson, lambda-path { min-ratio = 0.1 } }",
            "job.conf:4: model.lambda-path is judged by the validation rows, but split.validation is"
                + " 0; give it a share such as 0.15, or set model.lambda."),
        bad(
            "model { type = linear, standard-errors = true, lambda-path { count = 9 } }",
            "job.conf:4: model.standard-errors needs a fit without a penalty, but model.lambda-path"
                + " is there; set lambda = 0, or drop it."),
        bad(
            "model { type = logistic, lambda = 0, family = multinomial, standard-errors = true }",
            "job.conf:4: model.standard-errors is for one margin, but model.family is multinomial;"
                + " drop one."),
        bad(
            "data.offset = o, model.type = gbt",
            "job.conf:4: data.offset is for logistic, linear and poisson, but model.type is gbt;"
                + " drop it."),
        bad(
            "data.offset = o, model { type = logistic, family = multinomial }",
            "job.conf:4: data.offset is for one margin, but model.family is multinomial; drop one."),
        bad(
            "data.test-source = t\nsplit.test = 0.2",
            "job.conf:5: split.test is 0.2, but data.test-source is the test set; drop one."),
        bad(
            "split { validation = 0.5, test = 0.5 }",
            "job.conf:4: split.validation is 0.5 and split.test 0.5, which leaves no rows to train"
                + " on; their sum must be below 1."),
        bad(
            "split { test = 0 }\ngates.auc { min = 0.4, on = test }",
            "job.conf:5: gates.auc is measured on test rows, but split.test is 0 and"
                + " data.test-source is missing."),
        bad(
            "split { test = 0, validation = 0 }\ngates.auc.min = 0.4",
            "job.conf:5: gates.auc is measured on validation rows, but split.validation is 0."),
        bad(
            "gates.f1 { min = 0.5, max = 0.2 }",
            "job.conf:4: gates.f1.min is 0.5, above max, 0.2; swap them."),
        bad(
            "promote = auto",
            "job.conf:4: promote is auto, but without a gate it would promote every model; add one"
                + " such as gates { auc { min = 0.8 } }, or take manual."),
        bad(
            "compute.required = true",
            "job.conf:4: compute.required is true, but compute.backend is auto; name the backend"
                + " that is required."),
        bad(
            "data { format = parquet, csv { trim = true } }",
            "job.conf:4: data.csv is set, but data.format is parquet; drop one."),
        bad(
            "data.csv { columns = [left], header = true }",
            "job.conf:4: data.csv.columns is for files without a header, but data.csv.header is"
                + " true; drop one."),
        bad(
            "data.csv.header = false",
            "job.conf:4: data.csv.header is false, so that data.csv.columns must name the columns"
                + " in order."),
        bad(
            "data { id = idd, csv { columns = [id, left] } }\nfeatures.exclude = [lef]",
            "job.conf:4: data.id names idd, which is not in data.csv.columns; did you mean id?",
            "job.conf:5: features.exclude names lef, which is not in data.csv.columns; did you mean"
                + " left?"),
        bad(
            "features { columns = [left, a], exclude = [a], categorical = [b], numeric = [b] }",
            "job.conf:4: features.columns has left, which is data.label and never a feature; drop"
                + " it.",
            "job.conf:4: features.columns has a, and so has features.exclude; drop one.",
            "job.conf:4: features.categorical has b, and so has features.numeric; drop one."),
        bad(
            "data.contract { a { type = string, min = 3 }, b { type = int, regex = x }, c { min = 2,"
                + " max = 1 } }",
            "job.conf:4: data.contract.a.min is for numbers, but data.contract.a.type is string;"
                + " drop one.",
            "job.conf:4: data.contract.b.regex is for text, but data.contract.b.type is int; drop"
                + " one.",
            "job.conf:4: data.contract.c.min is 2.0, above max, 1.0; swap them."),
        bad(
            "data.nights = 20\nnightly.window = 3",
            "job.conf:4: data.nights is 20, but data.source has no {run-date} in it.",
            "job.conf:5: nightly.window is 3, but data.source has no {run-date} in it."),
        bad(
            "registry = \"a/\"\nruns = ./a\nscore { source = x, output = churn.parquet }",
            "job.conf:5: runs is ./a, as registry is; each needs a place of its own.",
            "job.conf:6: score.output is churn.parquet, as data.source is; each needs a place of"
                + " its own."),
        bad(
            "score { source = x, keep = [prediction], names.probability = prediction }",
            "job.conf:4: score.names.probability is prediction, as score.names.prediction is; they"
                + " are two columns.",
            "job.conf:4: score.keep has prediction, which scoring writes itself; drop it or set"
                + " score.names."),
        bad(
            "score { source = x, on-corrupt-file = quarantine }",
            "job.conf:4: score.on-corrupt-file is quarantine, but score.quarantine is not set; set"
                + " it to a folder, or drop this."),
        bad(
            "score { source = x, columns = [margin], names { margin = m, model = m } }",
            "job.conf:4: score.columns lacks prediction, which is always written; add it.",
            "job.conf:4: score.names.model is m, as score.names.margin is; they are two columns."),
        bad(
            "data.contract { a { unique = true, action = quarantine }, b { nulls = 0.5, action ="
                + " quarantine }, left { min = 0, action = quarantine } }",
            "job.conf:4: data.contract.a.action is quarantine, but unique is no rule that a row"
                + " breaks by itself; must be reject, or drop unique.",
            "job.conf:4: data.contract.b.action is quarantine, but nulls = 0.5 is no rule that a"
                + " row breaks by itself; must be reject, or drop nulls or set it to 0.",
            "job.conf:4: data.contract.left.action is quarantine, but rows to score needn't have"
                + " the label; must be reject."),
        bad(
            "data.contract.a { min = 0, action = quarantine }\nscore { source = x }",
            "job.conf:4: data.contract.a.action is quarantine, but score.quarantine is not set;"
                + " give it a folder."),
        bad(
            "monitor.fail-on = [decay]",
            "job.conf:4: monitor.fail-on has decay, but monitor.decay is missing; give it metric"
                + " and max-drop."));
  }

  @Test
  void saysWhatAnEmptyConfigLacks() {
    assertThat(problems(""))
        .containsExactly(
            "job.conf: name is missing; it is the model's name in the registry.",
            "job.conf: data.source is missing; it is the training table: a path, glob or catalog"
                + " table; {run-date} stands for the logical date.",
            "job.conf: model.type is missing; it is the algorithm.",
            "job.conf: data.label is missing; it is the column to predict.");
  }

  @Test
  void namesTheOverrideThatIsWrong() {
    assertThat(
            problems(
                LEAST,
                "seed",
                "=4",
                "a..b=1",
                "gatez.auc=3",
                "gates.auc.min=1.2",
                "registry=",
                "features.exclude=[a"))
        .containsExactlyInAnyOrder(
            "--set seed: has no value; write --set key=value, such as --set seed=7.",
            "--set : has no value; write --set key=value, such as --set seed=7.",
            "--set a..b: is no key; write names joined by dots.",
            "--set gatez.auc: gatez is not a setting; did you mean gates?",
            "--set gates.auc.min: gates.auc.min is 1.2; must be 0..1.",
            "--set registry: registry is \"\"; must be non-empty text.",
            "--set features.exclude: not valid HOCON: a block, list or text that was opened is not"
                + " closed.");
  }

  @Test
  void keepsSecretsOutOfMessages() {
    assertThat(
            problems(LEAST + "spark.password = [hunter2]\nseed = \"https://me:hunter2@store/x\""))
        .containsExactly(
            "job.conf:4: spark.password is ***; must be text.",
            "job.conf:5: seed is https://***@store/x; must be a whole number, 0 or more.");
  }
}
