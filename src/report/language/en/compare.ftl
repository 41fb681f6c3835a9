# Runs side by side.

compare-side-is = { $side } is { $name }
compare-paired = { $a } and { $b } see the same paths: their reserves are compared path by path.
compare-not-paired = { $a } and { $b } are not paired, for { $why }: their intervals are those of independent runs, and wider.
compare-source = Source: Linchpin { $version }. { $sides }. Model output, not a forecast.
compare-source-side = { $side }: scenario { $scenario } ({ $hash }), seed { $seed }, { $paths } paths
compare-page-title = Side by side: { $names }
compare-page-description = Reserves of several runs or scenarios, each with those of the others: by how much they differ, and how surely.
compare-heading-sides = What is compared
compare-heading-differences = The differences
compare-heading-reserves = The reserves
compare-heading-scenarios = Where the scenarios differ
compare-heading-method = How it was found
compare-heading-source = Where it comes from
compare-method = Where two sides have the same seed, number of paths, horizon, steps and market, prices are the same on every path, and whoever is a counterparty of both is drawn the same fate. What is left of the difference is due to what differs, and its interval is that of the differences path by path. Else the sides are taken for independent: half the interval of a difference is the root of the sum of the squares of both halves, and the chance that one loses more is that of a path of each, drawn by itself. Intervals are 95% and of sampling alone. What uncertain assumptions leave open, each side’s own report tells.
compare-side = <strong>{ $side }</strong>: <code>{ $name }</code>, { $title } (scenario <code>{ $scenario }</code>, { $paths } paths of { $days } days, seed { $seed }, { $source })
compare-stored = its stored paths
compare-simulated = simulated for this
compare-terms = Differences are in percentage points of the reserve, the first less the second: above 0 the first loses more. ES { $level } (expected shortfall) is the mean loss of the worst { $worst } of paths. The cost a year is what failures of others take on average, as a share of the reserve. Intervals show chance in the draws alone. To see what the range of the assumptions leaves open of a difference, put both reserves into one scenario and run it.
compare-terms-without-shortfall = Differences are in percentage points of the reserve, the first less the second: above 0 the first loses more. The cost a year is what failures of others take on average, as a share of the reserve. Intervals show chance in the draws alone. To see what the range of the assumptions leaves open of a difference, put both reserves into one scenario and run it.
compare-nothing = nothing
compare-difference = <code>{ $address }</code>: { $a } against { $b }
compare-no-difference = { $a } and { $b }: nowhere but in name, seed and paths.
compare-differences-of = { $a } against { $b }:
compare-more-differences = { $count ->
    [one] One more stands in comparison.json.
   *[other] { $count } more stand in comparison.json.
}
compare-chart-pair = { $a } against { $b }
compare-chart-shortfall = ES { $level } of loss
compare-chart-shortfall-untold = ES of loss
compare-chart-cost = cost a year
compare-chart-more = { $count ->
    [one] One more pair is in the table only.
   *[other] { $count } more pairs are in the table only.
}
compare-chart-subtitle = Differences in percentage points, the first less the second. To the right of 0 the first loses more. Bars: 95% intervals; grey squares: the interval holds 0, so the difference may be chance. Sampling alone: the assumptions may leave more open. { $sides }.
compare-chart-more-in-tail = “{ $more }” loses { $points } more than “{ $less }” in the worst { $worst } of paths
compare-chart-more-a-year = “{ $more }” loses { $points } a year more to failures than “{ $less }”, on average
compare-chart-same-in-tail = “{ $more }” and “{ $less }” do not differ beyond chance in the worst { $worst } of paths: { $points }
compare-chart-same-a-year = “{ $more }” and “{ $less }” do not differ beyond chance in what failures cost a year, on average: { $points }
compare-chart-few-in-tail = Too few paths to say which of “{ $more }” and “{ $less }” loses more in the worst { $worst } of them; on these the difference is { $points }
compare-chart-few-a-year = Too few paths to say which of “{ $more }” and “{ $less }” failures cost more a year; on these the difference is { $points }
compare-chart-alt = Differences of reserves of several runs, with intervals.
compare-table-caption = { $what } { $sides }. Brackets: 95% intervals of sampling. { $source }
compare-table-pairs = Reserves in pairs, the first less the second, in percentage points.
compare-table-reserves = Every reserve by itself, as a share of what was put in.
compare-table-yes = yes
compare-table-no = no
compare-table-first = First
compare-table-second = Second
compare-table-paired = Same paths
compare-table-shortfall = Difference of ES { $level }
compare-table-cost = Difference of cost a year
compare-table-loses-more = P(first loses more)
compare-table-why-not = Not compared, for
compare-table-reserve = Reserve
compare-table-shortfall-itself = ES { $level }
compare-table-mean-loss = Mean loss
compare-table-cost-itself = Cost of failures a year
compare-unlike-seeds = their seeds differ ({ $one } and { $other })
compare-unlike-paths = their numbers of paths differ ({ $one } and { $other })
compare-unlike-horizons = their horizons differ ({ $one } and { $other } days)
compare-unlike-steps = their steps differ ({ $one } and { $other } days)
compare-unlike-assets = they have other assets, or the same in another order
compare-unlike-price = the price of { $asset } moves otherwise
compare-unlike-laws = their markets draw prices by other laws
compare-unlike-kept-paths = their paths are so many that only part of them is kept, and not the same part
