# Қатар қойылған есептеулер.

compare-side-is = { $side } — { $name }
compare-paired = { $a } мен { $b } бірдей траекторияларды көреді: резервтері траекториялар бойынша бір-бірлеп салыстырылды.
compare-not-paired = { $a } мен { $b } жұпталмаған, себебі: { $why }; аралықтары тәуелсіз есептеулердікіндей, әрі кеңірек.
compare-source = Дереккөзі: Linchpin { $version }. { $sides }. Модель нәтижесі, болжам емес.
compare-source-side = { $side }: { $scenario } сценарийі ({ $hash }), бастапқы сан { $seed }, { $paths } траектория
compare-page-title = Қатар: { $names }
compare-page-description = Бірнеше есептеудің немесе сценарийдің резервтері, әрқайсысы басқалардікімен: олар қаншаға және қаншалықты сенімді айырмашылық жасайды.
compare-heading-sides = Не салыстырылады
compare-heading-differences = Айырмашылықтар
compare-heading-reserves = Резервтер
compare-heading-scenarios = Сценарийлердің айырмасы
compare-heading-method = Қалай табылды
compare-heading-source = Қайдан алынды
compare-method = Екі жақтың бастапқы саны, траекториялар саны, көкжиегі, қадамдары мен нарығы бірдей болса, бағалар әр траекторияда бірдей, ал ортақ контрагенттердің тағдыры да бірдей ойнатылады. Қалған айырмашылық өзгешеліктен туады, аралығы — траекториялар бойынша айырмалардың аралығы. Әйтпесе жақтар тәуелсіз деп алынады: айырма аралығының жартысы — екі жартының квадраттары қосындысының түбірі, ал біреуі көбірек жоғалтатын ықтималдық әр жақтан жеке ойнатылған траектория үшін алынады. Аралықтар 95 пайыздық және тек кездейсоқ қателік үшін. Болжамдар нені ашық қалдыратынын әр жақтың өз есебі айтады.
compare-side = <strong>{ $side }</strong>: <code>{ $name }</code>, { $title } (<code>{ $scenario }</code> сценарийі, { $days } күндік { $paths } траектория, бастапқы сан { $seed }, { $source })
compare-stored = сақталған траекториялары
compare-simulated = осы салыстыру үшін есептелген
compare-terms = Айырмалар резервтің пайыздық тармақтарында, бірінші минус екінші: 0-ден жоғары болса, бірінші көбірек жоғалтады. ES { $level } (күтілетін шығын тапшылығы) — траекториялардың ең нашар { $worst } бөлігінің орташа шығыны. Жылдық құн — басқалардың істен шығуы орта есеппен алатын үлес.
compare-terms-without-shortfall = Айырмалар резервтің пайыздық тармақтарында, бірінші минус екінші: 0-ден жоғары болса, бірінші көбірек жоғалтады. Жылдық құн — басқалардың істен шығуы орта есеппен алатын үлес.
compare-nothing = ештеңе
compare-difference = <code>{ $address }</code>: { $a } және { $b }
compare-no-difference = { $a } мен { $b }: аты, бастапқы саны мен траекторияларынан басқа айырмасы жоқ.
compare-differences-of = { $a } және { $b }:
compare-more-differences = { $count ->
    [one] Тағы { $count } айырма comparison.json файлында.
   *[other] Тағы { $count } айырма comparison.json файлында.
}
compare-chart-pair = { $a } және { $b }
compare-chart-shortfall = шығынның ES { $level }
compare-chart-shortfall-untold = шығынның ES
compare-chart-cost = жылдық құн
compare-chart-more = { $count ->
    [one] Тағы { $count } жұп тек кестеде бар.
   *[other] Тағы { $count } жұп тек кестеде бар.
}
compare-chart-subtitle = Пайыздық тармақпен айырмалар, бірінші минус екінші. 0-ден оң жақта бірінші көбірек жоғалтады. Жолақтар: 95 пайыздық аралықтар; сұр шаршылар: аралықта 0 бар, айырма кездейсоқ болуы мүмкін. { $sides }.
compare-chart-more-in-tail = «{ $more }» траекториялардың ең нашар { $worst } бөлігінде «{ $less }» резервінен { $points } көп жоғалтады
compare-chart-more-a-year = «{ $more }» істен шығулардан жылына орта есеппен «{ $less }» резервінен { $points } көп жоғалтады
compare-chart-same-in-tail = «{ $more }» пен «{ $less }» траекториялардың ең нашар { $worst } бөлігінде кездейсоқтықтан артық айырма жасамайды: { $points }
compare-chart-same-a-year = «{ $more }» пен «{ $less }» істен шығулардың жылдық құнында кездейсоқтықтан артық айырма жасамайды: { $points }
compare-chart-few-in-tail = Траекториялар тым аз: олардың ең нашар { $worst } бөлігінде «{ $more }» пен «{ $less }» резервтерінің қайсысы көбірек жоғалтатынын айту мүмкін емес; осы траекторияларда айырма — { $points }
compare-chart-few-a-year = Траекториялар тым аз: істен шығулар «{ $more }» пен «{ $less }» резервтерінің қайсысына жылына қымбатырақ түсетінін айту мүмкін емес; осы траекторияларда айырма — { $points }
compare-chart-alt = Бірнеше есептеу резервтерінің айырмалары, аралықтарымен.
compare-table-caption = { $what } { $sides }. Жақшада: кездейсоқ қателіктің 95 пайыздық аралықтары. { $source }
compare-table-pairs = Жұп резервтер, бірінші минус екінші, пайыздық тармақпен.
compare-table-reserves = Әр резерв өз алдына, салынған қаражаттың үлесі.
compare-table-yes = иә
compare-table-no = жоқ
compare-table-first = Бірінші
compare-table-second = Екінші
compare-table-paired = Сол траекториялар
compare-table-shortfall = ES { $level } айырмасы
compare-table-cost = Жылдық құн айырмасы
compare-table-loses-more = P(бірінші көбірек жоғалтады)
compare-table-why-not = Неге салыстырылмады
compare-table-reserve = Резерв
compare-table-shortfall-itself = ES { $level }
compare-table-mean-loss = Орташа шығын
compare-table-cost-itself = Істен шығулардың жылдық құны
compare-unlike-seeds = бастапқы сандары бөлек ({ $one } және { $other })
compare-unlike-paths = траекториялар саны бөлек ({ $one } және { $other })
compare-unlike-horizons = көкжиектері бөлек ({ $one } және { $other } күн)
compare-unlike-steps = қадамдары бөлек ({ $one } және { $other } күн)
compare-unlike-assets = активтері бөлек немесе реті басқа
compare-unlike-price = { $asset } бағасы басқаша қозғалады
compare-unlike-laws = нарықтары бағаны басқа заңдармен ойнатады
compare-unlike-kept-paths = траекториялар өте көп болғандықтан тек бір бөлігі сақталған, әрі ол бірдей емес
