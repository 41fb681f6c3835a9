# Tables. A caption is several sentences; each is a message.

table-horizon = { $days ->
    [one] Horizon: { $days } day.
   *[other] Horizon: { $days } days.
 }
table-source = Linchpin { $version }, scenario { $name } ({ $hash }), seed { $seed }, { $paths ->
    [one] { $paths } path
   *[other] { $paths } paths
 }. Model output, not a forecast.
table-brackets-intervals = In brackets: 95% intervals, which show sampling error alone.
table-brackets-ranges = In brackets: from the low to the high end of the assumptions; sampling error stands beside it where it isn’t small.
table-brackets-mixed = In brackets: from the low to the high end of the assumptions, with sampling error beside it where that isn’t small; but in { $columns } 95% intervals, which show sampling error alone.
table-brackets-some = Rows whose figure a run at an end did not find have a 95% interval instead; the file .csv says which.
table-column = “{ $head }”
table-es-meaning = ES { $level } (expected shortfall) is the mean of the worst { $rest } of paths.
table-untold = “–”: ES { $level } could not be told.
table-untold-evidence = “–”: ES { $level } is not told where more than half of its paths rest on evidence that is too short to speak of chances that rare ({ $pools }).
table-evidence = { $pool }: { $years } years of exposure
table-no-source = no source stated
table-as-above = as above
table-choice-average = on average over paths
table-choice-baseline = in calm times
table-choice-in-kind = in coins
table-choice-petition-date = in money, at the prices of the day of failure
table-choice-true = yes

# Heads of columns.
table-head-reserve = Reserve
table-head-group = Group
table-head-counterparty = Counterparty
table-head-input = Input
table-head-assumption = Assumption
table-head-value = Value
table-head-unit = Unit
table-head-low = Low
table-head-high = High
table-head-basis = Basis
table-head-confidence = Confidence
table-head-source = Source
table-head-event = Event
table-head-change = Change
table-head-paths = Paths
table-head-initial-value = Value on the first day
table-head-cost-per-year = Mean cost a year
table-head-paths-above = Paths above { $share }
table-head-mean-loss = Mean loss
table-head-mean-cost = Mean cost
table-head-mean-counterparty-cost = Mean counterparty cost
table-head-es = ES { $level }
table-head-es-market-alone = ES { $level }, market alone
table-head-es-liquid = ES { $level }, liquid
table-head-es-eventual = ES { $level }, eventual
table-head-es-of-loss = ES { $level } of loss
table-head-es-of-cost = ES { $level } of cost
table-head-nine-in-ten-from = Cost on 9 in 10: from
table-head-nine-in-ten-to = Cost on 9 in 10: to
table-head-tomorrow-liquid = If tomorrow: liquid
table-head-tomorrow-marked = If tomorrow: marked
table-head-tomorrow-eventual = If tomorrow: eventual
table-head-first = First
table-head-second = Second
table-head-es-difference = Difference of ES { $level }
table-head-cost-difference = Difference of mean counterparty cost
table-head-first-loses-more = P(first loses more)
table-head-first-order = Better at every loss (first order)
table-head-second-order = Better in every tail (second order)
table-head-sign-holds = ES differs the same way at low, central and high
table-head-not-compared = Not compared, because
table-head-hurts = Which end hurts
table-head-cost-at-low = Cost at low
table-head-cost-at-high = Cost at high
table-head-es-at-low = ES { $level } at low
table-head-es-at-high = ES { $level } at high
table-head-booked-to = Booked to
table-head-mean-of-worst = Mean over the worst { $share } of paths
table-head-mean-of-all = Mean over all paths
table-head-assumed = Assumed
table-head-own-cause = Came out, own cause
table-head-all-causes = Came out, all causes
table-head-claims-at-nothing = Claims at nothing
table-head-claims-in-full = Claims in full
table-head-envelope = Chance times loss, summed
table-head-custody-weight = In its custody
table-head-linked-weight = In custody or resting on it
table-head-booked-share = Booked share of ES { $level }

table-figures-caption = What the dependence on counterparties costs each reserve in percent, and on what share of paths it costs more than a given part.
table-losses-caption = What each reserve loses in percent of what was put in, beside what it would lose in the market alone, with no failure at all. Open claims count at what a buyer would pay (marked), at nothing (liquid) or in full (eventual).
table-if-it-fails-caption = What is lost on paths where one fails, in percent; nine such paths in ten cost between “from” and “to”. “If tomorrow” is before any market move, with open claims at nothing (liquid), at what a buyer would pay (marked) and in full (eventual).
table-if-it-fails-no-path = “–”: no path showed this failure.
table-removal-caption = By how many percentage points figures fall when a group is removed: it cannot fail; what it keeps stands at own keys (keys elsewhere); or no price rests on it (links cut). What would change nothing is left out.
table-removal-all = cannot fail
table-removal-keys = keys elsewhere
table-removal-links = links cut
table-removal-both = both of these
table-comparison-caption = Reserves in pairs on the same paths: the first less the second, in percentage points; P is a share of paths.
table-comparison-holds = yes
table-comparison-open = no difference that the assumptions can tell
table-comparison-chance-at-an-end = the same way, but at an end it may be chance
table-comparison-few-paths = too few paths to tell
table-comparison-neither = neither
table-ranges-caption = What each ranged input moves by itself, on the first paths ({ $paths }): change of the mean counterparty cost and of ES { $level } of the loss, averaged over reserves, in percentage points, with the input at its low and at its high end.
table-ranges-not-run = not run: { $why }
table-ranges-low-end = low
table-ranges-high-end = high
table-ranges-neither = neither
table-tail-cells-caption = Where the money went on the paths of ES { $level }, in percent of what was put in: an account of these paths, not what leaving would save.
table-probabilities-caption = Chance of failing over the horizon, as assumed (no assessment of any firm) and as it came out. “Own cause” counts the paths on which its own cause struck, also where another had pulled it down before; that should agree with what is assumed. “All causes” counts those on which it failed at all, also pulled down by others.
table-probabilities-nameless = “–”: this run did not note who fails on which path.
table-checks-caption = Mean counterparty cost in percent, with open claims also at nothing and in full; and as a rough check the sum over single failures of chance times what each would cost tomorrow.
table-convergence-caption = How ES of the loss settles: in percent, from the first paths only.
table-assumptions-caption = Assumptions of the scenario, as written.
table-assumptions-no-range = “–”: no range is stated.
table-concentration-caption = With whom each reserve stands on the first day, in percent of its value: what each group keeps, what it keeps or a price rests on it, and beside that what part of ES is booked to it. A group whose booked share is above its weight is more dangerous than it looks; the account is of these paths, not of what leaving would save.
table-concentration-untold = “–”: nothing is booked by name, or ES is no loss.
table-effective-numbers-caption = Effective number of groups of each reserve: as many groups of equal size would be as concentrated. Own keys and vaults are not counted.
table-effective-numbers-untold = “–”: no group at risk has a share.
table-booked-waterfall-caption = Where the money went on the worst paths, part by part up to ES, in percent of what was put in: the market, then each group with all that is booked to it. It is an account of these paths, not what leaving would save.
table-part-market = market
table-part-cost = trading cost
table-part-all = all together: ES { $level }

table-basis-measured = measured
table-basis-published = published
table-basis-judgement = judgement
table-confidence-high = high
table-confidence-medium = medium
table-confidence-low = low
table-unit-share = share
table-unit-share-a-year = share a year
table-unit-a-year = a year
table-unit-years = years
table-unit-days = days
table-unit-events = events
table-unit-money-a-day = money a day
table-rows-of-file = { $rows ->
    [one] { $rows } row of { $file }
   *[other] { $rows } rows of { $file }
 }

# Laws from which a number is drawn.
law-uniform = between { $min } and { $max }
law-triangular = between { $min } and { $max }, most likely { $mode }
law-beta = beta, mean { $mean }, sd { $sd }
law-lognormal = about { $median } days at the median, { $p90 } at the 90th percentile
law-empirical-more = { $first } and { $more } more, mean { $mean }

# The workbook.
workbook-head-interval-low = { $head }: 95% interval from
workbook-head-interval-high = { $head }: 95% interval to
workbook-head-range-low = { $head }: assumptions at low
workbook-head-range-high = { $head }: assumptions at high
workbook-head-sheet = Sheet
workbook-head-meaning = What it shows
workbook-summary = Every figure, one a row, as in summary.csv.
workbook-columns = Where a note speaks of brackets, its sheet has columns: the 95% interval, from and to, and where ranges were run the figure with the assumptions at low and at high. Where it speaks of “–”, a cell is empty.
