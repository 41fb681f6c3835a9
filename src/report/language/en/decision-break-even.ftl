# Where two reserves tie.

break-even-title = Where { $a } and { $b } are equally good
break-even-title-tie = Weighed by { $figure }, { $a } and { $b } are equally good if “{ $x }” is { $tie }; the scenario says { $today }
break-even-title-none = Weighed by { $figure }, { $winner } is better than { $loser } whatever “{ $x }” is
break-even-title-none-but = Weighed by { $figure }, { $winner } is better than { $loser } whatever “{ $x }” is, but where it is { $same }: there they do not differ
break-even-tie = Weighed by { $figure }: where “{ $y }” is { $here }, as today, { $a } and { $b } tie if “{ $x }” is { $tie }; the scenario says { $today }: { $better } is better, by { $advantage }.
break-even-ties = Weighed by { $figure }: where “{ $y }” is { $here }, as today, { $a } and { $b } tie if “{ $x }” is { $ties }; in the scenario { $better } is better, by { $advantage }.
break-even-none-market = Weighed by { $figure }: there is no tie. { $loser } is worse than { $winner } even if { $who } never fails, and up to { $to } a year; in the scenario by { $advantage }, of which { $market } would be there without any failure.
break-even-none-cost = Weighed by { $figure }: there is no tie. { $loser } is worse than { $winner } even if { $who } never fails, and up to { $to } a year; in the scenario by { $advantage }. The market has no part in that: it is what failures cost.
break-even-none-between = Weighed by { $figure }: there is no tie. { $loser } is worse than { $winner } wherever “{ $x }” lies from { $from } to { $to }; in the scenario by { $advantage }, of which { $market } would be there without any failure.
break-even-none-fails = Weighed by { $figure }: there is no tie. { $loser } is worse than { $winner } as soon as { $who } can fail, up to { $to } a year; without that chance they do not differ. In the scenario the difference is { $advantage }.
break-even-none-but = Weighed by { $figure }: there is no tie. { $loser } is worse than { $winner } wherever “{ $x }” lies from { $from } to { $to }, but where it is { $same }: there they do not differ. In the scenario the difference is { $advantage }, of which { $market } would be there without any failure.
break-even-same = Weighed by { $figure }: where “{ $y }” is { $here }, { $a } and { $b } do not differ.
break-even-off-map = Weighed by { $figure }: in the scenario { $better } is better, by { $advantage }; today’s values are not on the map.
break-even-ends = At the ends of the other ranged assumptions that hurt less: { $sparing }; at those that hurt more: { $hurting }.
break-even-end-tie = tie at { $ties }
break-even-end-same = no difference
break-even-throughout = { $reserve } is better throughout
break-even-note-chosen = Across the map stands “{ $x }” ({ $x_address }), upwards “{ $y }” ({ $y_address }): how likely the group fails whose failure tells the two apart most, and how hard that hits. Choose others with --x and --y ADDRESS=from:to.
break-even-note-sides = Across the map stands “{ $x }” ({ $x_address }), upwards “{ $y }” ({ $y_address }).
break-even-note-group = The yearly chance that { $group } fails is that of any of its members failing in any way, a stop of withdrawals included, as stated, by own causes and as if members were independent. All their hazards are multiplied by one number, so that they keep their proportions; the box has them all at their lower and all at their upper ends.
break-even-note-exact = { $runs ->
    [one] One simulation
   *[other] { $runs } simulations
} on the same draws. Between two values of which one favours each reserve, further runs come near to the tie; the furthest of the nearest runs was { $left } standard errors of the difference away from it. The interval of a tie holds all values at which the 95% interval of the paired difference holds 0; where it reaches an end of the map it goes on beyond.
break-even-note-spread = Where the mean of a law comes near 0 or 1, its spread is cut to what there is room for.
break-even-note-ranged = Ranges of today’s tie and differences: all other ranged assumptions at the ends that hurt less, and at those that hurt more.
break-even-head-tie = Tie: { $x }
break-even-head-below = Better below
break-even-head-left = Nearest run, standard errors
break-even-head-advantage = Advantage of the first
break-even-head-market = The market alone
break-even-caption = Where { $a } and { $b } tie, row by row. Brackets: 95% intervals; on today’s row the range of assumptions, where each end of it has one tie. { $source }
break-even-caption-today = By how much { $a } is better than { $b } in the scenario itself, and in the market alone. Below 0 it is worse. { $source }
break-even-chart-subtitle = Across: { $x }. Upwards: { $y }. Figures { $horizon }. Black line: where both are equally good, with its 95% interval; broken where it leaves the map between two rows.
break-even-chart-remark = today by { $advantage }
break-even-chart-remark-market = today by { $advantage }; by the market alone { $market }
break-even-chart-note = Diamond: today’s values, where they are on the map. Above each map: by how much the better one of today is better.
break-even-chart-note-evidence = Dashed box: what the evidence allows for both; where only one side has a range, the other stays as it is today.
break-even-chart-alt = { $title }. { $count } maps over { $x } and { $y } show which reserve is better where.
break-even-chart-better = { $reserve } is better
break-even-idle = “{ $y }” moves no tie here: all rows of the map say the same. Choose another with --y ADDRESS=from:to.
