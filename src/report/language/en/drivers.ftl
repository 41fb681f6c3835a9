# Charts of who drives the loss.

booked-waterfall-title = What the worst paths are made of
booked-waterfall-title-group = In the worst { $share } of paths { $reserve } loses { $loss }, of which { $part } are booked to { $group }; without any failure the worst { $share } would lose { $market }
booked-waterfall-subtitle = Where the money went on the worst { $share } of paths { $horizon }, in percentage points of what was put in. Each bar begins where the last ended; all add up to { $shortfall }. Thin lines: 95% intervals; of totals the range of assumptions, where it was run.
booked-waterfall-column = percentage points
booked-waterfall-note = An account of where the money went in these paths, not what leaving would save. The market alone has worst paths of its own, where nobody fails: its total is not the first bar.
booked-waterfall-more = { $count ->
    [one] One more reserve stands in the table “tail-cells”.
   *[other] { $count } more reserves stand in the table “tail-cells”.
}
booked-waterfall-market = market
booked-waterfall-others = { $count ->
    [one] one other, summed
   *[other] { $count } others, summed
}
booked-waterfall-cost = trading cost
booked-waterfall-market-alone = market alone
booked-waterfall-alt = Waterfalls from nothing to the mean loss of the worst paths, one a reserve: the market, then group by group.
booked-waterfall-alt-reserve = { $reserve }: { $steps }, in all { $total }; the market alone { $market }.
concentration-title-above = { $group } is more dangerous to { $reserve } than it looks: { $weight } rests on it, but { $share } of { $shortfall } is booked to it
concentration-title-below = No group takes a larger part of the worst paths than of a reserve; the largest is { $group }: { $weight } of { $reserve } rests on it, and { $share } of { $shortfall } is booked to it
concentration-subtitle = Mark: the part of { $shortfall } { $horizon } that is booked to a group, with its 95% interval. Stroke: the part of the reserve that it keeps, or whose price rests on it, at the start. Mark beyond the stroke (triangle): more dangerous than it looks.
concentration-note = Effective number: of how many equal groups the same concentration would be, without own keys. The rest of { $shortfall } is the market’s and counts for no group; a position that rests on several groups counts for each. Booked parts are an account of where the money went, not what leaving would save.
concentration-more = { $count ->
    [one] One more reserve stands in summary.csv.
   *[other] { $count } more reserves stand in summary.csv.
}
concentration-column = of { $shortfall } / of the reserve
concentration-effective = effective number { $weight } (reserve), { $share } ({ $shortfall })
concentration-alt = Part of the loss in the worst paths against part of the reserve for each group.
concentration-alt-group = { $group } { $weight } of the reserve, { $share } of the loss
