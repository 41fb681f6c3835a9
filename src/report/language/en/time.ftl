# Charts over time.

drawdown-title = { $reserve } falls by { $fall } or more from a peak on half of the paths and by { $worse } or more on one in twenty; without any failure it would fall by { $market } and by { $market_worse }
drawdown-subtitle = Each reserve { $horizon }. Mark and digits: half of the paths have more. Bar: the middle half of the paths. Line: nine in ten. Thin grey line below: the market alone, if nobody fails, nine in ten, with a stroke at half of the paths.
drawdown-fall = Largest fall from a peak
drawdown-days = Longest time below a peak, days
drawdown-alt = Boxes of the largest fall from a peak and of the longest time below one, two a reserve.
drawdown-alt-reserve = { $reserve }: falls by { $middle } (nine in ten: { $low } to { $high }), in the market alone by { $market }, { $days } days below a peak ({ $fewest } to { $most }).
convergence-title = { $shortfall } of { $reserve } is known to { $half } points after { $paths } paths
convergence-title-ranged = { $shortfall } of { $reserve } is known to { $half } points after { $paths } paths: more paths would change little beside the { $range } points that the assumptions leave open
convergence-subtitle = { $shortfall } of the loss { $horizon } from the first paths alone (number along the bottom), with its 95% interval of sampling. Dashed: from all paths.
convergence-alt = The mean loss of the worst paths against the number of paths, one panel a reserve, with a band that narrows.
convergence-alt-reserve = { $reserve }: { $first } from { $few } paths, { $last } from { $all }.

timeline-title = { $group } fails most often from day { $from } to day { $to }, on { $chance } of paths{ $pairs ->
    [told] ; two groups or more fail on { $joint } of paths
   *[none] {""}
}
timeline-title-even = { $group } fails about as often early as late, on { $chance } of paths { $horizon }{ $pairs ->
    [told] ; two groups or more fail on { $joint } of paths
   *[none] {""}
}
timeline-title-few = { $group } fails on { $chance } of paths { $horizon }, too few to say when{ $pairs ->
    [told] ; two groups or more fail on { $joint } of paths
   *[none] {""}
}
timeline-subtitle = Share of paths on which the first member of a group fails in a stretch of the horizon, { $horizon }; { $scale ->
    [own] the groups on one scale, the last row on its own
   *[one] all rows on one scale
}. Strokes: 95% intervals of sampling. Along the bottom: days.
timeline-remark = { $chance } { $horizon }
timeline-together = A group fails within 30 days of another
timeline-note = The chances are those that the scenario assumes: model input as much as output.
timeline-note-more = { $count ->
    [one] One more group stands in the data. The chances are those that the scenario assumes.
   *[other] { $count } more groups stand in the data. The chances are those that the scenario assumes.
}
timeline-alt = Bars of how often each group fails over the stretches of the horizon, one row a group, and below how often two fail near one another.
timeline-alt-group = { $group }: on { $first } of paths up to day { $day }, on { $second } after it.

worst-path-title = A typical one of the worst { $worst } of paths of { $reserve }: on day { $day }, { $failure }; at the end { $goes ->
    [gain] { $loss } is gained
   *[loss] { $loss } is lost
}, where the market alone would have { $market_goes ->
    [gain] brought { $market }
   *[loss] taken { $market }
}
worst-path-title-market = A typical one of the worst { $worst } of paths of { $reserve }: nobody fails, and the market { $goes ->
    [gain] brings { $loss }
   *[loss] takes { $loss }
}
worst-path-subtitle = Value in percent of the first day, by days, on the path whose loss is nearest to { $shortfall }: typical of the worst { $worst }, not the worst of all. Dashed: its twin, on which nobody fails. Band: nine paths in ten{ $others ->
    [yes] ; thin: some other paths
   *[no] {""}
}.
worst-path-note = Shares beside a failure are what is booked of it by the end, of what was put in: where the money went on this path, not what leaving would save.
worst-path-remark = { $goes ->
    [gain] Gains
   *[loss] Loses
} { $loss }; the market alone { $market_goes ->
    [gain] gains { $market }
   *[loss] { $market }
}
worst-path-event = Day { $day }: { $failure }; { $booked } booked
worst-path-nobody = Nobody fails on this path: the market alone.
worst-path-more = { $count ->
    [one] One more failure is not named here.
   *[other] { $count } more failures are not named here.
}
worst-path-alt = One bad path of each reserve over time, beside its twin without failures.
worst-path-alt-reserve = { $reserve }: { $remark }. { $events }.
money-title = Should { $group } fail, { $reserve } can spend { $first } of its value at once, and { $last } after { $days } days
money-subtitle = What can be spent after every member of a group fails in its costliest way, before any market move. Bar and upper digits: money, as a share of the value before{ $ranged ->
    [yes] {""}; thin line: from low to high assumptions
   *[no] {""}
}; grey: nine draws of severities in ten. Diamond and lower digits: coins in hand, as a share of those before.
money-note = Claims are paid when and as far as the scenario says; what is paid in money brings no coins back. How likely a failure is plays no part here.
money-reserve = { $reserve } (100% is { $money })
money-at-once = at once
money-after = { $count ->
    [one] after 1 day
   *[other] { $count } days
}
money-alt = Bars of the money, and marks of the coins, that can be spent at once and later after each group fails.
money-alt-group = { $reserve }, { $group } fails: money { $first } at once and { $last } after { $days } days, coins { $first_coins } and { $last_coins }.
