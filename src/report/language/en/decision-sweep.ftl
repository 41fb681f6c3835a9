# Figures in words.

input-of-weight = weight of { $asset } at { $custodian } in { $reserve }
figure-es-of-loss = ES { $level }
figure-mean-loss = mean loss
figure-mean-cost = mean cost
figure-cost-per-year = mean cost a year
figure-ce-of-loss = sure wealth at risk aversion { $aversion }
figure-of-column = { $measure } ({ $column })
figure-measure-mean = mean
figure-measure-var = VaR { $level }
figure-measure-es = ES { $level }
figure-measure-ce = certainty equivalent at risk aversion { $aversion }
figure-measure-above = chance of more than { $level }
figure-column-loss = loss
figure-column-liquid = liquid loss
figure-column-eventual = eventual loss
figure-column-market = the market alone
figure-column-drawdown = largest drawdown
figure-column-cost = counterparty cost
figure-note-ce = Sure wealth is the certainty equivalent: what is left of each unit put in that, if it were sure, would be as good, for someone of constant relative risk aversion. A loss of everything counts as 99%; from risk aversion 1 on one such path would else decide alone, however unlikely.

# Sweeps.

sweep-title = { $figure } of { $reserve } is { $first } where “{ $x }” is { $from }, and { $last } where it is { $to }
sweep-title-of-two = { $figure } of { $reserve } goes from { $low } (“{ $x }” { $low_x }, “{ $y }” { $low_y }) to { $high } ({ $high_x }, { $high_y })
sweep-sentence = { $reserve }, { $figure }: { $first } where “{ $x }” is { $from }, { $last } where it is { $to }.
sweep-lead = { $points ->
    [one] One point
   *[other] { $points } points
} from { $runs ->
    [one] one simulation
   *[other] { $runs } simulations
}, all on the same draws: what differs from point to point is what was changed, not chance.
sweep-more = { $count ->
    [one] One more figure is in the table.
   *[other] { $count } more figures are in the table.
}
sweep-today = Today, “{ $x }” is { $today }.
sweep-today-ranged = Today, “{ $x }” is { $today }; the evidence allows { $low } to { $high }.
sweep-note = Each point is the plain run of the scenario with its numbers set ({ $addresses }), to the last digit. Weights of a reserve are set with its other weights scaled in their proportions.
sweep-note-ranged = Ranges: all other ranged assumptions at the ends that hurt less, and at those that hurt more; what is swept is left out of them.
sweep-note-not-ranged = The ends of the other assumptions could not be run: { $why }
sweep-head-measure = Measure
sweep-head-figure = Figure
sweep-caption = Figures over the values that were swept, { $horizon }. Brackets: the range of assumptions where it was run, else 95% intervals. { $source }
sweep-chart-subtitle = Across: { $x }. Figures { $horizon }, one line a reserve, with 95% intervals.
sweep-chart-note = Dashed upright: today’s value.
sweep-chart-note-evidence = Grey ground: what the evidence allows for it.
sweep-chart-note-ranged = Thin dots: all other ranged assumptions at the ends that hurt less, and more.
sweep-chart-alt = { $title }. Lines of { $count } reserves over { $x }.
sweep-chart-subtitle-of-two = Across: { $x }. Upwards: { $y }. Figures { $horizon }.
sweep-chart-note-of-two = The darker, the larger the figure; each map has a scale of its own. Diamond: today’s values.
sweep-chart-alt-of-two = { $title }. { $count } heat maps over { $x } and { $y }.
sweep-chart-panel = { $reserve }: { $figure }
sweep-chart-scale = from { $low } (pale) to { $high } (dark)
