# Words that stand in many places. Facts are written as they are: names, and numbers with their units.

# A figure and the two ends of its interval or range.
interval = { $value } ({ $low } to { $high })
interval-with-sampling = { $value } ({ $low } to { $high }; sampling ±{ $half })
interval-at-ends = { $value } ({ $low } at low, { $high } at high)
interval-at-ends-with-sampling = { $value } ({ $low } at low, { $high } at high; sampling ±{ $half })
interval-unknown = { $value } (interval unknown)
interval-with-sampling-unknown = { $value } ({ $low } to { $high }; error of sampling unknown)
interval-at-ends-with-sampling-unknown = { $value } ({ $low } at low, { $high } at high; error of sampling unknown)
points-interval-unknown = { $value } points (interval unknown)
points = { $value } points
points-with-error = { $value } ±{ $half } points
interval-of-sampling = { $value } (sampling { $low } to { $high })
points-with-sampling = { $value } points (sampling ±{ $half })
mean-and-nine-in-ten = { $value } / { $low } to { $high }
doubt-of-assumptions = Thin lines and brackets: from low to high assumptions, or by name the 95% interval of sampling.
doubt-of-sampling = Thin lines, brackets and ±: 95% intervals of sampling.
trillion = { $number } trillion { $currency }
billion = { $number } billion { $currency }
million = { $number } million { $currency }
units = { $number } { $currency }
own-keys = own keys
all-others = all others

# A failure told by itself, and after “if”; modes beyond these are told by their id.
failure-insolvency = { $who } becomes insolvent
failure-hack = { $who } is hacked
failure-fraud = { $who } turns out to be a fraud
failure-regulatory = { $who } is closed by an authority
failure-lock = { $who } locks withdrawals
failure-depeg = { $who } loses its peg
failure-lost = { $who } are lost
failure-unknown = { $who } fails ({ $mode })
if-failure-insolvency = if { $who } becomes insolvent
if-failure-hack = if { $who } is hacked
if-failure-fraud = if { $who } turns out to be a fraud
if-failure-regulatory = if { $who } is closed by an authority
if-failure-lock = if { $who } locks withdrawals
if-failure-depeg = if { $who } loses its peg
if-failure-lost = if { $who } are lost
if-failure-unknown = if { $who } fails ({ $mode })

quoted = “{ $name }”
reserves-more = { $count ->
    [one] One more reserve stands in the data.
   *[other] { $count } more reserves stand in the data.
 }
days = { $count ->
    [one] { $count } day
   *[other] { $count } days
 }
over-days = { $count ->
    [one] over { $count } day
   *[other] over { $count } days
 }

# Ways to fail; those beyond these are told by their id.
mode-insolvency = insolvency
mode-hack = hack
mode-fraud = fraud
mode-regulatory = closure by an authority
mode-lock = lock
mode-freeze = freeze
mode-depeg = depeg
mode-lost = loss
mode-key-loss = loss of keys
mode-failure = failure
mode-compromise = compromise
