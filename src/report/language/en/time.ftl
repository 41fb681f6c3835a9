# Charts over time.

drawdown-title = { $reserve } falls by { $fall } or more from a peak on half of the paths and by { $worse } or more on one in twenty; half of them stay below a peak for { $days } days or more
drawdown-subtitle = Each reserve { $horizon }. Mark and digits: half of the paths have more. Bar: the middle half of the paths. Line: nine in ten.
drawdown-fall = Largest fall from a peak
drawdown-days = Longest time below a peak, days
drawdown-more = { $count ->
    [one] One more reserve stands in the data.
   *[other] { $count } more reserves stand in the data.
}
drawdown-alt = Boxes of the largest fall from a peak and of the longest time below one, two a reserve.
drawdown-alt-reserve = { $reserve }: falls by { $middle } (nine in ten: { $low } to { $high }), { $days } days below a peak ({ $fewest } to { $most }).
convergence-title = { $shortfall } of { $reserve } is known to { $half } points after { $paths } paths
convergence-title-ranged = { $shortfall } of { $reserve } is known to { $half } points after { $paths } paths: more paths would change little beside the { $range } points that the assumptions leave open
convergence-subtitle = { $shortfall } of the loss { $horizon } from the first paths alone (number along the bottom), with its 95% interval of sampling. Dashed: from all paths.
convergence-more = { $count ->
    [one] One more reserve stands in the data.
   *[other] { $count } more reserves stand in the data.
}
convergence-alt = The mean loss of the worst paths against the number of paths, one panel a reserve, with a band that narrows.
convergence-alt-reserve = { $reserve }: { $first } from { $few } paths, { $last } from { $all }.

timeline-title = { $group } fails most often from day { $from } to day { $to }, on { $chance } of paths; two groups or more fail on { $joint } of paths
timeline-title-even = { $group } fails about as often early as late, on { $chance } of paths in each stretch; two groups or more fail on { $joint } of paths
timeline-subtitle = Share of paths on which the first member of a group fails in a stretch of the horizon, { $horizon }; all rows on one scale. Strokes: 95% intervals of sampling. Along the bottom: days.
timeline-together = A group fails within 30 days of another
timeline-note = The chances are those that the scenario assumes: model input as much as output.
timeline-note-more = { $count ->
    [one] One more group stands in the data. The chances are those that the scenario assumes.
   *[other] { $count } more groups stand in the data. The chances are those that the scenario assumes.
}
timeline-alt = Bars of how often each group fails over the stretches of the horizon, one row a group, and below how often two fail near one another.
timeline-alt-group = { $group }: on { $first } of paths up to day { $day }, on { $second } after it.
