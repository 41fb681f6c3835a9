# Charts of who drives the loss.

booked-waterfall-title = What the worst paths are made of
booked-waterfall-title-group = In the worst { $share } of paths { $reserve } { $goes ->
    [gain] still gains { $loss }, after { $part } that are booked to { $group }
   *[loss] loses { $loss }, of which { $part } are booked to { $group }
}; without any failure the worst { $share } would { $market_goes ->
    [gain] gain { $market }
   *[loss] lose { $market }
}
booked-waterfall-subtitle = Where the money went on the worst { $share } of paths { $horizon }, in percent of what was put in. Each bar begins where the last ended; all add up to { $shortfall }.
booked-waterfall-column = percent of what was put in
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
concentration-title-open = Whether { $group } is more dangerous to { $reserve } than it looks is beyond what this run can tell: { $weight } rests on it, and { $share } of { $shortfall } is booked to it
concentration-subtitle = Mark: the part of { $shortfall } { $horizon } that is booked to a group. Stroke: the part of the reserve that it keeps, or whose price rests on it, at the start. Mark beyond the stroke (triangle): more dangerous than it looks.
concentration-note = Effective number: of how many equal groups the same concentration would be, without own keys; a dash where nothing but own keys holds anything. At most six groups of a reserve are drawn, those first that have most of it and of { $shortfall }; the tables have all. The rest of { $shortfall } is the market’s and counts for no group; a position that rests on several groups counts for each. Booked parts are an account of where the money went, not what leaving would save.
concentration-more = { $count ->
    [one] One more reserve stands in summary.csv.
   *[other] { $count } more reserves stand in summary.csv.
}
concentration-column = of { $shortfall } / of the reserve
concentration-effective = effective number { $weight } (reserve), { $share } ({ $shortfall })
concentration-alt = Part of the loss in the worst paths against part of the reserve for each group.
concentration-alt-group = { $group } { $weight } of the reserve, { $share } of the loss
removal-ladder-title = What would be saved if one group could not fail
removal-ladder-title-group = Because of { $group }, { $reserve } loses { $saved } more on average, out of { $today } that all counterparties cost it
removal-ladder-subtitle = Mean counterparty cost and { $shortfall } of the loss { $horizon }: today, and on the same paths with one change. Dark: what is left. Pale, and digits: what goes away, in percentage points.
removal-ladder-note = Keys elsewhere: what the group keeps stands under own keys. Coin elsewhere: no price rests on the group. Cannot fail: nor does it pull others down. Lines are drawn where what is left ends. Drawn are at most five groups of a reserve, those whose removal changes something beyond chance; the table “removal” has every change but those that change nothing.
removal-ladder-more = { $count ->
    [one] One more reserve stands in the table “removal”.
   *[other] { $count } more reserves stand in the table “removal”.
}
removal-ladder-cost = mean cost
removal-ladder-shortfall = { $shortfall } of loss
removal-ladder-today = today
removal-ladder-keys = keys elsewhere
removal-ladder-links = coin elsewhere
removal-ladder-both = both
removal-ladder-all = cannot fail
removal-ladder-without = { $group } cannot fail
removal-ladder-nobody = market alone
removal-ladder-alt = For each reserve the mean counterparty cost and the mean loss of the worst paths, today and after each removal. Fall of the mean:
removal-ladder-alt-group = without { $group } { $saved }
tail-matrix-title = Losses in the worst paths by asset and counterparty
tail-matrix-title-cell = In the worst { $share } of paths the most that is booked to one counterparty in one asset is { $asset } with { $who }: { $goes ->
    [gain] { $part }, where { $reserve } still gains { $loss }
   *[loss] { $part } of the { $loss } that { $reserve } loses
}; the market alone would { $market_goes ->
    [gain] bring { $market }
   *[loss] take { $market }
}
tail-matrix-subtitle = { $shortfall } of the loss { $horizon }, in percent of what was put in, by asset (rows) and counterparty (columns), with half the 95% interval of sampling. Rows add up to assets, columns to counterparties, all to { $shortfall }. The darker, the more; blue: gains.
tail-matrix-note = An account of where the money went in these paths, not what leaving would save. The error of a part is estimated apart from that of { $shortfall }. Several rows or columns in one are sums without an interval.
tail-matrix-more = { $count ->
    [one] One more reserve stands in summary.csv.
   *[other] { $count } more reserves stand in summary.csv.
}
tail-matrix-market = market
tail-matrix-market-and-trading = market, trading
tail-matrix-cost = trading
tail-matrix-sum = sum
tail-matrix-others = { $count } others
tail-matrix-remark = { $shortfall } { $loss }; market alone { $market }
tail-matrix-alt = Heat maps of the mean loss of the worst paths by asset and counterparty, one a reserve.
tail-matrix-alt-cell = { $asset } with { $who } { $part }
counterparty-cards-title = { $reserve } loses { $cost } of what its twin without failures has, { $failure }; a member of { $group } fails in some way { $horizon } on { $chance } of paths
counterparty-cards-subtitle = For each group the reserve that leans on it most, what its failure then costs it { $horizon } beyond the market, in percent of what its twin without failures has: mean (mark), and nine paths in ten (pale bar).
counterparty-cards-note = Liquid: pending claims count for nothing; marked: for what a buyer pays; eventual: in full. Chances are assumptions of the scenario, not an assessment of any firm. The failure is the one whose chance times cost is largest; its chance counts falling with others too, so that by what fails first another may weigh more.
counterparty-cards-more = { $count ->
    [one] One more group stands in the table “if-it-fails”.
   *[other] { $count } more groups stand in the table “if-it-fails”.
}
counterparty-cards-column = mean / 9 in 10
counterparty-cards-heading = { $group }: { $reserve }
counterparty-cards-liquid = liquid
counterparty-cards-marked = marked
counterparty-cards-eventual = eventual
counterparty-cards-chance = Fails { $horizon } on { $chance } of paths.
counterparty-cards-chance-stated = Fails { $horizon } on { $chance } of paths. Stated a year: { $stated }.
counterparty-cards-stated = { $who }: { $value }
counterparty-cards-known = { $value } – { $how }
counterparty-cards-evidence = { $who }: as often as firms on record, “{ $pool }”
counterparty-cards-more-chances = { $count ->
    [one] one more in the table “assumptions”
   *[other] { $count } more in the table “assumptions”
}
counterparty-cards-measured = measured
counterparty-cards-published = published
counterparty-cards-judgement = judgement
counterparty-cards-high = high confidence
counterparty-cards-medium = medium confidence
counterparty-cards-low = low confidence
counterparty-cards-saves-mean = Its removal saves { $mean } of the mean.
counterparty-cards-saves = Its removal saves { $mean } of the mean, and { $es } of { $shortfall }.
counterparty-cards-modes-saved = Of that mean, in points, by what fails first: { $modes }.
counterparty-cards-modes-cost = Mean cost where it fails, in points, by what fails first: { $modes }.
counterparty-cards-mode = { $failure } { $part }
counterparty-cards-other-modes = all others { $part }
counterparty-cards-alt = Cards of groups, each with the reserve that leans on it most.
counterparty-cards-alt-group = { $group } fails on { $chance } of paths; { $reserve } then loses { $cost } (nine paths in ten: { $low } to { $high }).
