# Which of the assumptions decides.

sensitivity-title = One assumption decides { $figure } of { $reserve }: { $input }, with { $share } of what the assumptions leave open
sensitivity-title-several = No single assumption decides { $figure } of { $reserve }; the first is { $input }, with { $share } of what the assumptions leave open
sensitivity-title-unsure = Whether one assumption decides { $figure } of { $reserve } can’t be told with so few samples; the first is { $input }, with { $share } of what the assumptions leave open
sensitivity-title-nothing = No ranged assumption moves { $figure } of { $reserve }
sensitivity-title-hardly = The assumptions hardly move { $figure } of { $reserve }: it stays between { $low } and { $high } for nine in ten of them
sensitivity-of-loss = the loss
sensitivity-of-liquid = the liquid loss
sensitivity-of-eventual = the eventual loss
sensitivity-of-market = the loss from the market alone
sensitivity-of-drawdown = the largest drawdown
sensitivity-of-cost = the counterparty cost
sensitivity-mean = the mean of { $column }
sensitivity-var = VaR { $level } of { $column }
sensitivity-es = ES { $level } of { $column }
sensitivity-certainty = the certainty equivalent (risk aversion { $aversion }) of { $column }
sensitivity-above = the chance that { $column } is above { $loss }
sensitivity-lead = With all inputs at their values { $figure } of { $reserve } is { $value }. Over all that the ranges allow it is { $mean } on average, and between { $low } and { $high } for nine in ten of all assumptions.
sensitivity-hardly = Shares of so small a spread say little; --of asks for another figure, such as cost or es95.
sensitivity-together = What no input explains by itself but only together with others is { $share } of the variance.
sensitivity-note = All ranged inputs move at once, each over its whole range: evenly, or evenly in logarithms where both ends are above 0 and ten or more apart; evidence pools between the 5% and 95% of what they say. The first-order index is the share of the figure’s variance that an input explains by itself, the total index its share together with all others: what would be left if only it stayed unknown. Saltelli (2010) and Jansen (1999), on two Latin hypercubes; intervals by the jackknife, 95%. Estimates of small indices may lie below 0. Ranges say what is plausible, not how likely it is; so these are shares of our ignorance, not of a risk.
sensitivity-note-runs = { $runs ->
    [one] { $runs } run
   *[other] { $runs } runs
 } of { $paths } paths on the same draws, from two samples of { $points } points: all inputs on the first { $first }, those that may explain more than { $trifle } with others on all. --samples makes intervals narrower.
sensitivity-note-left-out = { $count ->
    [one] One run was left out, for its values can’t stand together.
   *[other] { $count } runs were left out, for their values can’t stand together.
 }
sensitivity-caption = What each ranged input explains of the variance of { $figure } of { $reserve }, in percent: by itself and together with all others, with 95% intervals. { $source }
sensitivity-spread-even = evenly
sensitivity-spread-logarithms = evenly in logarithms
sensitivity-head-spread = Spread
sensitivity-head-first = By itself
sensitivity-head-total = Together with others
sensitivity-chart-first = by itself
sensitivity-chart-total = with others
sensitivity-chart-subtitle = Shares of the variance of { $figure } of { $reserve } over all ranged assumptions, in percent, with 95% intervals.
sensitivity-chart-note = Shares together with others add up to more than 100% where inputs act together. They are shares of what is not known, not of a risk.
sensitivity-chart-more = { $count ->
    [one] one more input stands in the table
   *[other] { $count } more inputs stand in the table
 }
sensitivity-chart-alt = { $count ->
    [one] The share of variance of { $count } input: { $input } explains { $share } together with others.
   *[other] Shares of variance of { $count } inputs, the largest first: { $input } explains { $share } together with others.
 }
