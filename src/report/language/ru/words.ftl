# Слова, которые стоят во многих местах.

interval = { $value } (от { $low } до { $high })
interval-with-sampling = { $value } (от { $low } до { $high }; случайная погрешность ±{ $half })
interval-at-ends = { $value } ({ $low } при нижнем значении, { $high } при верхнем)
interval-at-ends-with-sampling = { $value } ({ $low } при нижнем значении, { $high } при верхнем; случайная погрешность ±{ $half })
interval-unknown = { $value } (интервал неизвестен)
interval-with-sampling-unknown = { $value } (от { $low } до { $high }; случайная погрешность неизвестна)
interval-at-ends-with-sampling-unknown = { $value } ({ $low } при нижнем значении, { $high } при верхнем; случайная погрешность неизвестна)
points-interval-unknown = { $value } п. п. (интервал неизвестен)
points = { $value } п. п.
points-with-error = { $value } ±{ $half } п. п.
interval-of-sampling = { $value } (случайная погрешность: от { $low } до { $high })
points-with-sampling = { $value } п. п. (случайная погрешность ±{ $half })
mean-and-nine-in-ten = { $value } / от { $low } до { $high }
doubt-of-assumptions = Тонкие линии и скобки: размах допущений, от щадящих до тяжёлых; где он не найден – 95-процентный интервал случайной погрешности.
doubt-of-sampling = Тонкие линии, скобки и ±: 95-процентные интервалы случайной погрешности.
trillion = { $number } трлн { $currency }
billion = { $number } млрд { $currency }
million = { $number } млн { $currency }
units = { $number } { $currency }
own-keys = собственные ключи
all-others = все остальные

# A failure told by itself, and after “if”; modes beyond these are told by their id.
failure-insolvency = { $who } признают банкротом
failure-hack = { $who } взламывают
failure-fraud = { $who } оказывается мошенничеством
failure-regulatory = { $who } закрывает надзорный орган
failure-lock = { $who } блокирует вывод средств
failure-depeg = { $who } теряет привязку к курсу
failure-lost = утрачены { $who }
failure-closure = { $who } прекращает работу
failure-freeze = { $who } замораживает счета
failure-key-loss = утрата ключей ({ $who })
failure-failure = { $who } терпит крах
failure-compromise = компрометация ключей ({ $who })
failure-unknown = { $who } терпит крах ({ $mode })
if-failure-insolvency = если { $who } признают банкротом
if-failure-hack = если { $who } взламывают
if-failure-fraud = если { $who } оказывается мошенничеством
if-failure-regulatory = если { $who } закрывает надзорный орган
if-failure-lock = если { $who } блокирует вывод средств
if-failure-depeg = если { $who } теряет привязку к курсу
if-failure-lost = если утрачены { $who }
if-failure-closure = если { $who } прекращает работу
if-failure-freeze = если { $who } замораживает счета
if-failure-key-loss = если утрачены ключи ({ $who })
if-failure-failure = если { $who } терпит крах
if-failure-compromise = если скомпрометированы ключи ({ $who })
if-failure-unknown = если { $who } терпит крах ({ $mode })

quoted = «{ $name }»
reserves-more = { $count ->
    [one] Ещё { $count } резерв есть в данных.
    [few] Ещё { $count } резерва есть в данных.
    [many] Ещё { $count } резервов есть в данных.
   *[other] Ещё { $count } резерва есть в данных.
 }
days = { $count ->
    [one] { $count } день
    [few] { $count } дня
    [many] { $count } дней
   *[other] { $count } дня
 }
over-days = { $count ->
    [one] за { $count } день
    [few] за { $count } дня
    [many] за { $count } дней
   *[other] за { $count } дня
 }

# Ways to fail; those beyond these are told by their id.
mode-insolvency = банкротство
mode-hack = взлом
mode-fraud = мошенничество
mode-regulatory = закрытие надзорным органом
mode-lock = блокировка вывода
mode-closure = прекращение работы
mode-freeze = заморозка
mode-depeg = потеря привязки
mode-lost = утрата
mode-key-loss = утрата ключей
mode-failure = крах
mode-compromise = компрометация
below = менее { $bound }
