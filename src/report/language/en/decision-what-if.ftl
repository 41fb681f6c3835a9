# What happens if an event happens.

what-if-title = { $reserve } loses { $loss } of its value { $condition }
what-if-title-decision = One decision of { $who } takes { $loss } of { $reserve }
what-if-title-nothing = No reserve loses anything { $condition }
what-if-and = { $first } and { $second }
what-if-and-more = { $names }; and { $count } more
what-if-no-followers = Nobody can fall with it.
what-if-followers = { $count ->
    [one] One failure can follow: { $names }.
   *[other] { $count } failures can follow: { $names }.
 }
what-if-follower = { $failure } ({ $chance })
what-if-follower-certain = { $failure } (in any case)
what-if-reserve = { $reserve } loses { $marked } on average, that is { $money }: { $liquid } where open claims count for nothing, { $eventual } where they are paid in full. If only those fall who fall in any case it is { $certain }; if all fall that can, { $all }.
what-if-reserve-certain = { $reserve } loses { $marked }, that is { $money }: { $liquid } where open claims count for nothing, { $eventual } where they are paid in full.
what-if-reserve-without-claims = { $reserve } loses { $marked } on average, that is { $money }, whatever open claims pay. If only those fall who fall in any case it is { $certain }; if all fall that can, { $all }.
what-if-reserve-certain-without-claims = { $reserve } loses { $marked }, that is { $money }, whatever open claims pay.
what-if-reserve-nothing = { $reserve } loses nothing.
what-if-reserve-untold = { $reserve } loses { $certain } if only those fall who fall in any case, and { $all } if all fall that can; there are too many ways in between to count out a mean.
what-if-untouched = Of the same groups, but not reached by this: { $names }. They fail only where they are named too.
what-if-raised = Afterwards other failures become likelier: { $rows }.
what-if-raises = the failure of { $by } makes that of { $whom } { $times } times as likely a day, half of which has faded after { $days } days
what-if-raises-all = the failure of { $by } makes those of all others { $times } times as likely a day, half of which has faded after { $days } days
what-if-other-modes = No kind of failure was named, so the costliest was taken. The others: { $modes }.
what-if-other-mode = { $failure }, which costs { $loss } at most
what-if-note = Nothing is simulated. Losses are those of tomorrow: at today’s prices and weights, before any market move, with the mean of every law. A failure that follows has the chance that the scenario states for falling together; along a way chances multiply, and means are taken over all ways, counted out exactly.
what-if-note-ladder = Marked: open claims at what a buyer pays for them. Liquid: at nothing. In the end: in full.
what-if-note-rest = { $count ->
    [one] One further failure that can follow is told as a rest; the mean counts it exactly.
   *[other] { $count } further failures that can follow are told as a sum; the mean counts them exactly.
 }
what-if-note-range = In brackets: the same with all ranged assumptions at the ends that cost less and more.
what-if-note-untold = “–” as a chance: too many ways lead there to be counted out.
what-if-caption = What falls, with whom, and what is lost of each reserve if all happens that leads there, in percent. Rows of reserves that a failure costs nothing are left out. { $source }
what-if-reserves-caption = What each reserve loses, in percent: by the event alone, with those who fall in any case, on average over all that can happen, and if all fall that can. { $source }
what-if-head-failure = What happens
what-if-head-with = Falls with
what-if-head-chance = Chance
what-if-head-moves = Prices
what-if-head-liquid = Lost so far, liquid
what-if-head-marked = Lost so far, marked
what-if-head-eventual = Lost so far, in the end
what-if-head-adds = Of it by this
what-if-head-money = In money
what-if-head-event = The event alone
what-if-head-certain = With those who fall in any case
what-if-head-mean-liquid = Mean, liquid
what-if-head-mean-marked = Mean, marked
what-if-head-mean-eventual = Mean, in the end
what-if-head-all = If all fall that can
what-if-head-mean-money = Mean in money
what-if-falls-with = { $who }, { $chance }
what-if-also-with = { $told }; or with { $others }
what-if-moves = { $asset } falls by { $drawdown }
what-if-moves-for-a-while = { $asset } falls by { $drawdown } for about { $days } days
what-if-moves-worthless = claims on the group in { $asset }, fixed in money, are worth nothing
what-if-moves-market = the market falls by { $drawdown }
what-if-others = { $count ->
    [one] one further failure, on average
   *[other] { $count } further failures, on average
 }
what-if-chart-column = lost up to there, of the whole reserve
what-if-chart-subtitle = Marked loss tomorrow, before any market move, in percent of each reserve: step by step along each way down. Full bars happen in any case, pale ones with the chance beside the name. Thin lines: the range of assumptions, where there is one.
what-if-chart-note = Each bar begins at what is lost by all that leads there. Losses by ways that part do not add up: the mean over all of them stands below. Assumed failures are not an assessment of any firm.
what-if-chart-certain = { $who }, in any case
what-if-chart-possible = { $who }, { $chance }
what-if-chart-mean = mean over all ways
what-if-chart-all = if all fall that can
what-if-chart-money = { $share }, { $money }
what-if-chart-alt = Bars of the money lost at each failure, one reserve below the other. { $reserves }.
what-if-chart-alt-reserve = { $reserve }: { $mean } on average, { $all } if all fall that can
