# Limits: how much may be held where.

limits-title-with-keys = To lose no more than { $tolerance } in a failure of { $group }, hold at most { $most } of a reserve in { $asset } with its keys there
limits-title-coin = To lose no more than { $tolerance } in a failure of { $group }, hold at most { $most } of a reserve in { $asset }, wherever its keys are
limits-title-none = No single failure costs more than { $tolerance } of a reserve, whatever it holds
limits-lead = A limit is the largest share of a reserve that may be held in one coin at one keeper, so that if a group fails tomorrow the loss stays within { $tolerance }: every member of the group fails at once, each in the way that costs most, at today’s prices, with claims at what they would sell for.
limits-breaks = “{ $reserve }” would lose { $loss } in a failure of { $group }. It holds { $weight } in { $asset } at { $custodian }; at most { $most } there, the other weights in their proportions, would keep the loss within the tolerance.
limits-breaks-alone = “{ $reserve }” would lose { $loss } in a failure of { $group }, and no change of a single weight brings that within the tolerance.
limits-all-within = Every reserve stays within { $tolerance }, whichever group fails.
limits-more = { $count ->
    [one] One more case is in the table.
   *[other] { $count } more cases are in the table.
}
limits-note = A limit is the tolerance divided by what a unit of money held so loses, with all else held where the failure doesn’t touch it. Weights of a reserve are found with the other weights scaled in their proportions, as a change of one weight by its address does.
limits-note-ends = Nothing is simulated. The range is that of the assumptions: all that are ranged at the ends that make the losses smaller, and at those that make them larger.
limits-note-set = To see it for yourself, put a weight back: run the scenario with --set and the address from the table; the loss if the group fails tomorrow is then the tolerance.
limits-no-limit = no limit
limits-keys-with = with it
limits-keys-elsewhere = elsewhere
limits-today = { $reserve }: { $weight }
limits-today-above = { $reserve }: { $weight }, above the limit
limits-caption = The largest share of a reserve in each coin at each keeper, so that the loss if the group fails stays within { $tolerance }. Brackets: from the low to the high end of the assumptions. { $source }
limits-weights-caption = What each reserve loses if a group fails, and at which weight that would be { $tolerance }, the other weights in their proportions. { $source }
limits-head-group = If it fails
limits-head-asset = Coin
limits-head-custodian = Kept at
limits-head-keys = Keys
limits-head-loss = A unit of money loses
limits-head-arithmetic = Tolerance ÷ loss
limits-head-most = At most
limits-head-today = Held today
limits-head-reserve-loss = The reserve loses
limits-head-position = Position
limits-head-weight = Weight today
limits-head-without = Loss without it
limits-head-alone = Loss if it were all
limits-head-bound = The weight may be
limits-head-at-tolerance = Weight at the tolerance
limits-bound-at-most = at most
limits-bound-at-least = at least
limits-bound-any = anything
limits-bound-never = no weight is enough
limits-chart-group = In a failure of { $group }
limits-chart-column = largest share of a reserve
limits-chart-label = { $asset } at { $custodian }
limits-chart-subtitle = Largest share of a reserve in one coin at one keeper, so that one failure costs at most { $tolerance } of it. Upright strokes: what reserves hold today.
limits-chart-note = All else is held where the failure doesn’t touch it.
limits-chart-note-ranged = All else is held where the failure doesn’t touch it. Pale bars: from the low to the high end of the assumptions.
limits-chart-alt = { $title }. The chart has the tightest of { $count } limits, by the group that fails.
limits-authority = One decision of { $authority } takes { $expected } of “{ $reserve }” on average, { $certain } with those alone that fall with it in any case.
limits-authorities-caption = What one decision of an authority takes of each reserve tomorrow, with all whom it pulls down; claims at what they would sell for. Brackets: from the low to the high end of the assumptions. { $source }
limits-head-authority = Who decides
limits-head-how = How
limits-head-certain = In any case
limits-head-expected = On average
limits-head-expected-liquid = On average, at once
limits-head-expected-eventual = On average, in the end
limits-authority-alone = One decision of { $authority } takes { $loss } of “{ $reserve }”.
