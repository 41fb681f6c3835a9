# What all answers to what the fund should do share.

finding-source = Source: Linchpin { $version }, scenario { $scenario } ({ $hash }); nothing was simulated. Model output, not a forecast.
finding-about = { $scenario }. Model output, not a forecast.
finding-heading-answer = The answer
finding-heading-charts = In pictures
finding-heading-tables = The figures
finding-heading-method = How it was found
finding-heading-provenance = Where it comes from
