# Better weights of a reserve.

optimise-goal = { $goal ->
    [loss-mean] Mean loss
    [loss-es] ES { $level } of the loss
    [market-es] ES { $level } of the market alone
    [lost-mean] Mean of the money lost to failures
    [lost-es] ES { $level } of the money lost to failures
    [cost-mean] Mean counterparty cost
   *[other] ES { $level } of the counterparty cost
}
optimise-title-as-today = { $goal }: today’s weights of “{ $reserve }” are as good as any within the limits ({ $today } with them, { $optimum } with the best found, { $change ->
    [worse] worse by
   *[better] a gain of
} { $gain })
optimise-title-within-sampling = { $goal }: fresh paths can’t tell the best weights found for “{ $reserve }” from today’s ({ $today } today, { $optimum } with them, { $change ->
    [worse] worse by
   *[better] a gain of
} { $gain })
optimise-title-within-range = { $goal }: whether other weights of “{ $reserve }” beat today’s hangs on the assumptions: { $today } today, { $optimum } with the best found, { $change ->
    [worse] worse by
   *[better] a gain of
} { $gain }
optimise-title-better = { $goal }: { $today } with today’s weights of “{ $reserve }”, { $optimum } with the best found, { $change ->
    [worse] worse by
   *[better] a gain of
} { $gain }
optimise-title-required = { $goal }: today’s weights of “{ $reserve }” break the limits; { $today } with them, { $optimum } with the best within the limits, { $change ->
    [worse] which costs { $gain } more
   *[better] a gain of { $gain }
}
optimise-no-moves = The best weights found are today’s.
optimise-move = { $asset } at { $custodian } from { $today } to { $optimum }
optimise-moves = The best weights found move { $moves }.
optimise-unasked = All goes into one coin, for nothing was asked of what is earned or held: --expected-return asks for what must be earned, --least and --most for what must be held where.
optimise-fresh = On fresh paths, which had no say in the weights: “{ $goal }” is { $today } with today’s weights and { $optimum } with the best found; path by path { $change ->
    [worse] they are worse by
   *[better] the gain is
} { $gain }. ES { $level } of the market alone, as if nobody failed, is { $market_today } and { $market_optimum }.
optimise-cost = The mean counterparty cost is { $today } with today’s weights and { $optimum } with the best found; as a share of what was put in, failures take { $lost_today } and { $lost_optimum } on average.
optimise-dispersion = With { $seeds } other seeds the best weights move too, that of { $asset } at { $custodian } most: from { $low } to { $high }.
optimise-seeds-same = With { $seeds } other seeds the best weights are the same.
optimise-end = With all ranged assumptions at the ends that hurt { $end ->
    [sparing] less
   *[hurting] more
}, the weights found { $change ->
    [worse] cost { $gain } more than today’s
   *[better] gain { $gain } on today’s
}, and the best weights there would be better by another { $regret } points.
optimise-end-unmet = With all ranged assumptions at the ends that hurt { $end ->
    [sparing] less
   *[hurting] more
}, the weights found { $change ->
    [worse] cost { $gain } more than today’s
   *[better] gain { $gain } on today’s
}, and no weights keep to what was asked for there.
optimise-mixes = At { $count } mixes from all over the ranges, all assumptions at once, the gain lies between { $low } and { $high } points; at { $unclear } of the { $count } it can’t be told from a trifle or a loss.
optimise-mixes-worse = At all { $count } mixes from all over the ranges, all assumptions at once, the weights found are worse than today’s beyond chance, by { $low } to { $high } points.
optimise-assumed = Over ends and mixes of the assumptions the best weights move too, that of { $asset } at { $custodian } most: from { $low } to { $high }.
optimise-broken = Today’s weights break what was asked for: { $rules }.
optimise-turnover = To get there, { $turnover } of the reserve would be traded, sales and purchases together; what that costs is not counted.
optimise-turnover-cost = To get there, { $turnover } of the reserve would be traded, sales and purchases together, at a cost of { $cost } of the reserve, which the figures leave out.
optimise-note-as-today = Today’s weights count as the best where hardly anything would be traded.
optimise-note-within-sampling = The gain on fresh paths may be less than { $trifle } of today’s figure, or none: sampling alone could explain it.
optimise-note-within-range = At an end of the assumptions, or at a mix of them, the gain can’t be told from a trifle (less than { $trifle } of today’s figure) or a loss: whether to move hangs on what one assumes.
optimise-note-better = Better means: by more than { $trifle } of today’s figure with 95% certainty, on fresh paths and, where these were run, at both ends and all mixes of the assumptions.
optimise-note-required = Weights must change to keep to the limits, whether that is for the better or not.
optimise-note-method = The weights solve the linear programme of Rockafellar and Uryasev for the paths of this run by { $rows } cutting planes; no weights within the limits are better there{ $gap ->
    [none] {""}
   *[other] {" "}by more than { $gap }
}. Of equally good weights those nearest to today’s are taken. Reserves only hold; nothing is traded on the way.
optimise-note-steps = The counterparty cost is a ratio on every path, so that its mean and ES may have several lowest points: linear programmes lead to one from today’s weights, from each coin alone and others, and the best is taken. At the weights found no small change within the limits lowers it{ $gap ->
    [none] {""}
   *[other] , to within { $gap }
}. Of equally good weights those nearest to today’s are taken. Reserves only hold; nothing is traded on the way.
optimise-note-lost = Money lost to failures is what failures take, as a share of what was put in. The counterparty cost divides, path by path, by what the same weights would be worth without failures.
optimise-note-rules = Kept to: { $rules }. A limit of a group counts what its members keep and coins that a link ties to a member.
optimise-weights-caption = Weights of “{ $reserve }” for the least: { $goal }. Over seeds: the best weights with other draws; over the assumptions: the least and the largest best weight at both ends and at mixes from all over the ranges. { $source }
optimise-figures-caption = Figures of “{ $reserve }” with today’s weights and the best found, on the paths on which these were found and on fresh ones. Only the fresh are to be trusted. { $source }
optimise-head-asset = Coin
optimise-head-custodian = Kept at
optimise-head-today = Today
optimise-head-optimum = Best
optimise-head-seeds-low = Seeds, least
optimise-head-seeds-high = Seeds, most
optimise-head-range-low = Least over the assumptions
optimise-head-range-high = Most over the assumptions
optimise-head-figure = Figure
optimise-head-in-sample-today = Same paths, today
optimise-head-in-sample-optimum = Same paths, best
optimise-head-fresh-today = Fresh paths, today
optimise-head-fresh-optimum = Fresh paths, best
optimise-chart-column = share of the reserve
optimise-chart-label = { $asset } at { $custodian }
optimise-chart-subtitle = Discs: the best weights found. Upright strokes: today’s.
optimise-chart-note = Lines: over this and { $seeds } other seeds.
optimise-chart-note-ranged = Lines: over this and { $seeds } other seeds. Pale bars: over ends and mixes of all ranged assumptions too.
optimise-chart-alt = { $title }. The chart has the weights of { $count } places, today’s and the best.
optimise-frontier-title = On the paths of this run the least ES { $level } that any weights within the limits have is { $es }, at a mean counterparty cost of { $cost }; the least cost is { $other_cost }, at { $other_es }
optimise-frontier-title-one = On the paths of this run one choice of weights within the limits has both the least ES { $level }, { $es }, and the least mean counterparty cost, { $cost }
optimise-frontier-subtitle = Least ES { $level } of loss for each counterparty cost { $horizon }, on the paths on which it was found.
optimise-frontier-up = ES { $level } of loss
optimise-frontier-across = Across: mean counterparty cost.
optimise-frontier-today = { $reserve }, today: ES { $es } (on fresh paths { $fresh }; market alone { $market }), cost { $cost }
optimise-frontier-optimum = { $reserve }, the best found: ES { $es } (on fresh paths { $fresh }; market alone { $market }), cost { $cost }
optimise-frontier-other = { $reserve }: ES { $es } (market alone { $market }), cost { $cost }
optimise-frontier-note = Of weights within the limits none were found below the line. It is walked in even steps of the mean counterparty cost. Other reserves need not keep to the limits.
optimise-frontier-alt = { $title }. The line has { $points } points.
