# Көрсеткіштер сөзбен.

input-of-weight = { $reserve } резервіндегі { $asset } үлесі ({ $custodian })
figure-es-of-loss = ES { $level }
figure-mean-loss = орташа шығын
figure-mean-cost = тәуелділіктің орташа құны
figure-cost-per-year = тәуелділіктің жылдық орташа құны
figure-ce-of-loss = тәуекелден қашу { $aversion } кезіндегі кепілді балама
figure-of-column = { $measure } ({ $column })
figure-measure-mean = орташа
figure-measure-var = VaR { $level }
figure-measure-es = ES { $level }
figure-measure-ce = тәуекелден қашу { $aversion } кезіндегі балама
figure-measure-above = { $level } мөлшерінен асу ықтималдығы
figure-column-loss = шығын
figure-column-liquid = өтімді шығын
figure-column-eventual = түптің түбіндегі шығын
figure-column-market = тек нарық
figure-column-drawdown = ең үлкен құлдырау
figure-column-cost = контрагенттерге тәуелділік құны
figure-note-ce = Кепілді балама — салынған қаржының сондай үлесі: ол кепілді болса, тәуекелден салыстырмалы қашуы тұрақты адам үшін дәл сондай жақсы болар еді. Толық шығын 99% деп саналады: әйтпесе тәуекелден қашу 1 және одан жоғары болғанда мұндай бір ғана траектория, қаншалықты сирек болса да, бәрін шешер еді.

# Мәндер бойынша есептеу.

sweep-title = { $figure }, { $reserve }: «{ $x }» { $from } болғанда { $first }, { $to } болғанда { $last }
sweep-title-of-two = { $figure }, { $reserve }: { $low } («{ $x }» { $low_x }, «{ $y }» { $low_y }) мен { $high } ({ $high_x }, { $high_y }) аралығында
sweep-sentence = { $reserve }, { $figure }: «{ $x }» { $from } болғанда { $first }, { $to } болғанда { $last }.
sweep-lead = { $runs ->
    [one] Бір имитациядан
   *[other] { $runs } имитациядан
} { $points ->
    [one] бір нүкте
   *[other] { $points } нүкте
}, бәрі бірдей кездейсоқ сандармен: нүктелердің айырмасы — өзгертілген нәрсе, кездейсоқтық емес.
sweep-more = { $count ->
    [one] Тағы бір көрсеткіш кестеде.
   *[other] Тағы { $count } көрсеткіш кестеде.
}
sweep-today = Бүгін «{ $x }» — { $today }.
sweep-today-ranged = Бүгін «{ $x }» — { $today }; деректер { $low } мен { $high } аралығын жоққа шығармайды.
sweep-note = Әр нүкте — осы мәндер қойылған сценарийдің ({ $addresses }) соңғы цифрына дейін дәл кәдімгі есебі. Резервтің бір үлесі өзгергенде қалғандары пропорциясын сақтап қайта есептеледі.
sweep-note-ranged = Ауқымдар: ауқымы бар өзге болжамдардың бәрі зияны аз шеттерінде және зияны көп шеттерінде; осьтерде өзгеретіндер оған кірмейді.
sweep-note-not-ranged = Өзге болжамдардың шеттерін есептеу мүмкін болмады: { $why }
sweep-head-measure = Өлшем
sweep-head-figure = Көрсеткіш
sweep-caption = Өзгертілген мәндер бойынша көрсеткіштер, { $horizon }. Жақшада: есептелген болса болжамдар ауқымы, әйтпесе 95%-дық аралықтар. { $source }
sweep-chart-subtitle = Көлденеңінен: { $x }. Көрсеткіштер { $horizon }, әр резервке бір сызық, 95%-дық аралықтармен.
sweep-chart-note = Тік үзік сызық: бүгінгі мән.
sweep-chart-note-evidence = Сұр реңк: деректер жоққа шығармайтын аралық.
sweep-chart-note-ranged = Жіңішке нүктелер: ауқымы бар өзге болжамдардың бәрі зияны аз және көп шеттерінде.
sweep-chart-alt = { $title }. «{ $x }» бойынша резервтердің сызықтары ({ $count }).
sweep-chart-subtitle-of-two = Көлденеңінен: { $x }. Тігінен: { $y }. Көрсеткіштер { $horizon }.
sweep-chart-note-of-two = Неғұрлым қою болса, көрсеткіш соғұрлым үлкен; әр картаның өз шкаласы бар. Ромб: бүгінгі мәндер.
sweep-chart-alt-of-two = { $title }. «{ $x }» және «{ $y }» бойынша жылу карталары ({ $count }).
sweep-chart-panel = { $reserve }: { $figure }
sweep-chart-scale = { $low } (бозғылт) – { $high } (қою)
