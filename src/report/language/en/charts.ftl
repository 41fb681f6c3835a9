# Charts of losses and of what the assumptions leave open.

chart-source = Source: Linchpin { $version }, scenario { $scenario } ({ $hash }), seed { $seed }, { $paths ->
    [one] { $paths } path
   *[other] { $paths } paths
 }. Model output, not a forecast.

loss-distribution-title = { $goes ->
    [gain] { $reserve } still gains { $loss } in the worst { $share } of paths
   *[loss] { $reserve } loses { $loss } in the worst { $share } of paths
 }; the market alone { $market_goes ->
    [gain] brings { $market }
   *[loss] takes { $market }
 }
loss-distribution-title-plain = Losses of the reserves
loss-distribution-subtitle = Loss over { $days }, in percent of what was put in; gains are negative. Filled: the reserve. Dashed: the market alone, if nobody fails. Short lines: VaR { $level }, the loss that the worst { $share } of paths exceed; tall lines: ES { $level }, their mean.
loss-distribution-note = Each shape holds 100% of the paths and is drawn as high as its row. Beyond the left edge lie gains of at most 1% of the paths of each reserve.
loss-distribution-note-all-lost = Each shape holds 100% of the paths and is drawn as high as its row. Beyond the left edge lie gains of at most 1% of the paths of each reserve. Who lost everything stands in the bar that ends at 100%.
loss-distribution-alt = Histograms of loss, one a reserve, each beside the market alone. { $reserves }
loss-distribution-alt-reserve = { $reserve }: median loss { $median }, { $shortfall } { $worst }; the market alone { $market_median } and { $market_worst }.

exceedance-title = { $reserve } loses more than { $loss } on { $paths } of paths; in the market alone, on { $market }
exceedance-title-plain = How often the reserves lose more than x
exceedance-title-within = No reserve crosses a tolerance{ $doubt ->
    [ends] {" "}by the best estimate; { $most } of { $all } would at the high end of the assumptions
    [sampling] {" "}by the best estimate; within the error of sampling { $most } of { $all } may
   *[none] {""}
 }
exceedance-title-crossing = { $crossing ->
    [one] { $crossing } of { $all } reserves{ $doubt ->
        [ends] {" "}({ $least } at low, { $most } at high)
        [sampling] {" "}({ $least } to { $most }, as far as sampling can tell)
       *[none] {""}
     } crosses
   *[other] { $crossing } of { $all } reserves{ $doubt ->
        [ends] {" "}({ $least } at low, { $most } at high)
        [sampling] {" "}({ $least } to { $most }, as far as sampling can tell)
       *[none] {""}
     } cross
 } a tolerance: { $reserve } loses more than { $loss } on { $paths } of paths, where { $tolerated } is tolerated{ $market ->
    [crosses] ; the market alone crosses that too
    [stays] ; the market alone does not cross that one
   *[unknown] {""}
 }
exceedance-subtitle = Share of paths (upwards, each line a tenth of the one above) that lose more than x over { $days }. Blue: the reserve, with its 95% band of sampling{ $ranged ->
    [yes] {" "}and, paler, from low to high assumptions
   *[no] {""}
}. Dashed: the market alone.{ $others ->
    [yes] {" "}Pale: the other reserves.
   *[no] {""}
}
exceedance-subtitle-gates = Share of paths (upwards, each line a tenth of the one above) that lose more than x over { $days }. Blue: the reserve, with its 95% band of sampling{ $ranged ->
    [yes] {" "}and, paler, from low to high assumptions
   *[no] {""}
}. Dashed: the market alone.{ $others ->
    [yes] {" "}Pale: the other reserves.
   *[no] {""}
} Corners: a tolerance; a curve that passes above and to the right of one crosses it. Above each panel: how many paths lose more (where it is open, from where to where), and what is tolerated.
exceedance-no-path = no path
exceedance-verdict-crosses = > { $loss }: { $paths }, above { $tolerated }
exceedance-verdict-within = > { $loss }: { $paths }, within { $tolerated }
exceedance-verdict-open = > { $loss }: { $low } to { $high }, above { $tolerated }?
exceedance-remark = above { $loss }: { $paths }; market { $market }
exceedance-remark-within = stays within tolerance
exceedance-remark-crosses = crosses { $crossed } of { $tolerances } tolerances
exceedance-remark-open = crosses { $crossed } to { $most } of { $tolerances } tolerances
exceedance-alt = Exceedance curves of loss, one panel a reserve. { $reserves }
exceedance-alt-reserve = { $reserve }: { $thresholds } of paths.
exceedance-alt-threshold = more than { $loss } on { $paths }

cost-exceedance-title = Counterparties cost { $reserve } more than { $loss } on { $paths } of paths
cost-exceedance-title-plain = How often the counterparty cost is more than x
cost-exceedance-subtitle = Share of paths (upwards, each line a tenth of the one above) on which the counterparty cost over { $days } is more than x: what the reserve lacks beside its twin that nobody failed. Orange: the reserve, with its 95% band of sampling{ $ranged ->
    [yes] {" "}and, paler, from low to high assumptions
   *[no] {""}
}.{ $others ->
    [yes] {" "}Pale: the other reserves.
   *[no] {""}
}
cost-exceedance-remark = { $cost } a year
cost-exceedance-alt = Exceedance curves of the counterparty cost, one panel a reserve. { $reserves }

if-it-fails-title = { $reserve } loses { $cost } { $condition }; nine paths in ten: { $low } to { $high }
if-it-fails-title-few-paths = { $reserve } loses { $cost } { $condition }, on the few paths where it happens
if-it-fails-title-plain = What is lost if a group fails
if-it-fails-subtitle = Counterparty cost over { $days } in percent, given that failure: mean (disc), and the range of nine paths in ten (pale bar). Upright strokes: the same failure tomorrow, before any market move, with claims counted in full, at what a buyer pays for them, and at nothing. How likely the failure is, this does not say.
if-it-fails-note = For each group the failure whose chance times cost is largest, counting that it falls with others; at most eight groups of a reserve are drawn, the table has all. Assumed failures are not an assessment of any firm.
if-it-fails-column = mean / 9 in 10
if-it-fails-label = { $who }: { $mode }
if-it-fails-alt = Mean counterparty cost given a failure, with the range of nine paths in ten. { $reserves }
if-it-fails-alt-reserve = { $reserve }: { $failures }.
if-it-fails-alt-failure = { $cost } { $condition }
if-it-fails-alt-nothing = { $reserve }: nothing.


tail-cells-title = On its worst { $share } of paths { $reserve } { $goes ->
    [gain] still gains { $total }
   *[loss] loses { $total }
 }; { $cell_goes ->
    [gain] { $loss } are gained on “{ $cell }”
   *[loss] { $loss } are booked to “{ $cell }”
 }; without any failure its worst { $share } would { $market_goes ->
    [gain] gain { $market }
   *[loss] lose { $market }
 }
tail-cells-title-plain = What the worst paths are made of
tail-cells-subtitle = Where the money went on the worst { $share } of paths, in percent of what was put in, over { $days }; all of a reserve’s boxes add up to its { $shortfall }.
tail-cells-note = An account of where the money went on these paths, not of what leaving a counterparty would save: see the removals. The largest { $boxes } boxes of each reserve; the table “tail-cells” has all.
tail-cells-column = mean of the worst { $share }
tail-cells-alt = Booked boxes of the worst paths. { $reserves }
tail-cells-alt-reserve = { $reserve }: { $cells }.
tail-cells-alt-cell = { $cell } { $loss }
cell-market = market: { $asset }
cell-linked = { $asset } falls with { $who }
cell-contagion = { $asset } in the panic after { $who }
cell-custody = { $asset } lost at { $who }
cell-own-keys = { $asset } lost with own keys
cell-claim = claims on { $who } for { $asset }
cell-cost = trading cost

comparison-title = { $more } loses { $points } more than { $less } in the worst { $share } of paths
comparison-title-chance = { $first } and { $second } do not differ beyond chance in the worst { $share } of paths: { $points }
comparison-title-chance-at-an-end = { $more } loses { $points } more than { $less } in the worst { $share } of paths, but at an end of the assumptions that may be chance
comparison-title-open-assumptions = { $first } and { $second } do not differ as far as the assumptions can tell in the worst { $share } of paths: { $points }
comparison-title-few-paths = Too few paths to say which of { $first } and { $second } loses more in the worst { $share } of them; on these the difference is { $points }
comparison-title-plain = Reserves compared
comparison-subtitle = Differences over { $days } in percentage points, the first reserve less the second, on the same paths. To the right of 0 the first loses more. Bars: 95% intervals; grey squares: the interval holds 0, so the difference may be chance.
comparison-subtitle-ranges = Differences over { $days } in percentage points, the first reserve less the second, on the same paths. To the right of 0 the first loses more. Pale bars: from low to high assumptions; lines: 95% intervals of sampling; grey squares: no difference that the assumptions can tell, for it changes its sign or, at low, between or at high, may be chance. At low, at high: where all hurt less, and where all hurt more.
comparison-note = { $pairs ->
    [one] { $pairs } pair with a smaller difference is in the table only.
   *[other] { $pairs } pairs with smaller differences are in the table only.
 }
comparison-pair = { $first } against { $second }
comparison-loses-more = loses more on { $share } of paths
comparison-column-shortfall = { $shortfall } of loss
comparison-column-cost = mean cost
comparison-alt = Paired differences with intervals. { $pairs }

tornado-title = “{ $input }” moves the mean counterparty cost most: { $at_low } points at { $low }, { $at_high } at { $high }
tornado-subtitle = Change of the mean counterparty cost over { $days } in percentage points, averaged over reserves, when one input alone goes from its low to its high end (bar; disc: the worse end), on the first { $paths } of the same paths. Below each input how far it goes.
tornado-alt = Change of the mean counterparty cost in points with one input at its low and at its high end. { $inputs }.
tornado-es-title = “{ $input }” moves ES 99% of the loss most: { $at_low } points at { $low }, { $at_high } at { $high }
tornado-es-subtitle = Change of ES 99% of the loss over { $days } in percentage points, averaged over reserves, when one input alone goes from its low to its high end (bar; disc: the worse end), on the first { $paths } of the same paths. Below each input how far it goes.
tornado-es-alt = Change of ES 99% of the loss in points with one input at its low and at its high end. { $inputs }.
tornado-column = points
tornado-column-low = at low
tornado-column-high = at high
tornado-ends = from { $low } to { $high }
tornado-alt-input = { $input }: { $low } to { $high }
tornado-note-pools = Pools of evidence go to the 5% and 95% of what their counts allow.
tornado-note-undrawn = { $count ->
    [one] { $count } more moves less and stands in the table “ranges”.
   *[other] { $count } more move less and stand in the table “ranges”.
 }
tornado-note-still = { $count ->
    [one] { $count } of { $all } moves nothing.
   *[other] { $count } of { $all } move nothing.
 }

fan-title = After { $days } { $reserve } stands between { $low } and { $high } of its first value on nine paths in ten
fan-title-plain = Value over time
fan-subtitle = Value in percent of the first day. Line: half of the paths stand higher. Dark band: half of the paths; pale band: nine in ten. Below: days.{ $singles ->
    [0] {""}
    [1] {" "}Thin: a single path.
    [4] {" "}Thin: four single paths.
   *[other] {" "}Thin: { $singles } single paths.
 }
fan-remark = median at the end: { $median }
fan-note = Values of a sample of paths, pending claims at their mark; flows count as they come and go.
fan-alt = Bands of value over time, one panel a reserve. At the end: { $reserves }
fan-alt-reserve = { $reserve }: median { $median }, nine in ten between { $low } and { $high }.

# Inputs: whose they are, and what they are. A key beyond these is told as it is written.
input-of = { $whose }: { $what }
input-of-mode = { $who } { $mode }: { $what }
input-of-link = { $asset } linked to { $who }: { $what }
input-of-link-mode = { $asset } after { $mode }: { $what }
input-of-raising = { $who } raises { $other }: { $what }
input-of-raising-all = { $who } raises all others: { $what }
input-of-following = { $who } falls with { $other }: { $what }
input-of-loading = { $who }: loading on { $factor }
input-of-pair = correlation of { $first } and { $second }
input-of-group-chance = yearly chance that a firm of the group { $group } fails or stops withdrawals
input-of-own-chance = yearly chance that own keys are lost
input-of-evidence = chance (evidence pool { $pool })
input-spread = spread of { $what }
input-upper-end = { $what }, exceeded once in ten times
input-annual-failure-probability = yearly chance
input-intensity = hazard a year
input-loss-given-failure = loss
input-recovery-delay-days = delay
input-recovers-after-days = days until it recovers
input-half-life-days = half-life in days
input-market-drawdown = market fall
input-drawdown = fall of the price
input-escape-fraction = share that gets out in time
input-multiplier = multiplier
input-probability = chance
input-weight = weight
input-volatility = volatility
input-initial-volatility = volatility on the first day
input-drift = drift
input-contagion-beta = contagion beta
input-jump-beta = jump beta
input-average-daily-volume = daily volume
input-garch-alpha = GARCH alpha
input-garch-beta = GARCH beta
input-garch-gamma = GARCH gamma
input-stress-sensitivity = sensitivity to stress
input-stress-cap = cap of stress
input-dof = degrees of freedom
input-innovations-dof = degrees of freedom
input-default-correlation = usual correlation
input-jumps-per-year = jumps a year
input-jumps-mean = mean jump
input-jumps = jumps
input-market = market
input-counterparty-copula = joint failures
input-claim-mark-petition-date = price of claims on money
input-claim-mark-in-kind = price of claims on coins
