"""The click-rate model: what an account's own history says about its designs.

One model a rate (``data.target.Metric``), one row a pin i of design d, board b, day t::

    y_i ~ Poisson(n_i * exp(eta_i))             count y of n impressions, log link
    eta_i = a + g * s_i + sum_j f_j(x_ij) + w_i     guideline score, features, words
              + u_i + board_b + level_t + design_d + pin_i

    f_j = line_j * x_j + bends of x_j + missing_j    quadratic spline, x_j clipped
    line_j, missing_j ~ N(0, v_line * l_j)      l_j: of one feature, Student's prior
    bends_j           ~ N(0, v_bend * l_j)
    w_i = sum_k word_k * c_ik                   c: axes of the pieces of titles
    word_k            ~ N(0, v_words)           where features of titles enter
    u_i = sum_jk pair_jk * x_ij * x_ik          of 1,000 pins on: the few pairs that
    pair_jk           ~ N(0, v_pair)            more likely than not do something
    board_b           ~ N(0, v_topic)
    steps of level_t  ~ N(0, v_level)           a random walk, 0 on the newest day
    design_d ~ N(0, v_design), pin_i ~ N(0, v_pin)
    r^2 = v_design + v_pin                      the residual variance
    g ~ N((0.21 + 2 / n) r, (0.105 r)^2)        per sd of the score; n pins, at least 40
    v ~ scaled inverse chi squared              line, bend, words: shares of r^2
    a ~ N(0, 100)                               that all features divide

=========== ========================================= =============================
symbol      name in code                              module
=========== ========================================= =============================
y, n        ``Table.counts``, ``Table.impressions``   ``data.table``
x, f        ``Curve``, ``StackedCurves``              ``model.terms``
s, g        ``guidelines``, column ``GUIDELINE``      ``fit.posterior``
w, c        ``TitleWords``, ``WordColumns``           ``model.terms``, ``fit``
u           ``FeaturePairs``                          ``model.terms.feature_pairs``
board       ``BoardEffect``, columns ``TOPIC``        ``model.terms.placement``
level       ``TimeSteps``, columns ``LEVEL``          ``fit.posterior``
priors      ``Priors``, ``ScaledInvChi2Prior``        ``fit.problem``
v, l        ``Variances``, ``Variances.local``        ``fit.variances``
pin         ``pin_effects``                           ``fit.pin_effects``
design      ``design_effects``, ``Noise``             ``fit.grouping``
lack of fit ``lack_of_fit_variance``, ``similarity``  ``fit.lack_of_fit``
posterior   ``Solution``; kept as ``Model``           ``fit.solver``, ``model.model``
=========== ========================================= =============================

Computed as follows. Pin effects are integrated out one by one (adaptive Gauss-Hermite
quadrature), which leaves a Gaussian working response with a weight a row. Design
effects are absorbed into its covariance. The coefficients are then solved for exactly,
the variances found by fixed point (``fit.solver``) and averaged over by a Gibbs sampler
(``fit.sampling``). What additive curves miss (interactions, steps) is a Gaussian
process over the standardized features, of which only the variance is estimated: it
widens intervals and is never predicted. All pairs of features are scored on what is
left, and the few whose scores are more than chance are solved for beside the
coefficients (``fit.feature_pairs``).

A model tells of a pin: ``rate``, the mean over pin and design effects at the account's
newest level, on the pin's board where it is known (``Placement``), else boards
averaged; an 80 % interval of one new pin's rate; the percentile of g s + sum f + w + u
among the account's designs; contributions, g s, each f_j, w and u less their average,
whose sum is log(rate / baseline). The interval's variance is that of the posterior,
plus v_pin and v_design, plus v_topic for a board not seen, plus v_level times the days
since the newest pin of training over those of a step; v_topic and v_level are posterior
means there.

A change of one feature is worth what its f_j gains, and g times what it does to s
(``guideline_slopes``). Its chance to be an improvement at all is below the posterior's,
as most features do nothing, and is counted in simulated accounts (``counterfactual``).

Not modeled: interactions that are many and small, effects that change over time, how
often and to whom a pin is shown, other accounts, causes. Effects are associations.

Whether anything was learned is tested out of fold and forward in time
(``validate.learning``); both answers choose the words. ``model`` needs numpy only and
is all that scoring imports.
"""
