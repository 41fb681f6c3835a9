# Прогоны рядом.

compare-side-is = { $side } — { $name }
compare-paired = { $a } и { $b } видят одни и те же траектории: их резервы сравнены траектория за траекторией.
compare-not-paired = { $a } и { $b } не спарены, причина: { $why }; их интервалы — как у независимых прогонов, и они шире.
compare-source = Источник: Linchpin { $version }. { $sides }. Результат модели, а не прогноз.
compare-source-side = { $side }: сценарий { $scenario } ({ $hash }), начальное число { $seed }, траекторий { $paths }
compare-page-title = Рядом: { $names }
compare-page-description = Резервы нескольких прогонов или сценариев, каждый с резервами других: насколько они различаются и насколько это надёжно.
compare-heading-sides = Что сравнивается
compare-heading-differences = Различия
compare-heading-reserves = Резервы
compare-heading-scenarios = Чем различаются сценарии
compare-heading-method = Как это получено
compare-heading-source = Откуда это
compare-method = Если у двух сторон одинаковы начальное число, число траекторий, горизонт, шаги и рынок, то цены одинаковы на каждой траектории, а общим контрагентам выпадает одна и та же судьба. Оставшаяся разница вызвана тем, что различается, и её интервал — интервал разностей траектория за траекторией. Иначе стороны считаются независимыми: половина интервала разности — корень из суммы квадратов обеих половин, а вероятность того, что один теряет больше, берётся для траектории каждой стороны, разыгранной отдельно. Интервалы 95-процентные и только случайной погрешности. Что оставляют открытым допущения, говорит отчёт каждой стороны.
compare-side = <strong>{ $side }</strong>: <code>{ $name }</code>, { $title } (сценарий <code>{ $scenario }</code>, траекторий { $paths } по { $days } дн., начальное число { $seed }, { $source })
compare-stored = сохранённые траектории
compare-simulated = рассчитано для этого сравнения
compare-terms = Разницы — в процентных пунктах резерва, первый минус второй: выше 0 больше теряет первый. ES { $level } (ожидаемый дефицит) — средние потери худших { $worst } траекторий. Цена в год — сколько в среднем отнимают крахи других, доля резерва. Интервалы показывают лишь случайность розыгрышей. Чтобы увидеть, что в разнице оставляет открытым диапазон допущений, поместите оба резерва в один сценарий и запустите его.
compare-terms-without-shortfall = Разницы — в процентных пунктах резерва, первый минус второй: выше 0 больше теряет первый. Цена в год — сколько в среднем отнимают крахи других, доля резерва. Интервалы показывают лишь случайность розыгрышей. Чтобы увидеть, что в разнице оставляет открытым диапазон допущений, поместите оба резерва в один сценарий и запустите его.
compare-nothing = ничего
compare-difference = <code>{ $address }</code>: { $a } против { $b }
compare-no-difference = { $a } и { $b }: ничем, кроме имени, начального числа и траекторий.
compare-differences-of = { $a } против { $b }:
compare-more-differences = { $count ->
    [one] Ещё { $count } стоит в comparison.json.
    [few] Ещё { $count } стоят в comparison.json.
    [many] Ещё { $count } стоят в comparison.json.
   *[other] Ещё { $count } стоят в comparison.json.
}
compare-chart-pair = { $a } против { $b }
compare-chart-shortfall = ES { $level } потерь
compare-chart-shortfall-untold = ES потерь
compare-chart-cost = цена в год
compare-chart-more = { $count ->
    [one] Ещё { $count } пара есть только в таблице.
    [few] Ещё { $count } пары есть только в таблице.
    [many] Ещё { $count } пар есть только в таблице.
   *[other] Ещё { $count } пары есть только в таблице.
}
compare-chart-subtitle = Разницы в процентных пунктах, первый минус второй. Правее 0 больше теряет первый. Полоски: 95-процентные интервалы; серые квадраты: интервал содержит 0, разница может быть случайной. Лишь случайность розыгрышей: допущения могут оставлять открытым больше. { $sides }.
compare-chart-more-in-tail = «{ $more }» теряет на { $points } больше, чем «{ $less }», на худших { $worst } траекторий
compare-chart-more-a-year = «{ $more }» в среднем теряет от крахов на { $points } в год больше, чем «{ $less }»
compare-chart-same-in-tail = «{ $more }» и «{ $less }» не различаются сверх случайности на худших { $worst } траекторий: { $points }
compare-chart-same-a-year = «{ $more }» и «{ $less }» не различаются сверх случайности в том, чего крахи стоят в год: { $points }
compare-chart-few-in-tail = Траекторий слишком мало, чтобы сказать, что теряет больше на худших { $worst } из них: «{ $more }» или «{ $less }»; на этих разница — { $points }
compare-chart-few-a-year = Траекторий слишком мало, чтобы сказать, чему крахи стоят в год больше: «{ $more }» или «{ $less }»; на этих разница — { $points }
compare-chart-alt = Разницы резервов нескольких прогонов с интервалами.
compare-table-caption = { $what } { $sides }. В скобках: 95-процентные интервалы случайной погрешности. { $source }
compare-table-pairs = Резервы парами, первый минус второй, в процентных пунктах.
compare-table-reserves = Каждый резерв сам по себе, доля вложенного.
compare-table-yes = да
compare-table-no = нет
compare-table-first = Первый
compare-table-second = Второй
compare-table-paired = Те же траектории
compare-table-shortfall = Разница ES { $level }
compare-table-cost = Разница цены в год
compare-table-loses-more = P(первый теряет больше)
compare-table-why-not = Почему не сравнено
compare-table-reserve = Резерв
compare-table-shortfall-itself = ES { $level }
compare-table-mean-loss = Средние потери
compare-table-cost-itself = Цена крахов в год
compare-unlike-seeds = различаются начальные числа ({ $one } и { $other })
compare-unlike-paths = различается число траекторий ({ $one } и { $other })
compare-unlike-horizons = различаются горизонты ({ $one } и { $other } дн.)
compare-unlike-steps = различаются шаги ({ $one } и { $other } дн.)
compare-unlike-assets = у них разные активы или другой их порядок
compare-unlike-price = цена { $asset } движется иначе
compare-unlike-laws = их рынки разыгрывают цены по разным законам
compare-unlike-kept-paths = траекторий так много, что хранится лишь часть, и не одна и та же
