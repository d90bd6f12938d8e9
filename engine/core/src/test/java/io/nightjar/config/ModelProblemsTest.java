package io.nightjar.config;

import static io.nightjar.config.BadConfig.LEAST;
import static io.nightjar.config.BadConfig.bad;
import static io.nightjar.config.BadConfig.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad settings of models, each with the exact text of every problem that is reported. */
class ModelProblemsTest {
  @ParameterizedTest
  @MethodSource("models")
  void reportsEveryProblem(BadConfig bad) {
    assertThat(problems(LEAST + bad.text())).isEqualTo(bad.problems());
  }

  static Stream<BadConfig> models() {
    return Stream.of(
        bad(
            "model { type = als, trees = 200 }",
            "job.conf:4: model.trees does not apply to model.type = als; remove it.",
            "job.conf:4: model.user is missing; it is the column that names the user, of whole"
                + " numbers or text (als).",
            "job.conf:4: model.item is missing; it is the column that names the item, of whole"
                + " numbers or text (als)."),
        bad(
            "model { type = als, user = u, item = u, alpha = 2, rank = 300, cold-start = mean }\n"
                + "data { weight = w, positive = 1, offset = o }, features.exclude = [x]\n"
                + "gates { auc.min = 0.4, mean-percentile-rank.max = 0.4 }\n"
                + "score { source = x, threshold = 0.4, explain-top = 3 }",
            "job.conf:4: model.alpha is the confidence of implicit feedback, but model.implicit is"
                + " false; drop it.",
            "job.conf:4: model.rank is 300; must be a whole number, 1..256.",
            "job.conf:4: model.cold-start is mean; must be nan or drop.",
            "job.conf:4: model.item is u, as model.user is; name the column of the items.",
            "job.conf:5: data.positive is for classes, but model.type = als predicts a number; drop"
                + " it.",
            "job.conf:5: data.weight is w, but als has no weights of rows; drop it.",
            "job.conf:5: features is for models of features, but als reads a user and an item alone;"
                + " drop it.",
            "job.conf:5: data.offset is for logistic, linear and poisson, but model.type is als;"
                + " drop it.",
            "job.conf:6: gates.auc is for classes, but model.type = als predicts a number; drop it.",
            "job.conf:6: gates.mean-percentile-rank is for preference, but model.type = als predicts"
                + " a number; drop it.",
            "job.conf:7: score.threshold is for classes, but model.type = als predicts a number;"
                + " drop it.",
            "job.conf:7: score.explain-top is for models of features, but als reads a user and an"
                + " item alone; drop it."),
        bad(
            "model { type = als, user = u, item = y, implicit = true }, data.label = y\ngates.rmse.max = 1\n"
                + "calibration.method = platt",
            "job.conf:4: model.item is y, as data.label is; a column has one role.",
            "job.conf:5: gates.rmse is for numbers, but model.implicit = true predicts preference;"
                + " drop it.",
            "job.conf:6: calibration.method is for classes, but the model predicts preferences;"
                + " drop it."),
        bad(
            "model { type = kmeans, trees = 200 }",
            "job.conf:2: data.label is the column to predict, but model.type = kmeans learns"
                + " without a label; drop it, and name the column in features.exclude if it is no"
                + " feature.",
            "job.conf:4: model.trees does not apply to model.type = kmeans; remove it.",
            "job.conf:4: model.clusters is missing; it is k, the number of clusters (kmeans)."),
        bad(
            "data.label = null, data.positive = yes, data.offset = o, calibration.method = platt\n"
                + "model { type = kmeans, clusters = 0, init-steps = 0, tolerance = 0 }\n"
                + "gates { auc.min = 0.4, silhouette.min = -2, explained-variance.min = 2 }\n"
                + "score { source = x, threshold = 0.4, explain-top = 3, challengers = [3], names.probability = p }\n"
                + "monitor.decay { metric = inertia, max-drop = 1 }",
            "job.conf:4: data.positive is for predictions of a label, but model.type = kmeans"
                + " learns without a label; drop it.",
            "job.conf:4: data.offset is for predictions of a label, but model.type = kmeans learns"
                + " without a label; drop it.",
            "job.conf:4: calibration.method is for classes, but the model predicts clusters;"
                + " drop it.",
            "job.conf:5: model.clusters is 0; must be a whole number, 1..10000.",
            "job.conf:5: model.tolerance is 0; must be a number greater than 0.",
            "job.conf:5: model.init-steps is 0; must be a whole number, 1..100.",
            "job.conf:6: gates.explained-variance.min is 2; must be a number of at most 1.",
            "job.conf:6: gates.silhouette.min is -2; must be -1..1.",
            "job.conf:6: gates.auc is for classes, but model.type = kmeans predicts clusters; drop"
                + " it.",
            "job.conf:6: gates.explained-variance is for components, but model.type = kmeans"
                + " predicts clusters; drop it.",
            "job.conf:7: score.threshold is for predictions of a label, but model.type = kmeans"
                + " learns without a label; drop it.",
            "job.conf:7: score.explain-top is for predictions of a label, but model.type = kmeans"
                + " learns without a label; drop it.",
            "job.conf:7: score.challengers is for predictions of a label, but model.type = kmeans"
                + " learns without a label; drop it.",
            "job.conf:7: score.names.probability is for predictions of a label, but model.type ="
                + " kmeans learns without a label; drop it.",
            "job.conf:8: monitor.decay compares with labels, but model.type = kmeans learns without"
                + " a label; drop it, and watch monitor.psi and monitor.ks of the prediction."),
        bad(
            "data.label = null, data.weight = w\n"
                + "model { type = isolation-forest, sample-size = 1, contamination = 0.6, depth = 3 }\n"
                + "gates { anomaly-share.max = 1.5, silhouette.min = 0.2 }\n"
                + "score { source = x, explain-top = 3, threshold = 0.7 }",
            "job.conf:4: data.weight is for weighted rows, but model.type = isolation-forest draws"
                + " rows alike; drop it.",
            "job.conf:5: model.depth does not apply to model.type = isolation-forest; remove it.",
            "job.conf:5: model.sample-size is 1; must be a whole number, 2..65536.",
            "job.conf:5: model.contamination is 0.6; must be 0..0.5.",
            "job.conf:6: gates.anomaly-share.max is 1.5; must be 0..1.",
            "job.conf:6: gates.silhouette is for clusters, but model.type = isolation-forest"
                + " predicts anomalies; drop it.",
            "job.conf:7: score.threshold is for predictions of a label, but model.type ="
                + " isolation-forest learns without a label; drop it."),
        bad(
            "gates { silhouette.min = 0.2 }",
            "job.conf:4: gates.silhouette is for clusters, but model.type = logistic predicts"
                + " classes; drop it."),
        bad("data.label = null", "job.conf:4: data.label is missing; it is the column to predict."),
        bad(
            "data.label = null, model { type = pca, components = 2000, precision = half }",
            "job.conf:4: model.components is 2000; must be a whole number, 1..1024.",
            "job.conf:4: model.precision is half; must be float or double."),
        bad(
            "model { type = logistic, alpha = 1.5, trees = 200 }",
            "job.conf:4: model.trees does not apply to model.type = logistic; remove it.",
            "job.conf:4: model.alpha is 1.5; must be 0..1."),
        bad(
            "model { type = poisson, family = binary, threshold = 0.4 }\n"
                + "data.positive = 1\ngates.auc.min = 0.4\nscore { source = x, threshold = 0.4 }",
            "job.conf:4: model.threshold does not apply to model.type = poisson; remove it.",
            "job.conf:4: model.family does not apply to model.type = poisson; remove it.",
            "job.conf:5: data.positive is for classes, but model.type = poisson predicts a number;"
                + " drop it.",
            "job.conf:6: gates.auc is for classes, but model.type = poisson predicts a number; drop"
                + " it.",
            "job.conf:7: score.threshold is for classes, but model.type = poisson predicts a number;"
                + " drop it."),
        bad(
            "model { type = gbt, family = binary, learning-rate = 0, depth = 31, quantile = 1\n"
                + "subsample = 1.5, monotone { a = up } }",
            "job.conf:4: model.family does not apply to model.type = gbt; remove it.",
            "job.conf:4: model.quantile does not apply to model.objective = auto; remove it, or set"
                + " objective = quantile.",
            "job.conf:4: model.quantile is 1; must be a number between 0 and 1.",
            "job.conf:4: model.learning-rate is 0; must be a number greater than 0, 1 at most.",
            "job.conf:4: model.depth is 31; must be a whole number, 1..30.",
            "job.conf:5: model.subsample is 1.5; must be a number greater than 0, 1 at most.",
            "job.conf:5: model.monotone is {\"a\":\"up\"}; must be a block such as { a = increasing"
                + " }, each increasing or decreasing."),
        bad(
            "model { type = gbt, early-stopping-rounds = 5 }, split.validation = 0",
            "job.conf:4: model.early-stopping-rounds looks at the validation rows, but"
                + " split.validation is 0; give it a share such as 0.15, or drop one."),
        bad(
            "model { type = gbt, early-stopping-metric = auc, objective = gamma,"
                + " warm-start = \"a@b@c\" }",
            "job.conf:4: model.warm-start is a@b@c; must be a version such as churn@7,"
                + " churn@champion or models:/churn@champion.",
            "job.conf:4: model.early-stopping-metric says what growing stops by, but"
                + " model.early-stopping-rounds is missing; give it a number such as 20, or drop one.",
            "job.conf:4: model.early-stopping-metric is for classes, but model.objective = gamma"
                + " predicts a number; drop it."),
        bad(
            "model { type = gbt, early-stopping-rounds = 9, early-stopping-metric = rmes }",
            "job.conf:4: model.early-stopping-metric names no metric; did you mean rmse?"),
        bad(
            "model { type = gbt, objective = poisson, threshold = 0.4, scale-pos-weight = 2 }\n"
                + "data.positive = 1\ngates.auc.min = 0.4\nscore { source = x, threshold = 0.4 }",
            "job.conf:4: model.threshold is for classes, but model.objective = poisson predicts a"
                + " number; drop it.",
            "job.conf:4: model.scale-pos-weight is for two classes, but model.objective = poisson;"
                + " drop it.",
            "job.conf:5: data.positive is for classes, but model.objective = poisson predicts a"
                + " number; drop it.",
            "job.conf:6: gates.auc is for classes, but model.objective = poisson predicts a number;"
                + " drop it.",
            "job.conf:7: score.threshold is for classes, but model.objective = poisson predicts a"
                + " number; drop it."),
        bad(
            "model { type = gbt, objective = multiclass }, data.positive = 1, gates.rmse.max = 1",
            "job.conf:4: data.positive is for two classes, but model.objective is multiclass; drop"
                + " one.",
            "job.conf:4: gates.rmse is for numbers, but model.objective = multiclass predicts"
                + " classes; drop it."),
        bad(
            "model { type = forest, objective = gamma, learning-rate = 0.1 }",
            "job.conf:4: model.learning-rate does not apply to model.type = forest; remove it.",
            "job.conf:4: model.objective is gamma, which is for gbt; a forest's must be auto,"
                + " binary, multiclass or squared."),
        bad(
            "model { type = mlp, hidden-layers = [64, 0], activation = swish, dropout = 1\n"
                + "momentum = 0.5, batch-size = 0, trees = 3, objective = poisson }",
            "job.conf:4: model.hidden-layers is [64,0]; must be a list of 1 to 16 whole numbers,"
                + " each 1..16384.",
            "job.conf:4: model.activation is swish; must be relu, tanh or sigmoid.",
            "job.conf:4: model.dropout is 1; must be 0..0.9.",
            "job.conf:5: model.trees does not apply to model.type = mlp; remove it.",
            "job.conf:5: model.objective is poisson, which is for gbt; a network's must be auto,"
                + " binary, multiclass or squared.",
            "job.conf:5: model.momentum does not apply to model.optimizer = adam; remove it.",
            "job.conf:5: model.batch-size is 0; must be a whole number, 1..1048576."),
        bad(
            "model { type = mlp, hidden-layers = [], optimizer = l-bfgs, learning-rate = 0.1\n"
                + "learning-rate-decay = 0.9, max-epochs = 5, early-stopping-rounds = 2 }\ndata.offset = age",
            "job.conf:4: model.hidden-layers is []; must be a list of 1 to 16 whole numbers, each"
                + " 1..16384.",
            "job.conf:4: model.learning-rate does not apply to model.optimizer = l-bfgs; remove it.",
            "job.conf:5: model.learning-rate-decay does not apply to model.optimizer = l-bfgs;"
                + " remove it.",
            "job.conf:5: model.max-epochs does not apply to model.optimizer = l-bfgs; remove it.",
            "job.conf:5: model.early-stopping-rounds does not apply to model.optimizer = l-bfgs;"
                + " remove it.",
            "job.conf:6: data.offset is for logistic, linear and poisson, but model.type is mlp;"
                + " drop it."),
        bad(
            "model { type = mlp, max-iterations = 5, early-stopping-rounds = 2 }\n"
                + "split.validation = 0",
            "job.conf:4: model.max-iterations does not apply to model.optimizer = adam; remove it.",
            "job.conf:4: model.early-stopping-rounds looks at the validation rows, but"
                + " split.validation is 0; give it a share such as 0.15, or drop one."),
        bad(
            "model { type = logisitc, lambda = 2 }",
            "job.conf:4: model.type is logisitc; this build trains logistic, linear, poisson, gbt,"
                + " forest, mlp, als, kmeans, pca, isolation-forest and mllib (any Spark ML estimator), and takes another library's model (import). Did you mean logistic?"),
        bad(
            "model { type = mllib, lambda = 2, params { a = { b = 1 } } }",
            "job.conf:4: model.lambda does not apply to model.type = mllib; remove it.",
            "job.conf:4: model.class is missing; it is the class of any Spark ML estimator (mllib).",
            "job.conf:4: model.params is {\"a\":{\"b\":1}}; must be a block of values and lists such"
                + " as { a = 1 }."),
        bad(
            "model { type = import, lambda = 2, numbers = int }\nfeatures { exclude = [a] }",
            "job.conf:4: model.lambda does not apply to model.type = import; remove it.",
            "job.conf:4: model.path is missing; it is the file, a path or URI; it is read at every"
                + " train (import).",
            "job.conf:4: model.numbers is int; must be float or double.",
            "job.conf:5: features.exclude does not apply to model.type = import, whose columns are"
                + " those of its file; remove it."),
        bad(
            "model { type = mllib, class = \"../x\" }",
            "job.conf:4: model.class is ../x; must be a Java class name."),
        bad(
            "model { family = multinomial }, data.positive = 1",
            "job.conf:4: data.positive is for two classes, but model.family is multinomial; drop"
                + " one."),
        bad(
            "model { type = linear, threshold = 0.4 }\ndata.positive = 1\ngates.auc.min = 0.4\n"
                + "score { source = x, threshold = 0.4 }",
            "job.conf:4: model.threshold does not apply to model.type = linear; remove it.",
            "job.conf:5: data.positive is for classes, but model.type = linear predicts a number;"
                + " drop it, or take logistic.",
            "job.conf:6: gates.auc is for classes, but model.type = linear predicts a number; drop"
                + " it.",
            "job.conf:7: score.threshold is for classes, but model.type = linear predicts a number;"
                + " drop it."));
  }
}
