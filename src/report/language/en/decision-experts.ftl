# Two experts.

experts-title = “{ $input }” sets “{ $a }” and “{ $b }” apart most: with the latter’s value of it alone, { $figure } of “{ $reserve }” goes from { $from } to { $to }, { $share } of the way to { $goal }
experts-title-one = “{ $a }” and “{ $b }” differ about one value, “{ $input }”: it takes { $figure } of “{ $reserve }” from { $from } to { $goal }
experts-title-without-share = { $figure } of “{ $reserve }” is { $from } as “{ $a }” has it and { $goal } as “{ $b }” has it; “{ $input }” makes most of that
experts-title-same = “{ $a }” and “{ $b }” give the same answer: { $figure } of “{ $reserve }” is { $value }
experts-title-sampling = What “{ $a }” and “{ $b }” say of { $figure } of “{ $reserve }” can’t be told apart: { $from } and { $goal }
experts-agree = “{ $a }” (the first) and “{ $b }” (the second) { $both ->
    [0] state no assumption both
    [1] { $agreed ->
        [0] don’t agree on the one assumption that both state: their ranges don’t overlap
       *[other] agree on the one assumption that both state: their ranges overlap
    }
   *[other] agree, with ranges that overlap, on { $agreed ->
        [0] none
       *[other] { $agreed }
    } of the { $both } assumptions that both state
}; { $single ->
    [0] none is stated by one alone
    [one] one is stated by one alone
   *[other] { $single } are stated by one alone
}. { $disputed ->
    [0] No value differs.
    [one] One value differs.
   *[other] { $disputed } values differ.
}
experts-answer = “{ $reserve }”, { $figure }: first { $from }, second { $goal }, higher by { $difference }.
experts-answer-lower = “{ $reserve }”, { $figure }: first { $from }, second { $goal }, lower by { $difference }.
experts-answer-same = “{ $reserve }”, { $figure }: { $value } for both; nothing that they dispute moves it.
experts-more = { $count ->
    [one] One more figure is in the tables.
   *[other] { $count } more figures are in the tables.
}
experts-back = The other way round, the second with the first’s value there would be at { $with } instead of { $goal }.
experts-part = Over all orders of swapping it makes { $part } of the difference of { $difference }.
experts-together = Swaps one at a time leave { $together } to what acts together.
experts-sampling = The 95% interval of the difference holds 0: more --paths would tell more.
experts-within-ranges = Each answer lies within what the other’s ranges allow: neither can rule the other out.
experts-note = All runs share their draws, so that what differs is what was assumed, not chance. Where one says nothing, the scenario’s value stands; where both give a value, it is theirs. Each swap is a plain run of the scenario with that value.
experts-note-part = Parts over all orders are Shapley values: the mean, over all orders of swapping, of what an input changes at its turn; they add up to the difference.
experts-note-many = Too many values differ to swap them in all orders: inputs stand by the middle of what each does from either side.
experts-note-ranged = Ranges of the two answers: all ranged inputs of that expert, and of the scenario, at the ends that hurt less, and at those that hurt more. Range of a difference: all that is not disputed at these ends, what is disputed at the two values.
experts-note-not-ranged = The ends of the ranges could not be run: { $why }
experts-note-unmet = Swaps without figures are values of the two that can’t stand together.
experts-verdict-agree = agrees
experts-verdict-a-higher = lower
experts-verdict-b-higher = higher
experts-verdict-only-a = silent
experts-verdict-only-b = alone
experts-standing-same = the same
experts-standing-within-sampling = within sampling error
experts-standing-within-ranges = within each other’s ranges
experts-standing-unknown = of unknown error
experts-standing-apart = apart
experts-head-a-low = First, low
experts-head-a-high = First, high
experts-head-b-low = Second, low
experts-head-b-high = Second, high
experts-head-verdict = Second
experts-head-moves = Moves
experts-head-difference = Second less first
experts-head-standing = The two are
experts-head-together = Left to acting together
experts-head-a-with = First with it
experts-head-from-a = Change from first
experts-head-closes = Share of the difference
experts-head-b-with = Second without it
experts-head-from-b = Change up to second
experts-head-part = Part over all orders
experts-unsaid = ({ $value })
experts-caption-inputs = What “{ $a }” (first) and “{ $b }” (second) hold of each input, and by how many percentage points its swap moves { $figure } of “{ $reserve }”. In brackets: the range; a value in brackets is the scenario’s, for that expert says nothing. { $source }
experts-caption-answers = The two answers and their difference, { $horizon }, in percent. Brackets: the range of assumptions where it was run, else 95% intervals. { $source }
experts-caption-swaps = What single inputs do to each figure: the first expert’s answer with the second’s value of one input, the second’s with the first’s, and its part over all orders, in percent, with 95% intervals. { $source }
experts-chart-title = “{ $input }” alone takes { $figure } of “{ $reserve }” from { $from } to { $to }; all that differs takes it to { $goal }
experts-chart-title-one = “{ $input }” takes { $figure } of “{ $reserve }” from { $from } to { $goal }
experts-chart-subtitle = { $figure } { $horizon }, in percent: from the answer of “{ $a }” by single inputs to that of “{ $b }”.
experts-chart-together = all acting together
experts-chart-others = { $count ->
    [one] one more input
   *[other] { $count } more inputs
}
experts-chart-note-part = Each step is the input’s part of the difference over all orders of swapping.
experts-chart-note-alone = Each step is what the input changes alone, from the first answer; the last step is what is left.
experts-chart-note-sampling = Thin lines: 95% intervals.
experts-chart-note-ranged = Thin lines: of answers the range of assumptions, of steps 95% intervals.
experts-chart-alt = { $title }. Steps from one answer to the other for { $count } reserves.
