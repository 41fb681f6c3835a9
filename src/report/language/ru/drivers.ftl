# Диаграммы того, от кого исходят потери.

booked-waterfall-title = Из чего складываются худшие траектории
booked-waterfall-title-group = На худших { $share } траекторий { $reserve } { $goes ->
    [gain] всё же выигрывает { $loss }, уже за вычетом { $part }, которые отнесены на { $group }
   *[loss] теряет { $loss }, из них { $part } отнесены на { $group }
}; если бы никто не терпел крах, худшие { $share } { $market_goes ->
    [gain] приносили бы { $market }
   *[loss] теряли бы { $market }
}
booked-waterfall-subtitle = Куда ушли деньги на худших { $share } траекторий { $horizon }, в процентах от вложенного. Каждая полоса начинается там, где кончилась прошлая; все вместе дают { $shortfall }.
booked-waterfall-column = в процентах от вложенного
booked-waterfall-note = Это учёт того, куда ушли деньги на этих траекториях, а не то, что сберёг бы уход. У одного рынка, где никто не терпит крах, худшие траектории свои: его итог не равен первой полосе.
booked-waterfall-more = { $count ->
    [one] Ещё { $count } резерв есть в таблице «tail-cells».
    [few] Ещё { $count } резерва есть в таблице «tail-cells».
    [many] Ещё { $count } резервов есть в таблице «tail-cells».
   *[other] Ещё { $count } резерва есть в таблице «tail-cells».
}
booked-waterfall-market = рынок
booked-waterfall-others = сумма ещё { $count }
booked-waterfall-cost = издержки торговли
booked-waterfall-market-alone = только рынок
booked-waterfall-alt = Каскадные диаграммы от нуля до средних потерь худших траекторий, по одной на резерв: рынок, затем группа за группой.
booked-waterfall-alt-reserve = { $reserve }: { $steps }, всего { $total }; только рынок { $market }.
concentration-title-above = { $group } опаснее для { $reserve }, чем кажется: на эту группу опирается { $weight } резерва, но на неё отнесено { $share } { $shortfall }
concentration-title-below = Ни у одной группы доля в худших траекториях не превышает её долю в резерве; крупнейшая – { $group }: на неё опирается { $weight } резерва { $reserve }, и на неё отнесено { $share } { $shortfall }
concentration-title-open = Опаснее ли { $group } для { $reserve }, чем кажется, этот расчёт сказать не может: на эту группу опирается { $weight } резерва, и на неё отнесено { $share } { $shortfall }
concentration-subtitle = Метка: отнесённая на группу часть { $shortfall } { $horizon }. Черта: часть резерва, которую группа хранит или цена которой на неё опирается, в начале. Метка за чертой (треугольник): опаснее, чем кажется.
concentration-note = Эффективное число: сколько равных групп дали бы ту же концентрацию, без собственных ключей; прочерк — если, кроме них, никто ничего не держит. Показано не больше шести групп резерва, первыми те, у кого больше всего от него и от { $shortfall }; все — в таблицах. Остальное в { $shortfall } – рынок, и не относится ни к одной группе; позиция, которая опирается на несколько групп, считается у каждой. Отнесённые части – учёт того, куда ушли деньги, а не то, что сберёг бы уход.
concentration-more = { $count ->
    [one] Ещё { $count } резерв есть в summary.csv.
    [few] Ещё { $count } резерва есть в summary.csv.
    [many] Ещё { $count } резервов есть в summary.csv.
   *[other] Ещё { $count } резерва есть в summary.csv.
}
concentration-column = { $shortfall } / резерва
concentration-effective = эффективное число { $weight } (резерв), { $share } ({ $shortfall })
concentration-alt = Часть потерь худших траекторий и часть резерва для каждой группы.
concentration-alt-group = { $group }: { $weight } резерва, { $share } потерь
removal-ladder-title = Что сберегло бы устранение одной группы
removal-ladder-title-group = Из-за группы «{ $group }» { $reserve } теряет в среднем больше: на { $saved } из { $today }, которых стоит зависимость от всех контрагентов
removal-ladder-subtitle = Средняя цена зависимости от контрагентов и { $shortfall } потерь { $horizon }: сегодня и на тех же траекториях с одним изменением. Тёмное: что остаётся. Бледное и числа: что исчезает, в процентных пунктах.
removal-ladder-note = Ключи не у неё: то, что хранит группа, лежит на собственных ключах. Актив не её: ни одна цена на группу не опирается. Без краха: она не терпит крах и не тянет за собой других. Линии стоят там, где кончается остаток. Показано не больше пяти групп резерва — те, устранение которых меняет что-то сверх случайности; в таблице «removal» есть все изменения, кроме тех, что не меняют ничего.
removal-ladder-more = { $count ->
    [one] Ещё { $count } резерв есть в таблице «removal».
    [few] Ещё { $count } резерва есть в таблице «removal».
    [many] Ещё { $count } резервов есть в таблице «removal».
   *[other] Ещё { $count } резерва есть в таблице «removal».
}
removal-ladder-cost = средняя цена
removal-ladder-shortfall = { $shortfall } потерь
removal-ladder-today = сегодня
removal-ladder-keys = ключи не у неё
removal-ladder-links = актив не её
removal-ladder-both = то и другое
removal-ladder-all = без краха
removal-ladder-without = { $group }: без краха
removal-ladder-nobody = только рынок
removal-ladder-alt = Для каждого резерва средняя цена зависимости от контрагентов и средние потери худших траекторий сегодня и после каждого устранения. Снижение среднего:
removal-ladder-alt-group = без «{ $group }» { $saved }
tail-matrix-title = Потери худших траекторий по активам и контрагентам
tail-matrix-title-cell = На худших { $share } траекторий больше всего отнесено на одного контрагента в одном активе здесь: { $asset }, { $who } – { $goes ->
    [gain] { $part }, хотя { $reserve } всё же выигрывает { $loss }
   *[loss] { $part } из { $loss }, которые теряет { $reserve }
}; только рынок { $market_goes ->
    [gain] принёс бы { $market }
   *[loss] взял бы { $market }
}
tail-matrix-subtitle = { $shortfall } потерь { $horizon }, в процентах от вложенного, по активам (строки) и контрагентам (столбцы), с половиной 95-процентного интервала случайной погрешности. Строки складываются в активы, столбцы – в контрагентов, всё вместе – в { $shortfall }. Чем темнее, тем больше; синее – выигрыш.
tail-matrix-note = Это учёт того, куда ушли деньги на этих траекториях, а не то, что сберёг бы уход. Погрешность части оценена отдельно от погрешности { $shortfall }. Несколько строк или столбцов в одном – суммы без интервала.
tail-matrix-more = { $count ->
    [one] Ещё { $count } резерв есть в summary.csv.
    [few] Ещё { $count } резерва есть в summary.csv.
    [many] Ещё { $count } резервов есть в summary.csv.
   *[other] Ещё { $count } резерва есть в summary.csv.
}
tail-matrix-market = рынок
tail-matrix-market-and-trading = рынок, торговля
tail-matrix-cost = торговля
tail-matrix-sum = сумма
tail-matrix-others = ещё { $count }
tail-matrix-remark = { $shortfall } { $loss }; только рынок { $market }
tail-matrix-alt = Тепловые карты средних потерь худших траекторий по активам и контрагентам, по одной на резерв.
tail-matrix-alt-cell = { $asset }, { $who }: { $part }
counterparty-cards-title = { $reserve } теряет { $cost } того, что есть у двойника без крахов, { $failure }; кто-то из группы «{ $group }» так или иначе терпит крах { $horizon } на { $chance } траекторий
counterparty-cards-subtitle = Для каждой группы – резерв, который опирается на неё больше всего, и чего ему стоит её крах { $horizon } сверх рынка, в процентах от того, что есть у двойника без крахов: среднее (метка) и девять траекторий из десяти (бледная полоса).
counterparty-cards-note = Ликвидно: требования в ожидании не стоят ничего; по рынку: столько, сколько платит покупатель; в итоге: полностью. Вероятности – допущения сценария, а не оценка какой-либо фирмы. Крах – тот, у которого произведение вероятности на цену наибольшее; в вероятность входят и крахи вместе с другими, поэтому по тому, что случается первым, больше весить может другой.
counterparty-cards-more = { $count ->
    [one] Ещё { $count } группа есть в таблице «if-it-fails».
    [few] Ещё { $count } группы есть в таблице «if-it-fails».
    [many] Ещё { $count } групп есть в таблице «if-it-fails».
   *[other] Ещё { $count } группы есть в таблице «if-it-fails».
}
counterparty-cards-column = среднее / 9 из 10
counterparty-cards-heading = { $group }: { $reserve }
counterparty-cards-liquid = ликвидно
counterparty-cards-marked = по рынку
counterparty-cards-eventual = в итоге
counterparty-cards-chance = Терпит крах { $horizon } на { $chance } траекторий.
counterparty-cards-chance-stated = Терпит крах { $horizon } на { $chance } траекторий. Задано на год: { $stated }.
counterparty-cards-stated = { $who }: { $value }
counterparty-cards-known = { $value } – { $how }
counterparty-cards-evidence = { $who }: так часто, как фирмы в наблюдениях «{ $pool }»
counterparty-cards-more-chances = { $count ->
    [one] ещё { $count } в таблице «assumptions»
    [few] ещё { $count } в таблице «assumptions»
    [many] ещё { $count } в таблице «assumptions»
   *[other] ещё { $count } в таблице «assumptions»
}
counterparty-cards-measured = измерено
counterparty-cards-published = опубликовано
counterparty-cards-judgement = суждение
counterparty-cards-high = высокая уверенность
counterparty-cards-medium = средняя уверенность
counterparty-cards-low = низкая уверенность
counterparty-cards-saves-mean = Её устранение сберегает { $mean } среднего.
counterparty-cards-saves = Её устранение сберегает { $mean } среднего и { $es } { $shortfall }.
counterparty-cards-modes-saved = Из этого среднего, в пунктах, по тому, что случается первым: { $modes }.
counterparty-cards-modes-cost = Средняя цена там, где она терпит крах, в пунктах, по тому, что случается первым: { $modes }.
counterparty-cards-mode = { $failure } – { $part }
counterparty-cards-other-modes = все остальные – { $part }
counterparty-cards-alt = Карточки групп, в каждой – резерв, который опирается на неё больше всего.
counterparty-cards-alt-group = { $group }: крах на { $chance } траекторий; { $reserve } тогда теряет { $cost } (девять траекторий из десяти: от { $low } до { $high }).
