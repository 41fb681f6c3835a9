# The page.

# Around everything.
page-skip = Skip to the text
page-contents = Contents
page-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
 }
page-share-with-error = { $value } ±{ $half }
page-chart-data = Data: <a href="charts/{ $id }.csv">CSV</a>. Picture: <a href="charts/{ $id }.svg">SVG</a>, <a href="charts/{ $id }.png">PNG</a>.
page-table-data = Data: <a href="tables/{ $id }.csv">CSV</a>, <a href="tables/{ $id }.tex">LaTeX</a>, <a href="tables/{ $id }.md">Markdown</a>.
page-table-rest = { $count ->
    [one] One more row stands in the file.
   *[other] { $count } more rows stand in the file.
 }
page-abbreviation-shortfall = expected shortfall: the mean loss on the worst paths
page-not-a-forecast = Model output, not a forecast; assumed probabilities are not an assessment of any firm.

# The answer.
page-answer-heading = The answer
page-answer-leans = “{ $reserve }” leans most on { $group }: { $failure }{ $known ->
    [yes] {" "}– alone or along with others, on { $chance } of paths –
   *[no] ,
 } it loses { $loss } of its value on average beside what the market does, and leaning on others costs it { $cost } a year on average.
page-answer-untouched = “{ $reserve }” lost nothing to a failure on any path; leaning on others costs it { $cost } a year on average.
page-answer-nameless = Leaning on others costs “{ $reserve }” { $cost } of its value a year on average.
page-answer-worst = In the worst { $share } of paths it { $goes ->
    [gain] still gains { $loss }
   *[loss] loses { $loss }
 } on average; in the worst { $share } of a world where nobody fails, the market alone { $market_goes ->
    [gain] brings { $market }
   *[loss] takes { $market }
 }.
page-answer-worst-untold = What it loses in the worst { $share } of paths is left untold, for the evidence behind them has not seen so much; in the worst { $share } of a world where nobody fails, the market alone takes { $market }.
page-answer-saved = If { $group } could not fail, leaning on others would cost { $saved } less over { $days }.
page-answer-other = “{ $other }” would lose { $points } { $way ->
    [more] more
   *[less] less
 } in the worst { $share } of paths, a difference { $holds ->
    [keeps] that keeps its sign at the low and at the high end of the assumptions
    [end] on the same side at the low and at the high end of the assumptions, though at one of them it may be chance
    [open] whose sign the assumptions leave open
    [beyond] beyond what chance in the draws explains
    [unknown] of which so few paths say nothing sure
   *[chance] that chance in the draws may explain
 }.
page-answer-saved-and-other = If { $group } could not fail, leaning on others would cost { $saved } less over { $days }; “{ $other }” would lose { $points } { $way ->
    [more] more
   *[less] less
 } in the worst { $share } of paths, a difference { $holds ->
    [keeps] that keeps its sign at the low and at the high end of the assumptions
    [end] on the same side at the low and at the high end of the assumptions, though at one of them it may be chance
    [open] whose sign the assumptions leave open
    [beyond] beyond what chance in the draws explains
    [unknown] of which so few paths say nothing sure
   *[chance] that chance in the draws may explain
 }.
page-answer-path = Losses are shares of what was put in: the value on the first day and all contributions. A <dfn>path</dfn> is one play of { $days } with random draws; this run has { $paths }. A <dfn>point</dfn> is a percentage point.
page-brackets-range = Figures in brackets are a range, from low to high: the same figure with every ranged assumption at the end that hurts less, and with every one at the end that hurts more. ± is the 95% interval of sampling, how far chance in the draws may have moved a figure; beside a range it is told only where it is not small.
page-brackets-sampling = Figures in brackets, and those after ±, are 95% intervals of sampling: how far chance in the draws may have moved a figure, not how wrong the assumptions may be.
page-answer-warnings = { $count ->
    [one] <a href="#warnings">One warning</a> goes with these figures.
   *[other] <a href="#warnings">{ $count } warnings</a> go with these figures.
 }

# The figures.
page-figures-heading = The figures
page-term-cost = <dt><dfn>Counterparty cost</dfn></dt><dd>What a reserve lacks at the end beside a twin that meets the same market while nobody fails, as a share of what the twin has. Its mean a year is what leaning on others costs.</dd>
page-term-market = <dt><dfn>The market alone</dfn></dt><dd>What the twin loses: the loss that prices would bring without any failure.</dd>
page-term-shortfall = <dt><dfn>Expected shortfall, ES { $level }</dfn></dt><dd>The mean loss in the worst { $share } of paths: how bad it is when it is bad.</dd>
page-term-value-at-risk = <dt><dfn>Value at risk, VaR { $level }</dfn></dt><dd>The loss with which these worst paths begin; { $level } of paths lose no more.</dd>
page-term-claims = <dt><dfn>Liquid, marked, eventual</dfn></dt><dd>After a failure, part of what stood there becomes a claim that is paid later or not at all. Claims still open at the end count at nothing (<em>liquid</em>: what can be spent), at what a buyer would pay (<em>marked</em>: what is meant where nothing is said), or at all that they will pay (<em>eventual</em>).</dd>
page-term-group = <dt><dfn>Group</dfn></dt><dd>Counterparties of one family: an exchange, its local branch, its token and its chain. “Own keys” are what the reserve keeps itself; they can be lost.</dd>
page-term-mode = <dt><dfn>Mode</dfn></dt><dd>The kind of a failure: a hack, an insolvency, a lock of withdrawals.</dd>
page-term-removal = <dt><dfn>Removal</dfn></dt><dd>The same draws are played again with one change: a group cannot fail. What then goes away is lost because of that group; nothing else on this page says so.</dd>
page-figures-reserves = Reserves
page-figures-real = What really happened
page-figures-real-liquid = With open claims at nothing (liquid) the loss was { $loss }; { $less } of paths lose less.
page-figures-real-marked = At what open claims sold for (marked) the loss was { $loss }; { $less } of paths lose less.
page-figures-real-eventual = With what claims paid in the end (eventual) the loss was { $loss }; { $less } of paths lose less.
page-figures-real-drawdown = The largest fall from a peak on the way was { $loss }; { $less } of paths fall less.
page-figures-fails = Counterparty cost if a group fails
page-figures-fails-mode = What is lost { $failure }: { $cost } on average, { $low } to { $high } on nine such paths in ten.
page-figures-fails-chance = Paths on which anyone of the group { $group } fails, a stop of withdrawals included: { $chance }.
page-figures-fails-none = No failure on any path cost this reserve anything.
page-figures-cost = What leaning on others costs
page-figures-cost-mean = { $cost } a year on average.
page-figures-cost-above = More than { $loss } over { $days }: { $share } of paths.
page-figures-worst = The worst paths
page-figures-worst-mean = ES { $level } is { $loss }; with the market alone it is { $market }.
page-figures-worst-untold = ES { $level } is left untold, for the evidence behind it has not seen so much; with the market alone it is { $market }.
page-figures-worst-claims = With open claims at nothing (liquid) ES { $level } is { $liquid }, with all that they will pay (eventual) { $eventual }.
page-figures-removal = What removing a group would save
page-figures-removal-group = If { $group } could not fail: { $cost } of the mean counterparty cost, { $shortfall } of ES { $level } of loss.
page-figures-removal-none = Removing any one group changes nothing.
page-figures-side-by-side-heading = All reserves side by side
page-figures-side-by-side = The same figures in rows. Beside each loss stands that of the market alone: the rest is what failures add.
page-figures-likely-heading = How likely which loss is
page-figures-likely = The first picture shows how the paths are spread over losses and gains. The next ones are read from a loss on the lower edge: the height of the line is the share of paths that lose more.
page-figures-time-heading = Over time
page-figures-time = A <dfn>drawdown</dfn> is the fall from the highest value so far; a reserve is <dfn>under water</dfn> on the days on which it stands below that peak.

# Who drives the loss.
page-drivers-heading = Who drives the loss
page-drivers-words = Three questions are easily taken for one another. What is lost <em>if</em> a group fails says nothing of how likely that is. What its <em>removal</em> saves weighs the loss with its likelihood, and is the only figure that tells what is lost because of the group. What the worst paths are <em>made of</em> is an account of where the money went on them.
page-drivers-none = Nobody on whom a reserve leans failed on any path.
page-drivers-nameless = Figures by name were not asked for, so this run did not note who fails on which path.
page-drivers-fails-heading = If one fails
page-drivers-fails = “Tomorrow” is the loss if it came on the first day, before any market move, and so needs no draws.
page-drivers-removal-heading = What removal would save
page-drivers-removal = A group is removed in four ways: it cannot fail at all; its <dfn>keys</dfn> are held elsewhere, namely at home; its <dfn>links</dfn> are cut, so that no price rests on it; or both of these. What is left after both is what its failure does to the market and to others. What would change nothing is left out.
page-drivers-booked-heading = Where the money went on the worst paths
page-drivers-booked = On each path every unit of money lost is <dfn>booked</dfn> once: to the market, to a price that fell with a failure, to what a failed keeper lost, to claims, to cost of trading. Averaged over the worst { $share } of paths the entries add up to ES { $level }. This is an account of where the money went, not what leaving would save.
page-drivers-weight-heading = Weight against share of loss
page-drivers-weight = The <dfn>effective number</dfn> says how many groups of equal size would be as concentrated: 1 where everything rests on one.
page-drivers-when-heading = When they fail, and who fails together
page-drivers-when = Failures within { $days }, by the day on which they come. Those who share causes, or pull others down, fail on the same paths more often than chance would have it.

# What another allocation changes.
page-comparison-heading = What another allocation changes
page-comparison-words = All reserves meet the same paths, so a difference between two of them is known better than either figure. A reserve is better at every loss (<dfn>first order</dfn>) where it is less likely to lose more than x, whatever x is; it is better in every tail (<dfn>second order</dfn>) where the mean of its worst paths is smaller, wherever the worst are said to begin.

# How sure this is.
page-doubt-heading = How sure this is
page-doubt-warnings-heading = Warnings
page-ranges-heading = What the assumptions leave open
page-ranges-none = In this run no assumption was moved to the ends of a range. The figures show the error of sampling alone; how wrong the assumptions may be, and what that would change, is not told here.
page-ranges-alone = { $count ->
    [one] One input of this scenario is not one number but a range
   *[other] { $count } inputs of this scenario are not one number but a range
 }; a pool of evidence ranges from the 5% to the 95% of what its counts allow. Each was moved to its low and to its high end alone, on the first { $paths } paths, to see which end hurts: the one with the higher mean counterparty cost or, where that hardly moves, with the higher ES { $level }.
page-ranges-together = Then the whole run was made twice more on the same draws, with every input at the end that hurts less and with every one at the end that hurts more: these two are the low and the high beside each figure. That all assumptions are wrong on the same side at once is unlikely; the range says what they allow, not what is likely.
page-ranges-not-run = All of them could not be run at their ends together: { $why }.
page-ranges-decides = Most depends on “{ $input }” (<code>{ $address }</code>), which by itself moves the mean counterparty cost by { $low } to { $high } points, averaged over reserves.
page-doubt-sampling-heading = The error of sampling
page-doubt-sampling = Another run with other draws would give slightly other figures. Of 95% intervals nineteen in twenty hold what endlessly many paths would give; with four times as many paths they are half as wide. They say nothing of the assumptions. Here is how ES { $level } settles as paths are added.
page-doubt-chances-heading = Chances as assumed and as they came out
page-doubt-chances = The chances of failing are assumed, not found. In the run they came out as follows; “own cause” leaves out being pulled down by others. Brackets are 95% intervals of sampling.
page-doubt-chances-ranged = The chances of failing are assumed, not found. In the run they came out as follows; “own cause” leaves out being pulled down by others. Brackets around “own cause” are 95% intervals of sampling; around “all causes” they are the range of the assumptions.
page-doubt-anchor = Where falling prices or other failures raise a chance, a pilot run scaled it so that it still comes out as assumed; after { $rounds ->
    [one] one round
   *[other] { $rounds } rounds
 } the largest gap left was { $gap }.
page-doubt-check-heading = A sum by hand
page-doubt-check = As a check on gross errors, the mean counterparty cost stands beside a sum that can be made by hand: the chance of each failure times what it would cost tomorrow, added up. They need not agree, but they should be near.

# What it rests on.
page-register-heading = What it rests on
page-register-words = <strong>Assumed probabilities are not an assessment of any firm.</strong> They are what the scenario says, and another scenario may say otherwise. Every number below can be changed and the run repeated: <code>linchpin run SCENARIO --set ASSUMPTION=VALUE</code>, with the scenario’s file or name and an assumption as it stands here. A low and a high end are how far the number may be wrong.
page-register-without-source = { $count ->
    [one] One of them has no source; the table says so.
   *[other] { $count } of them have no source; the table says so.
 }

# How it was found, and where it comes from.
page-method-heading = How it was found
page-provenance-heading = Where it comes from
page-provenance-made = Scenario <code>{ $scenario }</code>, SHA-256 <code>{ $hash }</code>. Linchpin { $version }, numbers version { $numbers }, seed { $seed }, { $paths } paths, { $precision ->
    [double] double
   *[single] single
 } precision. The same scenario, program, seed and precision give the same figures on any machine.
page-provenance-beside = Beside this page stand <code>summary.json</code>, <code>summary.csv</code> and <code>summary.xlsx</code> with every figure, <code>charts/</code> and <code>tables/</code> with what is shown here and the data behind it, and <code>run.json</code> with the scenario as it was run. Model output, not a forecast.
embed-data = Data (CSV)
