# Таблицы. Подпись состоит из нескольких предложений; каждое — отдельное сообщение.

table-horizon = { $days ->
    [one] Горизонт: { $days } день.
    [few] Горизонт: { $days } дня.
    [many] Горизонт: { $days } дней.
   *[other] Горизонт: { $days } дня.
 }
table-source = Linchpin { $version }, сценарий { $name } ({ $hash }), начальное число { $seed }, { $paths ->
    [one] { $paths } траектория
    [few] { $paths } траектории
    [many] { $paths } траекторий
   *[other] { $paths } траектории
 }. Результат модели, а не прогноз.
table-brackets-intervals = В скобках — 95-процентные интервалы: они показывают только случайную погрешность.
table-brackets-ranges = В скобках — от нижней до верхней границы допущений; случайная погрешность указана рядом, если она не мала.
table-brackets-mixed = В скобках — от нижней до верхней границы допущений и, если она не мала, случайная погрешность; но в столбцах { $columns } — 95-процентные интервалы, которые показывают только случайную погрешность.
table-brackets-some = Если прогон на границе допущений показателя не дал, в скобках стоит 95-процентный интервал; в каких строках — видно из файла .csv.
table-column = «{ $head }»
table-es-meaning = ES { $level } (ожидаемый дефицит) — среднее по худшим { $rest } траекторий.
table-untold = «–»: ES { $level } рассчитать не удалось.
table-untold-evidence = «–»: ES { $level } не приводится, если более половины его траекторий держатся на наблюдениях, которых слишком мало, чтобы судить о столь редких событиях ({ $pools }).
table-evidence = { $pool }: лет наблюдений — { $years }
table-no-source = источник не указан
table-as-above = как выше
table-choice-average = в среднем по траекториям
table-choice-baseline = в спокойное время
table-choice-in-kind = в монетах
table-choice-petition-date = деньгами, по ценам дня краха
table-choice-true = да

# Heads of columns.
table-head-reserve = Резерв
table-head-group = Группа
table-head-counterparty = Контрагент
table-head-input = Параметр
table-head-assumption = Допущение
table-head-value = Значение
table-head-unit = Единица
table-head-low = Нижняя граница
table-head-high = Верхняя граница
table-head-basis = Основание
table-head-confidence = Уверенность
table-head-source = Источник
table-head-event = Событие
table-head-change = Изменение
table-head-paths = Траектории
table-head-initial-value = Стоимость в первый день
table-head-cost-per-year = Средняя цена зависимости в год
table-head-paths-above = Доля траекторий дороже { $share }
table-head-mean-loss = Средние потери
table-head-mean-cost = Средняя цена зависимости
table-head-mean-counterparty-cost = Средняя цена зависимости от контрагентов
table-head-es = ES { $level }
table-head-es-market-alone = ES { $level }, только рынок
table-head-es-liquid = ES { $level }, ликвидно
table-head-es-eventual = ES { $level }, в итоге
table-head-es-of-loss = ES { $level } потерь
table-head-es-of-cost = ES { $level } цены зависимости
table-head-nine-in-ten-from = Цена на 9 из 10: от
table-head-nine-in-ten-to = Цена на 9 из 10: до
table-head-tomorrow-liquid = Если завтра: ликвидно
table-head-tomorrow-marked = Если завтра: по рынку
table-head-tomorrow-eventual = Если завтра: в итоге
table-head-first = Первый
table-head-second = Второй
table-head-es-difference = Разность ES { $level }
table-head-cost-difference = Разность средней цены зависимости
table-head-first-loses-more = P(первый теряет больше)
table-head-first-order = Лучше при любых потерях (первый порядок)
table-head-second-order = Лучше в любом хвосте (второй порядок)
table-head-sign-holds = Знак разности ES один и тот же при нижних, центральных и верхних значениях
table-head-not-compared = Не сравниваются, так как
table-head-hurts = Какая граница хуже
table-head-cost-at-low = Цена зависимости при нижней
table-head-cost-at-high = Цена зависимости при верхней
table-head-es-at-low = ES { $level } при нижней
table-head-es-at-high = ES { $level } при верхней
table-head-booked-to = Куда отнесено
table-head-mean-of-worst = Среднее по худшим { $share } траекторий
table-head-mean-of-all = Среднее по всем траекториям
table-head-assumed = Принято
table-head-own-cause = Вышло, собственная причина
table-head-all-causes = Вышло, все причины
table-head-claims-at-nothing = Требования по нулю
table-head-claims-in-full = Требования полностью
table-head-envelope = Сумма вероятностей на потери
table-head-custody-weight = У неё на хранении
table-head-linked-weight = На хранении или зависит от неё
table-head-booked-share = Отнесённая доля ES { $level }

table-figures-caption = Во что каждому резерву обходится зависимость от контрагентов, в процентах, и на какой доле траекторий она обходится дороже заданной части.
table-losses-caption = Потери каждого резерва в процентах от вложенного; рядом — сколько он потерял бы на одном только рынке, без единого краха. Открытые требования учтены по цене, которую дал бы покупатель (по рынку), по нулю (ликвидно) или полностью (в итоге).
table-if-it-fails-caption = Сколько теряется на траекториях, где контрагент терпит крах, в процентах; на девяти таких траекториях из десяти цена зависимости лежит между «от» и «до». «Если завтра» — до любого движения рынка, когда открытые требования учтены по нулю (ликвидно), по цене покупателя (по рынку) и полностью (в итоге).
table-if-it-fails-no-path = «–»: этого события нет ни на одной траектории.
table-removal-caption = На сколько процентных пунктов снижаются показатели при устранении группы: она не может потерпеть крах; то, что она хранит, лежит на собственных ключах (ключи в другом месте); или от неё не зависит ни одна цена (связи разорваны). То, что ничего не меняет, опущено.
table-removal-all = не может потерпеть крах
table-removal-keys = ключи в другом месте
table-removal-links = связи разорваны
table-removal-both = и то и другое
table-comparison-caption = Резервы попарно на одних и тех же траекториях: первый минус второй, в процентных пунктах; P — доля траекторий.
table-comparison-holds = да
table-comparison-open = разницы, которую позволяют увидеть допущения, нет
table-comparison-chance-at-an-end = одинаков, но на одном из концов это может быть случайностью
table-comparison-few-paths = траекторий слишком мало, чтобы судить
table-comparison-neither = ни один
table-ranges-caption = Что меняет каждый параметр с диапазоном сам по себе, по первым траекториям ({ $paths }): изменение средней цены зависимости от контрагентов и ES { $level } потерь, в среднем по резервам, в процентных пунктах, при нижней и при верхней границе параметра.
table-ranges-not-run = прогон не выполнен: { $why }
table-ranges-low-end = нижняя
table-ranges-high-end = верхняя
table-ranges-neither = ни одна
table-tail-cells-caption = Куда ушли деньги на траекториях, по которым считается ES { $level }, в процентах от вложенного: это учёт по этим траекториям, а не то, что сберёг бы уход.
table-probabilities-caption = Вероятность краха за горизонт: принятая (это не оценка какой-либо компании) и получившаяся. «Собственная причина» — доля траекторий, на которых сработала собственная причина, в том числе когда контрагент уже пал вслед за другим; она должна совпадать с принятой. «Все причины» — доля траекторий, на которых он потерпел крах, в том числе вслед за другими.
table-probabilities-nameless = «–»: в этом прогоне не отмечалось, кто и на какой траектории терпит крах.
table-checks-caption = Средняя цена зависимости от контрагентов в процентах, в том числе при открытых требованиях по нулю и полностью; для грубой проверки рядом — сумма по отдельным крахам: вероятность, умноженная на то, во что каждый обошёлся бы завтра.
table-convergence-caption = Как устанавливается ES потерь: в процентах, только по первым траекториям.
table-assumptions-caption = Допущения сценария, как они записаны.
table-assumptions-no-range = «–»: диапазон не указан.
table-concentration-caption = От кого зависит каждый резерв в первый день, в процентах от стоимости: что хранит каждая группа, что она хранит или чья цена от неё зависит, и какая часть ES к ней отнесена. Группа, у которой отнесённая доля больше веса, опаснее, чем выглядит; это учёт по этим траекториям, а не то, что сберёг бы уход.
table-concentration-untold = «–»: поимённого учёта нет или ES не является потерей.
table-effective-numbers-caption = Эффективное число групп каждого резерва: столько равных групп дали бы такую же концентрацию. Собственные ключи и хранилища не учитываются.
table-effective-numbers-untold = «–»: ни у одной группы, которая может потерпеть крах, нет доли.
table-booked-waterfall-caption = Куда ушли деньги на худших траекториях, часть за частью вплоть до ES, в процентах от вложенного: рынок, затем каждая группа со всем, что к ней отнесено. Это учёт по этим траекториям, а не то, что сберёг бы уход.
table-part-market = рынок
table-part-cost = торговые издержки
table-part-all = всё вместе: ES { $level }

table-basis-measured = измерено
table-basis-published = опубликовано
table-basis-judgement = суждение
table-confidence-high = высокая
table-confidence-medium = средняя
table-confidence-low = низкая
table-unit-share = доля
table-unit-share-a-year = доля в год
table-unit-a-year = в год
table-unit-years = годы
table-unit-days = дни
table-unit-events = события
table-unit-money-a-day = деньги в день
table-rows-of-file = { $rows ->
    [one] { $rows } строка файла { $file }
    [few] { $rows } строки файла { $file }
    [many] { $rows } строк файла { $file }
   *[other] { $rows } строки файла { $file }
 }

# Laws from which a number is drawn.
law-uniform = от { $min } до { $max }
law-triangular = от { $min } до { $max }, вероятнее всего { $mode }
law-beta = бета-распределение: среднее { $mean }, стандартное отклонение { $sd }
law-lognormal = медиана около { $median } дн., 90-й процентиль { $p90 } дн.
law-empirical-more = { $first } и ещё { $more }, среднее { $mean }

# Книга Excel.
workbook-head-interval-low = { $head }: 95-процентный интервал от
workbook-head-interval-high = { $head }: 95-процентный интервал до
workbook-head-range-low = { $head }: допущения у нижней границы
workbook-head-range-high = { $head }: допущения у верхней границы
workbook-head-sheet = Лист
workbook-head-meaning = Что показано
workbook-summary = Все показатели, по одному в строке, как в summary.csv.
workbook-columns = Там, где пояснение говорит о скобках, на листе отдельные столбцы: 95-процентный интервал (от и до) и, если диапазоны рассчитаны, значение при нижних и верхних допущениях. Где говорится о «–», ячейка пуста.
