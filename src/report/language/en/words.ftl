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
failure-insolvency = insolvency of { $who }
failure-hack = hack of { $who }
failure-fraud = fraud at { $who }
failure-regulatory = closure of { $who } by an authority
failure-lock = withdrawals locked at { $who }
failure-depeg = { $who } off the peg
failure-lost = loss of { $who }
failure-closure = closure of { $who }
failure-freeze = accounts frozen at { $who }
failure-key-loss = keys lost at { $who }
failure-failure = failure of { $who }
failure-compromise = keys of { $who } compromised
failure-unknown = failure of { $who } ({ $mode })
if-failure-insolvency = if { $who } should become insolvent
if-failure-hack = if { $who } should be hacked
if-failure-fraud = if { $who } should turn out to be a fraud
if-failure-regulatory = if { $who } should be closed by an authority
if-failure-lock = if { $who } should lock withdrawals
if-failure-depeg = if { $who } should lose the peg
if-failure-lost = if { $who } should be lost
if-failure-closure = if { $who } should close down
if-failure-freeze = if { $who } should freeze accounts
if-failure-key-loss = if keys should be lost at { $who }
if-failure-failure = if { $who } should fail
if-failure-compromise = if keys of { $who } should be compromised
if-failure-unknown = if { $who } should fail ({ $mode })

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
mode-closure = closure
mode-freeze = freeze
mode-depeg = depeg
mode-lost = loss
mode-key-loss = loss of keys
mode-failure = failure
mode-compromise = compromise
below = below { $bound }
