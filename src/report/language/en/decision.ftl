# What all answers to what the fund should do share.

finding-source = Source: Linchpin { $version }, scenario { $scenario } ({ $hash }); nothing was simulated. Model output, not a forecast.
finding-about = { $scenario }. Model output, not a forecast.
finding-heading-answer = The answer
finding-heading-charts = In pictures
finding-heading-tables = The figures
finding-heading-method = How it was found
finding-heading-provenance = Where it comes from

# The decision card.

decision-card-title = { $reserve } pays { $price } a year for its dependence; { $coin } must earn { $earn } a year beyond what is assumed to make it as good as { $other }, risk left aside
decision-card-title-plain = { $reserve } pays { $price } a year for its dependence
decision-card-subtitle = Left: the share of the reserve lost if the group fails tomorrow, its claims at what they would sell for (strokes: spent at once, and paid in the end). Right: what leaving the group would save a year, as a share of the reserve.
decision-card-subtitle-losses = The share of the reserve lost if the group fails tomorrow, its claims at what they would sell for (strokes: spent at once, and paid in the end). What leaving the group would save a year is not told: this run removed no group.
decision-card-note = A failure tomorrow: every member at once, each in the way that costs most, without any market move. The price a year is the mean of what failures take, as a share of what the reserve would be worth, times what it is worth today. Pale bars: from the low to the high end of the assumptions.
decision-card-alt = { $title }. A card for each of { $count } reserves: price of dependence, loss by group, saving, and the largest share within the tolerance.
decision-card-price = Price of dependence: { $price } a year
decision-card-most = To lose at most { $tolerance } in a failure of { $group }, hold at most { $most } in a reserve mixed as this one, the rest where that failure takes nothing
decision-card-within = No single failure takes more than the tolerance of { $tolerance }
decision-card-within-open = By the best estimate no single failure takes more than the tolerance of { $tolerance }; at the high end of the assumptions one does, and at most { $most } may be held in a reserve mixed as this one
decision-card-pairs = What the coin must earn a year beyond what is assumed, for two reserves to be equally good
decision-card-pair = { $coin }, for { $more } to be as good as { $less }:
decision-card-pair-earn = – at relative risk aversion { $aversion }: { $with }; if nobody failed { $without }
decision-card-pair-none = no return up to 100%
decision-card-pair-share = – within the tolerance a mixture of both has { $least } to { $most } in the first
decision-card-pair-no-share = – no mixture of both keeps within the tolerance
decision-card-more-groups = Of each reserve the groups are drawn that cost most; the table “decision” has all.
decision-card-label = { $group }
decision-card-column-loss = lost if it fails
decision-card-column-saved = saved a year by leaving
decision-head-money = Price a year
decision-head-share = Price a year, share
decision-head-liquid = Lost at once
decision-head-marked = Lost at resale
decision-head-eventual = Lost in the end
decision-head-saved = Saved a year by leaving
decision-head-most = At most
decision-caption = What dependence costs each reserve a year, what it loses if a group fails tomorrow, and what leaving the group would save.
decision-caption-tolerance = “At most”: the largest share of the money that may stand in this reserve, the rest where the failure of the row’s group doesn’t touch it, for a loss of at most { $tolerance }.
out-earn-title = { $coin } must earn { $earn } a year beyond what is assumed for { $more } to be as good as { $less }, risk left aside
out-earn-title-chance = Whether { $coin } must earn more than is assumed for { $more } to be as good as { $less } is beyond what this run can tell: { $earn } a year, risk left aside
out-earn-title-none = Risk left aside, no return of a coin up to 100% a year makes these reserves equally good
out-earn-subtitle = What the coin must earn a year beyond what the scenario assumes, for both reserves to be equally good. Below 0: it may earn less.
out-earn-note = Equally good: the same certainty equivalent of final wealth, by relative risk aversion (0: the mean alone; a loss of everything counts as 99%). Who fails and when stays as it is. Where nothing is drawn, no return up to 100% a year does it. Pale bars: from the low to the high end of the assumptions; lines: 95% intervals.
out-earn-alt = { $title }. The chart has { $count } pairs of reserves, at relative risk aversion 0, 1 and 2, with failures and without.
out-earn-more = { $count ->
    [one] One more pair is in the table only.
   *[other] { $count } more pairs are in the table only.
}
out-earn-pair = { $coin }: { $more } against { $less }
out-earn-neutral = risk left aside
out-earn-averse = risk aversion { $aversion }
out-earn-column-with = with failures
out-earn-column-without = if nobody failed
out-earn-head-more = Holds more of it
out-earn-head-less = Holds less
out-earn-head-coin = Coin
out-earn-head-aversion = Risk aversion
out-earn-head-least = Least share of the first
out-earn-head-share = Largest share of the first
out-earn-head-why-not = Not told, for
out-earn-caption = What the coin must earn a year beyond what the scenario assumes for both reserves to be equally good (a dash: no return up to 100% a year does it); and the least and the largest share of the first in a mixture of both that keeps within the least tolerance (dashes: no mixture does, or the scenario states no tolerance).
out-earn-same-coins = both hold the same coins
out-earn-trades = one of them trades or has flows
out-earn-many-positions = they hold too many positions
page-decision-heading = What to decide
page-decision-words = Dependence has a price whether or not anybody fails this year: the mean of what failures take. The card sets it beside what each failure would take tomorrow, what leaving would save, and how much may be held so within the stated tolerance. The command <code>linchpin limits</code> gives the limit of every coin at every keeper.
page-decision-earn = What the coin would have to earn
page-decision-earn-words = Who takes on the dependence for a coin’s sake should expect the coin to earn it back. The figures say by how much a year, beyond what the scenario assumes of both coins; with risk aversion, the coin’s own swings count too.
