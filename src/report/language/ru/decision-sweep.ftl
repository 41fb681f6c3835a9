# Показатели словами.

input-of-weight = доля { $asset } ({ $custodian }) в резерве { $reserve }
figure-es-of-loss = ES { $level }
figure-mean-loss = средние потери
figure-mean-cost = средняя цена зависимости
figure-cost-per-year = средняя цена зависимости в год
figure-ce-of-loss = гарантированный эквивалент при неприятии риска { $aversion }
figure-of-column = { $measure } ({ $column })
figure-measure-mean = среднее
figure-measure-var = VaR { $level }
figure-measure-es = ES { $level }
figure-measure-ce = эквивалент при неприятии риска { $aversion }
figure-measure-above = вероятность превысить { $level }
figure-column-loss = потери
figure-column-liquid = ликвидные потери
figure-column-eventual = потери в итоге
figure-column-market = только рынок
figure-column-drawdown = наибольшая просадка
figure-column-cost = цена зависимости от контрагентов
figure-note-ce = Гарантированный эквивалент — доля вложенного, которая, будь она гарантирована, была бы столь же хороша при постоянном относительном неприятии риска. Полная потеря считается как 99%: начиная с неприятия риска 1 одна такая траектория иначе решала бы всё, как бы маловероятна она ни была.

# Прогоны по значениям.

sweep-title = { $figure }, { $reserve }: { $first }, где «{ $x }» равно { $from }, и { $last }, где { $to }
sweep-title-of-two = { $figure }, { $reserve }: от { $low } («{ $x }» { $low_x }, «{ $y }» { $low_y }) до { $high } ({ $high_x }, { $high_y })
sweep-sentence = { $reserve }, { $figure }: { $first }, где «{ $x }» равно { $from }; { $last }, где { $to }.
sweep-lead = { $points ->
    [one] { $points } точка
    [few] { $points } точки
    [many] { $points } точек
   *[other] { $points } точки
} из { $runs ->
    [one] { $runs } имитации
    [few] { $runs } имитаций
    [many] { $runs } имитаций
   *[other] { $runs } имитации
}, все на одних и тех же случайных числах: точки различаются тем, что изменено, а не случаем.
sweep-more = { $count ->
    [one] Ещё { $count } показатель — в таблице.
    [few] Ещё { $count } показателя — в таблице.
    [many] Ещё { $count } показателей — в таблице.
   *[other] Ещё { $count } показателя — в таблице.
}
sweep-today = Сегодня «{ $x }» равно { $today }.
sweep-today-ranged = Сегодня «{ $x }» равно { $today }; данные допускают от { $low } до { $high }.
sweep-note = Каждая точка до последней цифры совпадает с обычным прогоном сценария с этими значениями ({ $addresses }). При изменении одной доли резерва остальные пересчитываются с сохранением пропорций.
sweep-note-ranged = Диапазоны: все прочие предположения с диапазоном на концах, которые вредят меньше, и на концах, которые вредят больше; то, что меняется на осях, в них не входит.
sweep-note-not-ranged = Концы прочих предположений посчитать не удалось: { $why }
sweep-head-measure = Мера
sweep-head-figure = Показатель
sweep-caption = Показатели по перебираемым значениям, { $horizon }. В скобках: диапазон предположений, где он посчитан, иначе 95%-ные интервалы. { $source }
sweep-chart-subtitle = По горизонтали: { $x }. Показатели { $horizon }, по линии на резерв, с 95%-ными интервалами.
sweep-chart-note = Вертикальный пунктир: сегодняшнее значение.
sweep-chart-note-evidence = Серый фон: что допускают данные.
sweep-chart-note-ranged = Тонкие точки: все прочие предположения с диапазоном на концах, которые вредят меньше и больше.
sweep-chart-alt = { $title }. Линии резервов ({ $count }) по оси «{ $x }».
sweep-chart-subtitle-of-two = По горизонтали: { $x }. По вертикали: { $y }. Показатели { $horizon }.
sweep-chart-note-of-two = Чем темнее, тем больше показатель; у каждой карты своя шкала. Ромб: сегодняшние значения.
sweep-chart-alt-of-two = { $title }. Тепловые карты ({ $count }) по осям «{ $x }» и «{ $y }».
sweep-chart-panel = { $reserve }: { $figure }
sweep-chart-scale = от { $low } (бледно) до { $high } (темно)
