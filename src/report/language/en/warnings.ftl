# What the reader must know. In English these are word for word the warnings of summary.json; a test holds them equal.

list-last = { $first } and { $last }
list-more = { $first } and { $more } more

warning-without-names = Figures by name were not asked for, so it was not noted who fails on which path: how often each one failed, joint failures, what is lost on paths where one fails, what the tail is made of, what removal saves and whether tails share a failed group are left out. Chances as stated and what a failure would cost tomorrow need no paths and are told.
warning-not-all-kept = Means, spreads, quantiles, VaR, ES, chances of loss and of failures from own causes rest on all { $paths } paths; what is told by name, by pair or on condition (attribution, removal, what is lost if one fails, comparisons, failures from all causes and joint ones) rests on the first { $kept } of them.
warning-not-all-kept-nameless = Means, spreads, quantiles, VaR, ES, chances of loss rest on all { $paths } paths; comparisons rest on the first { $kept } of them.
warning-few-tail-paths = At { $levels } fewer than { $few } of the { $paths } paths lie beyond VaR, so VaR and ES there rest on almost nothing: run at least { $enough } paths before relying on them.
warning-few-failing-paths = Fewer than { $few } of the { $paths } paths show a failure of { $groups }: what is lost if it fails is an average over these alone, and its interval is too narrow. Run about { $enough } paths, or read what it would cost tomorrow, which needs no paths.
warning-saturated-loss = More than 99% of the paths with the worst losses share a failed group, so VaR and ES no longer react to how likely that failure is: { $reserves }. Read what is lost if the group fails, and how likely losses beyond 10, 25 and 50% are.
warning-saturated-cost = More than 99% of the paths with the worst counterparty costs share a failed group, so VaR and ES no longer react to how likely that failure is: { $reserves }. Read what is lost if the group fails, and how likely losses beyond 10, 25 and 50% are.
warning-at-levels = { $reserve } (at { $levels })
warning-realised = { $who } ({ $realised } for { $stated })
warning-realised-apart = Failures from own causes, as simulated, differ from what the scenario states by more than a quarter: { $counterparties }. Stress or contagion moves them (anchor "baseline"), or the pilot did not settle: read the realised probability, not the stated one.
warning-realised-by-chance = Failures from own causes, as simulated, differ from what the scenario states by more than a quarter: { $counterparties }. Sampling error alone can explain this: run more paths to tell.
warning-envelope-apart = Reserve { $reserve }: the mean counterparty cost, { $cost }, is more than a quarter away from { $envelope }, the sum over single failures of chance times cost. The sum knows of joint failures only who falls with whom, and neither how market and failures go together nor what was traded meanwhile; where none of these explains it, look for a mistake in the scenario.
warning-envelope-by-chance = Reserve { $reserve }: the mean counterparty cost, { $cost }, is more than a quarter away from { $envelope }, the sum over single failures of chance times cost. Sampling error alone can explain this: run more paths to tell.
warning-pair = { $a } with { $b }
warning-rebalancing = Compared reserves rebalance by different rules ({ $pairs }): their difference is one of composition and of trading together.
warning-beyond-evidence = VaR and ES are not told of { $reserves }: more than half of those worst paths rest on the evidence { $pool }, and { $years } years of exposure say nothing of chances below 1 in { $chance }. --force-tail tells them all the same.
warning-no-ranges = Figures have no range, for all ranged inputs can't be run at their ends together: { $why }
not-run-refused = the scenario is then refused (“{ $says }”)
not-run-unmet = the stated chance that { $who } fails can't be met: after { $rounds } rounds the realised one is still { $gap } off; lower its stress sensitivity, its cap or the multipliers that raise it, or write anchor = "baseline" for it
warning-correlation-repaired = The correlation matrix is not positive semi-definite (smallest eigenvalue { $eigenvalue }); it was replaced by the nearest valid one, with { $more ->
    [0] { $changes }
    [one] { $changes } and { $more } smaller change
   *[other] { $changes } and { $more } smaller changes
 }.
warning-correlation = { $a }-{ $b } { $used } instead of { $stated }
warning-long-horizon = The horizon of { $days } days is longer than three years: a counterparty fails at most once a path and stays failed, which such a horizon strains.
warning-wide-steps = { $asset }: with Student-t innovations and a volatility of { $volatility } over steps of { $days } days, the mean gain is decided by tails that no run samples.
warning-fading-raise = { $who }: its raise of { $raised } has a half-life of { $days } days, under two steps: most of it fades between steps.
warning-unused-recovery = { $who }: there is no claim on lost keys, so the recovery that its modes state is not used.

not-compared-contributions = Their contributions differ (in amount, rhythm, asset or place), so a difference in loss would not be one of composition alone.
not-compared-withdrawals = Their withdrawals differ (in amount, rhythm, asset or place), so a difference in loss would not be one of composition alone.
not-compared-both = Their contributions and withdrawals differ (in amount, rhythm, asset or place), so a difference in loss would not be one of composition alone.
not-compared-first-values = They begin with different values under the same flows, so the flows weigh differently.
