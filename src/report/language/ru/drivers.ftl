# Диаграммы того, от кого исходят потери.

booked-waterfall-title = Из чего складываются худшие траектории
booked-waterfall-title-group = На худших { $share } траекторий { $reserve } теряет { $loss }, из них { $part } отнесены на { $group }; если бы никто не терпел крах, худшие { $share } теряли бы { $market }
booked-waterfall-subtitle = Куда ушли деньги на худших { $share } траекторий { $horizon }, в процентных пунктах от вложенного. Каждая полоса начинается там, где кончилась прошлая; все вместе дают { $shortfall }. Тонкие линии: 95-процентные интервалы, у итогов – размах допущений, если он рассчитан.
booked-waterfall-column = процентные пункты
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
concentration-subtitle = Метка: отнесённая на группу часть { $shortfall } { $horizon }, с 95-процентным интервалом. Черта: часть резерва, которую группа хранит или цена которой на неё опирается, в начале. Метка за чертой (треугольник): опаснее, чем кажется.
concentration-note = Эффективное число: сколько равных групп дали бы ту же концентрацию, без собственных ключей. Остальное в { $shortfall } – рынок, и не относится ни к одной группе; позиция, которая опирается на несколько групп, считается у каждой. Отнесённые части – учёт того, куда ушли деньги, а не то, что сберёг бы уход.
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
