# What leads to a loss.

reverse-title = { $reserve } loses more than { $loss } mostly with { $groups }: { $share } of such paths; all of them have a chance of { $exceeds }
reverse-title-market = { $reserve } loses more than { $loss } mostly without any failure: { $share } of such paths are { $groups }; all of them have a chance of { $exceeds }
reverse-title-nothing = { $paths ->
    [one] On the one path no reserve loses more than { $loss }
   *[other] On none of { $paths } paths any reserve loses more than { $loss }
 }
reverse-title-nothing-of-one = { $paths ->
    [one] On the one path { $reserve } loses no more than { $loss }
   *[other] On none of { $paths } paths { $reserve } loses more than { $loss }
 }
reverse-market-alone = the market alone
reverse-nothing = { $reserve } loses more than { $loss } on no path; { $worst } is the most. The chance is below { $most }, with 95% confidence.
reverse-ways = { $reserve } loses more than { $loss } on { $exceeds } of paths; from the market alone on { $market }. The likeliest way is { $groups }, on { $share } of those paths; on half of these the market alone takes { $fall } or more.
reverse-ways-market = { $reserve } loses more than { $loss } on { $exceeds } of paths; from the market alone on { $market }. The likeliest way is { $groups }, where nothing fails that matters, on { $share } of those paths; on half of these it takes { $fall } or more.
reverse-set = { $failures } ({ $cost }, stated chance { $stated })
reverse-sets = { $count ->
    [one] Tomorrow, before any market move, one set of failures costs { $reserve } more than { $loss }: { $sets }.
   *[other] Tomorrow, before any market move, { $count } smallest sets of failures cost { $reserve } more than { $loss }; the likeliest: { $sets }.
 }
reverse-sets-larger = { $most ->
    [one] Tomorrow no single failure costs { $reserve } more than { $loss }; all that were searched together cost { $all }.
   *[other] Tomorrow no set of at most { $most } failures costs { $reserve } more than { $loss }; all that were searched together cost { $all }.
 }
reverse-sets-never = Not even all failures together cost { $reserve } more than { $loss } tomorrow: they cost { $all }. It takes the market too.
reverse-multiple-market = That { $reserve } loses more than { $loss } with a chance of { $probability } at most is broken without any failure: the market alone does it with a chance of { $market }.
reverse-multiple-at = That { $reserve } loses more than { $loss } with a chance of { $probability } at most would be broken if all hazards were { $times } times as high as stated.
reverse-multiple-broken = That { $reserve } loses more than { $loss } with a chance of { $probability } at most is broken today; it would hold if all hazards were less than { $times } times as high as stated.
reverse-multiple-never = That { $reserve } loses more than { $loss } with a chance of { $probability } at most isn’t broken even if all hazards are { $largest } times as high as stated: the chance is { $exceeds } then.
reverse-multiple-ends = At the ends of the ranged assumptions that hurt less: { $sparing }; at those that hurt more: { $hurting }.
reverse-end-at = broken from { $times } times on
reverse-end-never = not broken at { $largest } times
reverse-note-ways = Paths that lose more are sorted by the groups that fail on them, whenever that is before the end; groups whose failure costs the reserve nothing tomorrow are left out. What the market takes is the loss of the same path without any failure. A group stands beside a loss here, it need not have caused all of it.
reverse-note-sets = The smallest sets are counted out, not sampled: a set costs more than the loss, and no failure of it could be left out. Losses are those of tomorrow with the mean of every law; whoever falls with another at least as likely as not is taken to fall too. The stated chance multiplies the chances of own failures over the horizon as if they were independent; simulated is the share of paths on which all happen at some time.
reverse-note-bound = { $events ->
    [one] For { $reserve } the one costliest of { $all } failures was searched, { $most } together at most.
   *[other] For { $reserve } the { $events } costliest of { $all } failures were searched, { $most } together at most.
 }
reverse-note-multiple = The multiple raises all hazards alike on the same draws, own keys’ too; its interval is that of sampling. It was sought from 0.01 to 100 times.
reverse-note-no-tolerance = No chance is tolerated in the scenario for this loss, so no multiple of hazards was sought: say --probability 0.01, or write a [[tolerance]].
reverse-others = { $count ->
    [one] one other combination
   *[other] { $count } other combinations
 }
reverse-caption = Paths that lose more than { $loss }, by the groups that fail on them: share of those paths, chance of all paths, chance of the loss where exactly these fail, and what half of them lose at least, from the market alone and in all. { $source }
reverse-sets-caption = The smallest sets of failures that cost more than { $loss } tomorrow, marked. Chances over the horizon. { $source }
reverse-multiples-caption = The chance of losing more than { $loss }, and how many times as high all hazards would have to be for the tolerance to be broken. { $source }
reverse-head-groups = What fails
reverse-head-share = Of these paths
reverse-head-probability = Chance
reverse-head-exceeds-if = Chance of the loss if exactly these fail
reverse-head-market = Market alone, median
reverse-head-loss = Loss, median
reverse-head-failures = Failures
reverse-head-falls-too = Taken to fall too
reverse-head-cost = Loss tomorrow
reverse-head-money = In money
reverse-head-stated = Stated chance, as if independent
reverse-head-simulated = Simulated chance
reverse-head-exceeds = Chance of the loss
reverse-head-market-alone = From the market alone
reverse-head-found = Tolerance
reverse-head-multiple = Hazards times
reverse-head-multiple-low = From
reverse-head-multiple-high = To
reverse-head-sparing = With assumptions that hurt less
reverse-head-hurting = With assumptions that hurt more
reverse-found-market = broken by the market alone
reverse-found-broken = broken today
reverse-found-at = broken from there on
reverse-found-never = not broken
reverse-found-untold = none stated
reverse-chart-reserve = { $reserve }: a chance of { $exceeds }
reverse-chart-column-share = share of these paths
reverse-chart-column-market = market alone
reverse-chart-subtitle = Paths that lose more than { $loss } { $horizon }, by the groups that fail on them, each with its 95% interval; and what the market alone takes of the reserve on half of these paths at least, in percent.
reverse-chart-note = A combination tells who failed on the same paths, not what each caused. Assumed failures are not an assessment of any firm.
reverse-chart-alt = Shares of the paths that lose more than { $loss }, by who fails on them. { $reserves }.
reverse-chart-alt-reserve = { $reserve }: { $ways }
