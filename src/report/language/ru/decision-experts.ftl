# Два эксперта.

experts-title = Больше всего «{ $a }» и «{ $b }» разводит одно число: «{ $input }». Если взять второе значение только его, показатель «{ $figure }» резерва «{ $reserve }» сдвинется с { $from } до { $to } – это { $share } пути до { $goal }
experts-title-one = «{ $a }» и «{ $b }» расходятся в одном значении – «{ $input }»; оно сдвигает показатель «{ $figure }» резерва «{ $reserve }» с { $from } до { $goal }
experts-title-without-share = { $figure }, резерв «{ $reserve }»: { $from } по версии «{ $a }» и { $goal } по версии «{ $b }»; больше всего даёт «{ $input }»
experts-title-same = «{ $a }» и «{ $b }» дают один ответ: { $figure }, резерв «{ $reserve }» – { $value }
experts-title-sampling = Ответы «{ $a }» и «{ $b }» неразличимы ({ $figure }, резерв «{ $reserve }»): { $from } и { $goal }
experts-agree = «{ $a }» (первый) и «{ $b }» (второй): из { $both ->
    [one] { $both } допущения, о котором
    [few] { $both } допущений, о которых
    [many] { $both } допущений, о которых
   *[other] { $both } допущения, о которых
} высказались оба, согласие по { $agreed } – там диапазоны пересекаются; { $single ->
    [0] допущений, о которых высказался только один, нет
    [one] о { $single } допущении высказался только один
   *[other] о { $single } допущениях высказался только один
}. { $disputed ->
    [0] Ни одно значение не различается.
    [one] Различается { $disputed } значение.
    [few] Различаются { $disputed } значения.
    [many] Различаются { $disputed } значений.
   *[other] Различаются { $disputed } значения.
}
experts-answer = Резерв «{ $reserve }», { $figure }: первый ответ { $from }, второй { $goal }; второй на { $difference } выше.
experts-answer-lower = Резерв «{ $reserve }», { $figure }: первый ответ { $from }, второй { $goal }; второй на { $difference } ниже.
experts-answer-same = Резерв «{ $reserve }», { $figure }: { $value } у обоих; ничто из спорного этот показатель не меняет.
experts-more = { $count ->
    [one] Ещё { $count } показатель – в таблицах.
    [few] Ещё { $count } показателя – в таблицах.
    [many] Ещё { $count } показателей – в таблицах.
   *[other] Ещё { $count } показателя – в таблицах.
}
experts-back = В обратную сторону: второй ответ с этим значением первого – { $with } вместо { $goal }.
experts-part = Из разницы в { $difference } по всем порядкам замен { $part } даёт это число.
experts-together = Замены по одной оставляют { $together } совместному действию допущений.
experts-sampling = 95-процентный интервал разницы содержит 0; больше траекторий (--paths) сказали бы больше.
experts-within-ranges = Каждый ответ лежит в пределах, которые допускают диапазоны другого: ни один не исключает другого.
experts-note = Все прогоны – на одних и тех же случайных числах: различается то, что предположено, а не случай. Где один эксперт молчит, стоит значение сценария; где оба называют одно значение, стоит оно. Каждая замена – обычный прогон сценария с этим значением.
experts-note-part = Вклады по всем порядкам – это значения Шепли: среднее по всем порядкам замен того, что число меняет в свой черёд; в сумме они дают разницу.
experts-note-many = Различающихся значений слишком много, чтобы менять их во всех порядках: числа стоят по середине того, что каждое меняет с той и другой стороны.
experts-note-ranged = Диапазоны обоих ответов: все числа с диапазоном у этого эксперта и в сценарии на концах, которые вредят меньше, и на концах, которые вредят больше. Диапазон разницы: на этих концах всё бесспорное, а спорное – на двух своих значениях.
experts-note-not-ranged = Концы диапазонов посчитать не удалось: { $why }
experts-note-unmet = Замены без чисел – это значения двух экспертов, которые несовместимы.
experts-verdict-agree = согласен
experts-verdict-a-higher = ниже
experts-verdict-b-higher = выше
experts-verdict-only-a = молчит
experts-verdict-only-b = один
experts-standing-same = одинаковы
experts-standing-within-sampling = неразличимы на выборке
experts-standing-within-ranges = в диапазонах друг друга
experts-standing-unknown = ошибка неизвестна
experts-standing-apart = различны
experts-head-a-low = Первый, нижняя граница
experts-head-a-high = Первый, верхняя граница
experts-head-b-low = Второй, нижняя граница
experts-head-b-high = Второй, верхняя граница
experts-head-verdict = Второй
experts-head-moves = Сдвиг
experts-head-difference = Второй минус первый
experts-head-standing = Ответы
experts-head-together = Совместное действие
experts-head-a-with = Первый с ним
experts-head-from-a = Сдвиг от первого
experts-head-closes = Доля разницы
experts-head-b-with = Второй без него
experts-head-from-b = Сдвиг до второго
experts-head-part = Вклад по всем порядкам
experts-unsaid = ({ $value })
experts-caption-inputs = Что «{ $a }» (первый) и «{ $b }» (второй) думают о каждом числе и на сколько процентных пунктов его замена сдвигает показатель «{ $figure }» резерва «{ $reserve }». В скобках – диапазон; значение в скобках взято из сценария: этот эксперт о нём молчит. { $source }
experts-caption-answers = Оба ответа и их разница, { $horizon }, в процентах. В скобках: диапазон допущений, где он посчитан, иначе 95-процентные интервалы. { $source }
experts-caption-swaps = Что отдельные числа меняют в каждом показателе: ответ первого эксперта со значением второго у одного числа, ответ второго со значением первого и вклад по всем порядкам, в процентах, с 95-процентными интервалами. { $source }
experts-chart-title = Одно только «{ $input }» сдвигает показатель «{ $figure }» резерва «{ $reserve }» с { $from } до { $to }, всё спорное вместе – до { $goal }
experts-chart-title-one = «{ $input }» сдвигает показатель «{ $figure }» резерва «{ $reserve }» с { $from } до { $goal }
experts-chart-subtitle = { $figure } { $horizon }, в процентах: от ответа «{ $a }» по отдельным числам к ответу «{ $b }».
experts-chart-together = совместное действие
experts-chart-others = { $count ->
    [one] ещё { $count } число
    [few] ещё { $count } числа
    [many] ещё { $count } чисел
   *[other] ещё { $count } числа
}
experts-chart-note-part = Каждый шаг – вклад числа в разницу по всем порядкам замен.
experts-chart-note-alone = Каждый шаг – то, что число меняет само, считая от первого ответа; последний шаг – остаток.
experts-chart-note-sampling = Тонкие линии: 95-процентные интервалы.
experts-chart-note-ranged = Тонкие линии: у ответов – диапазон допущений, у шагов – 95-процентные интервалы.
experts-chart-alt = { $title }. Шаги от одного ответа к другому; резервов: { $count }.
