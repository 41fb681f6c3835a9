# Лимиттер: қай жерде қанша ұстауға болады.

limits-title-with-keys = «{ $group }» күйресе, { $tolerance } артық жоғалтпау үшін кілттері сонда тұрған { $asset } үлесі резервтің { $most } аспасын
limits-title-coin = «{ $group }» күйресе, { $tolerance } артық жоғалтпау үшін { $asset } үлесі, кілттері қайда болса да, резервтің { $most } аспасын
limits-title-none = Резервте не болса да, бірде-бір күйреу оның { $tolerance } артығын алмайды
limits-lead = Лимит — бір сақтаушыдағы бір монетаның резервтегі ең үлкен үлесі: топ ертең күйресе, шығын { $tolerance } аспайды. Топтың барлық мүшесі бірден, әрқайсысы ең қымбатқа түсетін жолмен, бүгінгі бағамен күйрейді, талаптар сатылатын бағасымен есептеледі.
limits-breaks = «{ $group }» күйресе, «{ $reserve }» { $loss } жоғалтады. Қазір { $asset } бойынша «{ $custodian }» сақтаушысында { $weight } тұр; онда { $most } аспаса, ал қалған үлестер өз арақатынасын сақтаса, шығын жол берілген шектен шықпайды.
limits-breaks-alone = «{ $group }» күйресе, «{ $reserve }» { $loss } жоғалтады, бір үлесті өзгерту бұл шығынды жол берілген шекке қайтармайды.
limits-all-within = Қай топ күйресе де, әр резервтің шығыны { $tolerance } шегінде қалады.
limits-more = { $count ->
    [one] Тағы { $count } жағдай кестеде.
   *[other] Тағы { $count } жағдай кестеде.
}
limits-note = Лимит — жол берілген шығынның осылай ұсталған ақша бірлігінің шығынына бөліндісі; қалғанының бәрі күйреу тимейтін жерде тұр. Резерв ішіндегі үлестер қалған үлестер пропорциямен өзгергенде табылған: бір үлесті мекенжайы бойынша ауыстыру да осылай істейді.
limits-note-ends = Имитация жасалмайды. Аралық — болжамдардың аралығы: барлық аралықты шамалар шығынды азайтатын шеттерінде және көбейтетін шеттерінде.
limits-note-set = Тексеру үшін үлесті сценарийге қайтарыңыз: оны --set және кестедегі мекенжаймен іске қосыңыз; топ ертең күйресе, шығын жол берілген шектің өзіне тең болады.
limits-no-limit = лимит жоқ
limits-keys-with = сонда
limits-keys-elsewhere = басқа жерде
limits-today = { $reserve }: { $weight }
limits-today-above = { $reserve }: { $weight }, лимиттен жоғары
limits-caption = Топ күйрегенде шығын { $tolerance } аспайтын, әр сақтаушыдағы әр монетаның резервтегі ең үлкен үлесі. Жақшада: болжамдардың төменгі шетінен жоғарғы шетіне дейін. { $source }
limits-weights-caption = Топ күйресе, әр резерв қанша жоғалтады және қай үлесте шығын { $tolerance } тең; қалған үлестердің арақатынасы бүгінгідей. { $source }
limits-head-group = Күйресе
limits-head-asset = Монета
limits-head-custodian = Сақтаушы
limits-head-keys = Кілттер
limits-head-loss = Ақша бірлігінің шығыны
limits-head-arithmetic = Шек ÷ шығын
limits-head-most = Ең көбі
limits-head-today = Бүгін
limits-head-reserve-loss = Резервтің шығыны
limits-head-position = Позиция
limits-head-weight = Бүгінгі үлес
limits-head-without = Онсыз шығын
limits-head-alone = Бәрі сол болса, шығын
limits-head-bound = Үлес қандай бола алады
limits-head-at-tolerance = Шектегі үлес
limits-bound-at-most = көп дегенде
limits-bound-at-least = кем дегенде
limits-bound-any = кез келген
limits-bound-never = ешқайсысы жетпейді
limits-chart-group = Күйресе: { $group }
limits-chart-column = резервтегі ең үлкен үлес
limits-chart-label = { $asset }, сақтаушы: { $custodian }
limits-chart-subtitle = Бір күйреу резервтің { $tolerance } артығын алмайтын, бір сақтаушыдағы бір монетаның ең үлкен үлесі. Тік сызықшалар: резервтерде бүгін не тұр.
limits-chart-note = Қалғанының бәрі күйреу тимейтін жерде тұр.
limits-chart-note-ranged = Қалғанының бәрі күйреу тимейтін жерде тұр. Бозғылт жолақтар: болжамдардың төменгі шетінен жоғарғы шетіне дейін.
limits-chart-alt = { $title }. Суретте топтар бойынша ең қатаң лимиттер, барлығы { $count } лимит.
limits-authority = { $authority } қабылдаған бір шешім «{ $reserve }» резервінің орта есеппен { $expected } алады, ал кез келген жағдайда бірге құлайтындармен ғана — { $certain }.
limits-authorities-caption = Органның бір шешімі ертең әр резервтен, өзі бірге құлататындардың бәрімен, қанша алады; талаптар сату бағасымен. Жақшада: болжамдардың төменгі шетінен жоғарғы шетіне дейін. { $source }
limits-head-authority = Кім шешеді
limits-head-how = Қалай
limits-head-certain = Кез келген жағдайда
limits-head-expected = Орта есеппен
limits-head-expected-liquid = Орта есеппен бірден
limits-head-expected-eventual = Орта есеппен түптің түбінде
limits-authority-alone = { $authority } қабылдаған бір шешім «{ $reserve }» резервінің { $loss } алады.
