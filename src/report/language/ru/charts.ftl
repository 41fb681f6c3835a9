# Диаграммы потерь и того, что оставляют открытым допущения.

chart-source = Источник: Linchpin { $version }, сценарий { $scenario } ({ $hash }), начальное число { $seed }, { $paths ->
    [one] { $paths } траектория
    [few] { $paths } траектории
    [many] { $paths } траекторий
   *[other] { $paths } траектории
 }. Результат модели, а не прогноз.

loss-distribution-title = { $goes ->
    [gain] Резерв { $reserve } и на худших { $share } траекторий выигрывает { $loss }
   *[loss] Резерв { $reserve } теряет { $loss } на худших { $share } траекторий
 }; один только рынок { $market_goes ->
    [gain] приносит { $market }
   *[loss] отнимает { $market }
 }
loss-distribution-title-plain = Потери резервов
loss-distribution-subtitle = Потери за { $days } в процентах от вложенного; прибыль отрицательна. Заливка — резерв, пунктир — только рынок, без единого краха. Короткие линии — VaR { $level }: потери, которые превышены на худших { $share } траекторий; высокие — ES { $level }, их среднее.
loss-distribution-note = Каждая фигура вмещает 100 % траекторий и нарисована во всю высоту своей строки. За левым краем — прибыль не более чем 1 % траекторий каждого резерва.
loss-distribution-note-all-lost = Каждая фигура вмещает 100 % траекторий и нарисована во всю высоту своей строки. За левым краем — прибыль не более чем 1 % траекторий каждого резерва. Потеря всего — в столбце, который кончается у 100 %.
loss-distribution-alt = Гистограммы потерь, по одной на резерв, каждая рядом с потерями только от рынка. { $reserves }
loss-distribution-alt-reserve = { $reserve }: медиана потерь { $median }, { $shortfall } { $worst }; только рынок: { $market_median } и { $market_worst }.

exceedance-title = Резерв { $reserve } теряет больше { $loss } на { $paths } траекторий; при одном только рынке — на { $market }
exceedance-title-plain = Как часто резервы теряют больше x
exceedance-title-within = Ни один резерв не превышает допустимого{ $doubt ->
    [ends] {" "}по лучшей оценке; при тяжёлых допущениях — { $most } из { $all }
    [sampling] {" "}по лучшей оценке; в пределах случайной погрешности могли бы { $most } из { $all }
   *[none] {""}
 }
exceedance-title-crossing = { $crossing ->
    [one] { $crossing } резерв из { $all }{ $doubt ->
        [ends] {" "}({ $least } при щадящих допущениях, { $most } при тяжёлых)
        [sampling] {" "}(от { $least } до { $most } с учётом случайной погрешности)
       *[none] {""}
     } превышает
    [few] { $crossing } резерва из { $all }{ $doubt ->
        [ends] {" "}({ $least } при щадящих допущениях, { $most } при тяжёлых)
        [sampling] {" "}(от { $least } до { $most } с учётом случайной погрешности)
       *[none] {""}
     } превышают
    [many] { $crossing } резервов из { $all }{ $doubt ->
        [ends] {" "}({ $least } при щадящих допущениях, { $most } при тяжёлых)
        [sampling] {" "}(от { $least } до { $most } с учётом случайной погрешности)
       *[none] {""}
     } превышают
   *[other] { $crossing } резерва из { $all }{ $doubt ->
        [ends] {" "}({ $least } при щадящих допущениях, { $most } при тяжёлых)
        [sampling] {" "}(от { $least } до { $most } с учётом случайной погрешности)
       *[none] {""}
     } превышают
 } допустимое: { $reserve } теряет больше { $loss } на { $paths } траекторий при допустимых { $tolerated }{ $market ->
    [crosses] ; один только рынок тоже превышает
    [stays] ; один только рынок эту границу не превышает
   *[unknown] {""}
 }
exceedance-subtitle = Доля траекторий (вверх, каждая линия — десятая часть верхней соседней), на которых за { $days } теряется больше x. Синяя — резерв с 95-процентной полосой случайной погрешности{ $ranged ->
    [yes] {" "}и, бледнее, от щадящих до тяжёлых допущений
   *[no] {""}
}, пунктир — только рынок{ $others ->
    [yes] , бледные — прочие резервы
   *[no] {""}
}.
exceedance-subtitle-gates = Доля траекторий (вверх, каждая линия — десятая часть верхней соседней), на которых за { $days } теряется больше x. Синяя — резерв с 95-процентной полосой случайной погрешности{ $ranged ->
    [yes] {" "}и, бледнее, от щадящих до тяжёлых допущений
   *[no] {""}
}, пунктир — только рынок{ $others ->
    [yes] , бледные — прочие резервы
   *[no] {""}
}. Уголки — допустимое: кривая выше и правее уголка его превышает. Над панелью — доля траекторий с такими потерями (где вопрос открыт — от и до) и сколько допустимо.
exceedance-no-path = нет траекторий
exceedance-verdict-crosses = > { $loss }: { $paths }, выше { $tolerated }
exceedance-verdict-within = > { $loss }: { $paths }, в пределах { $tolerated }
exceedance-verdict-open = > { $loss }: { $low } – { $high }, выше { $tolerated }?
exceedance-remark = больше { $loss }: { $paths }; рынок { $market }
exceedance-remark-within = в пределах допустимого
exceedance-remark-crosses = превышает допустимое: { $crossed } из { $tolerances }
exceedance-remark-open = превышает допустимое: от { $crossed } до { $most } из { $tolerances }
exceedance-alt = Кривые превышения потерь, по панели на резерв. { $reserves }
exceedance-alt-reserve = { $reserve }: { $thresholds } траекторий.
exceedance-alt-threshold = больше { $loss } — на { $paths }

cost-exceedance-title = Зависимость от контрагентов обходится резерву { $reserve } дороже { $loss } на { $paths } траекторий
cost-exceedance-title-plain = Как часто цена зависимости от контрагентов больше x
cost-exceedance-subtitle = Доля траекторий (вверх, каждая линия — десятая часть верхней соседней), на которых цена зависимости от контрагентов за { $days } больше x: сколько резерву недостаёт до двойника, которого никто не подвёл. Оранжевая — резерв с 95-процентной полосой случайной погрешности{ $ranged ->
    [yes] {" "}и, бледнее, от щадящих до тяжёлых допущений
   *[no] {""}
}{ $others ->
    [yes] , бледные — прочие резервы
   *[no] {""}
}.
cost-exceedance-remark = { $cost } в год
cost-exceedance-alt = Кривые превышения цены зависимости от контрагентов, по панели на резерв. { $reserves }

if-it-fails-title = Резерв { $reserve } теряет { $cost }, { $condition }; на девяти траекториях из десяти – от { $low } до { $high }
if-it-fails-title-few-paths = Резерв { $reserve } теряет { $cost }, { $condition }, — на тех немногих траекториях, где это случилось
if-it-fails-title-plain = Сколько теряется, если группа терпит крах
if-it-fails-subtitle = Цена зависимости за { $days } в процентах, если этот крах случился: среднее (круг) и диапазон девяти траекторий из десяти (бледная полоса). Чёрточки — тот же крах завтра, до любого движения рынка: требования учтены полностью, по цене покупателя и по нулю. Насколько крах вероятен, здесь не сказано.
if-it-fails-note = Для каждой группы — крах с наибольшим произведением вероятности на цену, с учётом крахов вместе с другими; показано не больше восьми групп резерва, в таблице — все. Предположение о крахе — не оценка какой-либо компании.
if-it-fails-column = среднее / 9 из 10
if-it-fails-label = { $who }: { $mode }
if-it-fails-alt = Средняя цена зависимости от контрагентов при крахе, с диапазоном девяти траекторий из десяти. { $reserves }
if-it-fails-alt-reserve = { $reserve }: { $failures }.
if-it-fails-alt-failure = { $cost }, { $condition }
if-it-fails-alt-nothing = { $reserve }: ничего.


tail-cells-title = На худших { $share } траекторий { $reserve } { $goes ->
    [gain] всё же выигрывает { $total }
   *[loss] теряет { $total }
 }; { $cell_goes ->
    [gain] по статье «{ $cell }» прибыль { $loss }
   *[loss] на «{ $cell }» отнесено { $loss }
 }; без единого краха худшие { $share } { $market_goes ->
    [gain] принесли бы { $market }
   *[loss] потеряли бы { $market }
 }
tail-cells-title-plain = Из чего складываются худшие траектории
tail-cells-subtitle = Куда ушли деньги на худших { $share } траекторий за { $days }, в процентах от вложенного; все статьи резерва складываются в его { $shortfall }.
tail-cells-note = Это учёт того, куда ушли деньги на этих траекториях, а не того, что сберёг бы уход от контрагента: об этом — устранение. Показано не больше { $boxes } статей каждого резерва; все — в таблице «tail-cells».
tail-cells-column = среднее по худшим { $share }
tail-cells-alt = Статьи учёта на худших траекториях. { $reserves }
tail-cells-alt-reserve = { $reserve }: { $cells }.
tail-cells-alt-cell = { $cell } { $loss }
cell-market = рынок: { $asset }
cell-linked = { $asset } падает вместе с { $who }
cell-contagion = { $asset } в панике после { $who }
cell-custody = { $asset }, потеря на { $who }
cell-own-keys = { $asset }, утрата собственных ключей
cell-claim = требования к { $who } за { $asset }
cell-cost = издержки торговли

comparison-title = { $more } теряет на { $points } больше, чем { $less }, на худших { $share } траекторий
comparison-title-chance = Разница между { $first } и { $second } на худших { $share } траекторий может быть случайной: { $points }
comparison-title-chance-at-an-end = { $more } теряет на { $points } больше, чем { $less }, на худших { $share } траекторий, но на одном из концов допущений это может быть случайностью
comparison-title-open-assumptions = Допущения не позволяют увидеть разницу между { $first } и { $second } на худших { $share } траекторий: { $points }
comparison-title-few-paths = Траекторий слишком мало, чтобы сказать, что теряет больше на худших { $share } из них: { $first } или { $second }; на этих разница — { $points }
comparison-title-plain = Сравнение резервов
comparison-subtitle = Разности за { $days } в процентных пунктах, первый резерв минус второй, на одних и тех же траекториях. Правее 0 больше теряет первый. Полосы — 95-процентные интервалы; серые квадраты — интервал содержит 0, и разница может быть случайной.
comparison-subtitle-ranges = Разности за { $days } в процентных пунктах, первый резерв минус второй, на одних и тех же траекториях. Правее 0 больше теряет первый. Бледные полосы — от нижних до верхних допущений; линии — 95-процентные интервалы случайной погрешности; серые квадраты — разницы, которую позволяют увидеть допущения, нет: она меняет знак или при нижних, самих или верхних допущениях может быть случайной. При нижнем, при верхнем значении — когда все вредят меньше и когда все больше.
comparison-note = { $pairs ->
    [one] Ещё { $pairs } пара с меньшей разницей — только в таблице.
    [few] Ещё { $pairs } пары с меньшей разницей — только в таблице.
    [many] Ещё { $pairs } пар с меньшей разницей — только в таблице.
   *[other] Ещё { $pairs } пары с меньшей разницей — только в таблице.
 }
comparison-pair = { $first } минус { $second }
comparison-loses-more = теряет больше на { $share } траекторий
comparison-column-shortfall = { $shortfall } потерь
comparison-column-cost = средняя цена
comparison-alt = Попарные разности с интервалами. { $pairs }

tornado-title = Сильнее всего среднюю цену зависимости меняет «{ $input }»: { $at_low } п. п. при { $low }, { $at_high } при { $high }
tornado-subtitle = Изменение средней цены зависимости от контрагентов за { $days } в процентных пунктах, в среднем по резервам, когда один параметр проходит от нижней границы до верхней (полоса; круг — худшая граница), на первых из тех же траекторий ({ $paths }). Под параметром — его границы.
tornado-alt = Изменение средней цены зависимости от контрагентов в п. п. при нижнем и при верхнем значении одного параметра. { $inputs }.
tornado-es-title = Сильнее всего ES 99 % потерь меняет «{ $input }»: { $at_low } п. п. при { $low }, { $at_high } при { $high }
tornado-es-subtitle = Изменение ES 99 % потерь за { $days } в процентных пунктах, в среднем по резервам, когда один параметр проходит от нижней границы до верхней (полоса; круг — худшая граница), на первых из тех же траекторий ({ $paths }). Под параметром — его границы.
tornado-es-alt = Изменение ES 99 % потерь в п. п. при нижнем и при верхнем значении одного параметра. { $inputs }.
tornado-column = п. п.
tornado-column-low = внизу
tornado-column-high = вверху
tornado-ends = от { $low } до { $high }
tornado-alt-input = { $input }: от { $low } до { $high }
tornado-note-pools = Группы наблюдений проходят от 5 % до 95 % того, что допускают их подсчёты.
tornado-note-undrawn = { $count ->
    [one] Ещё { $count } параметр меняет меньше и есть в таблице «ranges».
    [few] Ещё { $count } параметра меняют меньше и есть в таблице «ranges».
    [many] Ещё { $count } параметров меняют меньше и есть в таблице «ranges».
   *[other] Ещё { $count } параметра меняют меньше и есть в таблице «ranges».
 }
tornado-note-still = { $count ->
    [one] { $count } из { $all } не меняет ничего.
   *[other] { $count } из { $all } не меняют ничего.
 }

fan-title = Через { $days } резерв { $reserve } на девяти траекториях из десяти стоит от { $low } до { $high } первоначального
fan-title-plain = Стоимость во времени
fan-subtitle = Стоимость в процентах от первого дня. Линия: на половине траекторий стоимость выше. Тёмная полоса — половина траекторий, бледная — девять из десяти. Внизу — дни.{ $singles ->
    [0] {""}
    [1] {" "}Тонкая линия: отдельная траектория.
    [4] {" "}Тонкие линии: четыре отдельные траектории.
   *[other] {" "}Тонкие линии: отдельные траектории ({ $singles }).
 }
fan-remark = медиана в конце: { $median }
fan-note = По выборке траекторий; открытые требования — по рыночной оценке; взносы и изъятия учтены в свой день.
fan-alt = Полосы стоимости во времени, по панели на резерв. В конце: { $reserves }
fan-alt-reserve = { $reserve }: медиана { $median }, девять из десяти — от { $low } до { $high }.

# Inputs: whose they are, and what they are. A key beyond these is told as it is written.
input-of = { $whose }: { $what }
input-of-mode = { $who }, { $mode }: { $what }
input-of-link = { $asset }, связь с { $who }: { $what }
input-of-link-mode = { $asset }, { $mode }: { $what }
input-of-raising = { $who }, влияние на { $other }: { $what }
input-of-raising-all = { $who }, влияние на всех остальных: { $what }
input-of-following = { $who } вслед за { $other }: { $what }
input-of-loading = { $who }: нагрузка на фактор { $factor }
input-of-pair = корреляция { $first } и { $second }
input-of-group-chance = вероятность за год, что участник группы { $group } потерпит крах или остановит вывод средств
input-of-own-chance = вероятность за год потерять собственные ключи
input-of-evidence = вероятность (наблюдения { $pool })
input-spread = разброс ({ $what })
input-upper-end = { $what }: превышается один раз из десяти
input-annual-failure-probability = вероятность в год
input-intensity = интенсивность в год
input-loss-given-failure = доля потерь
input-recovery-delay-days = срок выплаты, дней
input-recovers-after-days = дней до восстановления
input-half-life-days = период полураспада, дней
input-market-drawdown = падение рынка
input-drawdown = падение цены
input-escape-fraction = успевшая уйти доля
input-multiplier = множитель
input-probability = вероятность
input-weight = вес
input-volatility = волатильность
input-initial-volatility = волатильность в первый день
input-drift = снос
input-contagion-beta = бета заражения
input-jump-beta = бета скачков
input-average-daily-volume = дневной оборот
input-garch-alpha = альфа GARCH
input-garch-beta = бета GARCH
input-garch-gamma = гамма GARCH
input-stress-sensitivity = чувствительность к стрессу
input-stress-cap = предел стресса
input-dof = степени свободы
input-innovations-dof = степени свободы
input-default-correlation = обычная корреляция
input-jumps-per-year = скачков в год
input-jumps-mean = средний скачок
input-jumps = скачки
input-market = рынок
input-counterparty-copula = совместные крахи
input-claim-mark-petition-date = цена денежных требований
input-claim-mark-in-kind = цена требований в монетах
