# Шығындар мен болжамдар ашық қалдыратын нәрселердің диаграммалары.

chart-source = Дереккөзі: Linchpin { $version }, { $scenario } сценарийі ({ $hash }), бастапқы сан { $seed }, { $paths } траектория. Модель нәтижесі, болжам емес.

loss-distribution-title = { $reserve } резерві траекториялардың ең нашар { $share }-ында { $goes ->
    [gain] да { $loss } пайда көреді
   *[loss] { $loss } жоғалтады
 }; тек нарықтың өзі { $market_goes ->
    [gain] { $market } әкеледі
   *[loss] { $market } алып кетеді
 }
loss-distribution-title-plain = Резервтердің шығыны
loss-distribution-subtitle = { $days } ішіндегі шығын, салынған қаражатқа шаққандағы пайызбен; табыс теріс таңбалы. Боялғаны — резерв, үзік сызық — ешкім істен шықпағандағы тек нарық. Қысқа сызықтар — VaR { $level }: траекториялардың ең нашар { $share }-ында асатын шығын; биіктері — ES { $level }, олардың орташасы.
loss-distribution-note = Әр пішін траекториялардың 100%-ын қамтиды және өз жолының биіктігімен салынған. Сол жақ шеттен әрі — әр резерв траекторияларының ең көбі 1%-ының табысы.
loss-distribution-note-all-lost = Әр пішін траекториялардың 100%-ын қамтиды және өз жолының биіктігімен салынған. Сол жақ шеттен әрі — әр резерв траекторияларының ең көбі 1%-ының табысы. Бәрін жоғалтқандар 100%-да аяқталатын бағанда.
loss-distribution-alt = Шығын гистограммалары, әр резервке бір-бірден, әрқайсысы тек нарық шығынымен қатар. { $reserves }
loss-distribution-alt-reserve = { $reserve }: шығын медианасы { $median }, { $shortfall } { $worst }; тек нарық: { $market_median } және { $market_worst }.

exceedance-title = { $reserve } резерві траекториялардың { $paths } бөлігінде { $loss }-дан көп жоғалтады; тек нарықта — { $market } бөлігінде
exceedance-title-plain = Резервтер x-тен көп шығынға қаншалықты жиі ұшырайды
exceedance-title-within = { $doubt ->
    [ends] Ең жақсы баға бойынша бірде-бір резерв рұқсат етілген шектен аспайды; ауыр болжамдарда { $all } резервтің { $most }-і асады
    [sampling] Ең жақсы баға бойынша бірде-бір резерв рұқсат етілген шектен аспайды; кездейсоқ қателік шегінде { $all } резервтің { $most }-і асуы мүмкін
   *[none] Бірде-бір резерв рұқсат етілген шектен аспайды
 }
exceedance-title-crossing = { $all } резервтің { $crossing }-і{ $doubt ->
    [ends] {" "}(жеңіл болжамдарда { $least }, ауырында { $most })
    [sampling] {" "}(кездейсоқ қателік ескерілсе, { $least } – { $most })
   *[none] {""}
 } рұқсат етілген шектен асады: { $reserve } траекториялардың { $paths } бөлігінде { $loss }-дан көп жоғалтады, ал рұқсат етілгені — { $tolerated }{ $market ->
    [crosses] ; тек нарықтың өзі де асады
    [stays] ; тек нарықтың өзі бұл шектен аспайды
   *[unknown] {""}
 }
exceedance-subtitle = { $days } ішінде x-тен көп жоғалтатын траекториялардың үлесі (жоғары қарай; әр сызық үстіндегісінің оннан бірі). Көк — резерв пен кездейсоқ қателіктің 95 пайыздық жолағы{ $ranged ->
    [yes] , бозғылтырағы — болжамдар ауқымы, жеңілінен ауырына дейін
   *[no] {""}
}, үзік сызық — тек нарық{ $others ->
    [yes] , бозғылт — басқа резервтер
   *[no] {""}
}.
exceedance-subtitle-gates = { $days } ішінде x-тен көп жоғалтатын траекториялардың үлесі (жоғары қарай; әр сызық үстіндегісінің оннан бірі). Көк — резерв пен кездейсоқ қателіктің 95 пайыздық жолағы{ $ranged ->
    [yes] , бозғылтырағы — болжамдар ауқымы, жеңілінен ауырына дейін
   *[no] {""}
}, үзік сызық — тек нарық{ $others ->
    [yes] , бозғылт — басқа резервтер
   *[no] {""}
}. Бұрыштар — рұқсат етілген шек: одан жоғары әрі оң жақтан өтетін қисық шектен асады. Панельдің үстінде — көбірек жоғалтатын траекториялардың үлесі (сұрақ ашық жерде — аралығы) және рұқсат етілгені.
exceedance-no-path = траектория жоқ
exceedance-verdict-crosses = > { $loss }: { $paths }, { $tolerated }-дан жоғары
exceedance-verdict-within = > { $loss }: { $paths }, { $tolerated } шегінде
exceedance-verdict-open = > { $loss }: { $low } – { $high }, { $tolerated }-дан аса ма?
exceedance-remark = { $loss }-дан көп: { $paths }; нарық { $market }
exceedance-remark-within = рұқсат етілген шекте
exceedance-remark-crosses = { $tolerances } шектің { $crossed }-інен асады
exceedance-remark-open = { $tolerances } шектің { $crossed } – { $most } аралығындағысынан асады
exceedance-alt = Шығынның асу қисықтары, әр резервке бір панель. { $reserves }
exceedance-alt-reserve = { $reserve }, траекториялардың үлесі: { $thresholds }.
exceedance-alt-threshold = { $loss }-дан көп — { $paths }

cost-exceedance-title = Контрагенттерге тәуелділік { $reserve } резервіне траекториялардың { $paths } бөлігінде { $loss }-дан қымбатқа түседі
cost-exceedance-title-plain = Контрагенттерге тәуелділік құны x-тен қаншалықты жиі асады
cost-exceedance-subtitle = { $days } ішінде контрагенттерге тәуелділік құны x-тен асатын траекториялардың үлесі (жоғары қарай; әр сызық үстіндегісінің оннан бірі): ешкім істен шықпаған егізімен салыстырғанда резервке жетпейтіні. Қызғылт сары — резерв пен кездейсоқ қателіктің 95 пайыздық жолағы{ $ranged ->
    [yes] , бозғылтырағы — болжамдар ауқымы, жеңілінен ауырына дейін
   *[no] {""}
}{ $others ->
    [yes] , бозғылт — басқа резервтер
   *[no] {""}
}.
cost-exceedance-remark = жылына { $cost }
cost-exceedance-alt = Контрагенттерге тәуелділік құнының асу қисықтары, әр резервке бір панель. { $reserves }

if-it-fails-title = { $reserve } резерві { $cost } жоғалтады, { $condition }; он траекторияның тоғызында { $low } – { $high }
if-it-fails-title-few-paths = { $reserve } резерві { $cost } жоғалтады, { $condition } — бұл орын алған санаулы траекторияда
if-it-fails-title-plain = Топ істен шықса, қанша жоғалады
if-it-fails-subtitle = Сол оқиға болғандағы { $days } ішіндегі тәуелділік құны, пайызбен: орташасы (дөңгелек) және он траекторияның тоғызының аралығы (бозғылт жолақ). Тік сызықшалар — нарық қозғалмай тұрып, ертең болған сол оқиға: талаптар толық, сатып алушы бағасымен және нөлмен есептелген. Оқиғаның қаншалықты ықтимал екені мұнда айтылмайды.
if-it-fails-note = Әр топ үшін — ықтималдығы мен құнының көбейтіндісі ең үлкен оқиға, басқалармен бірге болатыны да есепте; резервтің ең көбі сегіз тобы көрсетілген, бәрі кестеде. Қабылданған оқиғалар ешбір компанияға берілген баға емес.
if-it-fails-column = орташа / 10-нан 9
if-it-fails-label = { $who }: { $mode }
if-it-fails-alt = Оқиға болғандағы контрагенттерге тәуелділіктің орташа құны, он траекторияның тоғызының аралығымен. { $reserves }
if-it-fails-alt-reserve = { $reserve }: { $failures }.
if-it-fails-alt-failure = { $cost }, { $condition }
if-it-fails-alt-nothing = { $reserve }: ештеңе жоқ.


tail-cells-title = Ең нашар { $share } траекторияда { $reserve } резерві { $goes ->
    [gain] бәрібір { $total } пайда көреді
   *[loss] { $total } жоғалтады
 }; { $cell_goes ->
    [gain] «{ $cell }» бабы бойынша пайда { $loss }
   *[loss] «{ $cell }» бабына { $loss } жазылған
 }; ешкім істен шықпаса, ең нашар { $share } { $market_goes ->
    [gain] { $market } әкелер еді
   *[loss] { $market } жоғалтар еді
 }
tail-cells-title-plain = Ең нашар траекториялар неден құралады
tail-cells-subtitle = { $days } ішінде траекториялардың ең нашар { $share }-ында ақша қайда кетті, салынған қаражатқа шаққандағы пайызбен; резервтің барлық баптары қосылып, оның { $shortfall } көрсеткішін береді.
tail-cells-note = Бұл — осы траекторияларда ақшаның қайда кеткенінің есебі, контрагенттен кету үнемдейтіні емес: ол туралы алып тастау айтады. Әр резервтің ең көп дегенде { $boxes } бабы көрсетілген; бәрі «tail-cells» кестесінде.
tail-cells-column = ең нашар { $share } бойынша орташа
tail-cells-alt = Ең нашар траекториялардағы есеп баптары. { $reserves }
tail-cells-alt-reserve = { $reserve }: { $cells }.
tail-cells-alt-cell = { $cell } { $loss }
cell-market = нарық: { $asset }
cell-linked = { $asset }, { $who } ізімен құлдырау
cell-contagion = { $asset }, { $who } кейінгі дүрбелең
cell-custody = { $asset }, { $who } сақтауындағы шығын
cell-own-keys = { $asset }, өз кілттерінің жоғалуы
cell-claim = { $asset } үшін талаптар: { $who }
cell-cost = сауда шығындары

comparison-title = { $more } траекториялардың ең нашар { $share }-ында { $less } резервінен { $points } артық жоғалтады
comparison-title-chance = Траекториялардың ең нашар { $share }-ында { $first } мен { $second } айырмасы кездейсоқ болуы мүмкін: { $points }
comparison-title-chance-at-an-end = { $more } траекториялардың ең нашар { $share }-ында { $less } резервінен { $points } артық жоғалтады, бірақ болжамдардың бір шегінде бұл кездейсоқтық болуы мүмкін
comparison-title-open-assumptions = Траекториялардың ең нашар { $share }-ында { $first } мен { $second } арасында болжамдар көрсете алатын айырма жоқ: { $points }
comparison-title-few-paths = Траекториялар тым аз: олардың ең нашар { $share }-ында { $first } мен { $second } резервтерінің қайсысы көбірек жоғалтатынын айту мүмкін емес; осы траекторияларда айырма — { $points }
comparison-title-plain = Резервтерді салыстыру
comparison-subtitle = { $days } ішіндегі айырмалар, пайыздық тармақпен: бірінші резервтен екіншісін шегергенде, бірдей траекторияларда. 0-ден оң жақта бірінші көбірек жоғалтады. Жолақтар — 95 пайыздық интервалдар; сұр шаршылар — интервалда 0 бар, айырма кездейсоқ болуы мүмкін.
comparison-subtitle-ranges = { $days } ішіндегі айырмалар, пайыздық тармақпен: бірінші резервтен екіншісін шегергенде, бірдей траекторияларда. 0-ден оң жақта бірінші көбірек жоғалтады. Бозғылт жолақтар — төменгі болжамдардан жоғарғысына дейін; сызықтар — кездейсоқ қателіктің 95 пайыздық интервалдары; сұр шаршылар — болжамдар көрсете алатын айырма жоқ: ол таңбасын өзгертеді немесе төменгі, өз не жоғарғы мәндерде кездейсоқ болуы мүмкін. Төменгі, жоғарғы шекте — бәрі азырақ және бәрі көбірек зиян келтіргенде.
comparison-note = Айырмасы кішірек тағы { $pairs } жұп тек кестеде.
comparison-pair = { $first } минус { $second }
comparison-loses-more = { $share } траекторияда көбірек жоғалтады
comparison-column-shortfall = шығынның { $shortfall }
comparison-column-cost = орташа құн
comparison-alt = Интервалдары бар жұптық айырмалар. { $pairs }

tornado-title = Тәуелділіктің орташа құнын ең көп өзгертетіні — «{ $input }»: { $low } болса { $at_low } п. т., { $high } болса { $at_high }
tornado-subtitle = Бір параметр төменгі шегінен жоғарғысына өткенде контрагенттерге тәуелділіктің { $days } ішіндегі орташа құнының өзгерісі, пайыздық тармақпен, резервтер бойынша орташа (жолақ; дөңгелек — нашар шегі), сол траекториялардың алғашқы { $paths } бойынша. Параметрдің астында — оның шектері.
tornado-alt = Бір параметрдің төменгі және жоғарғы мәнінде контрагенттерге тәуелділіктің орташа құнының өзгерісі, п. т. { $inputs }.
tornado-es-title = Шығынның ES 99% көрсеткішін ең көп өзгертетіні — «{ $input }»: { $low } болса { $at_low } п. т., { $high } болса { $at_high }
tornado-es-subtitle = Бір параметр төменгі шегінен жоғарғысына өткенде { $days } ішіндегі шығынның ES 99% көрсеткішінің өзгерісі, пайыздық тармақпен, резервтер бойынша орташа (жолақ; дөңгелек — нашар шегі), сол траекториялардың алғашқы { $paths } бойынша. Параметрдің астында — оның шектері.
tornado-es-alt = Бір параметрдің төменгі және жоғарғы мәнінде шығынның ES 99% көрсеткішінің өзгерісі, п. т. { $inputs }.
tornado-column = п. т.
tornado-column-low = төменгі
tornado-column-high = жоғарғы
tornado-ends = { $low } – { $high }
tornado-alt-input = { $input }: { $low } … { $high }
tornado-note-pools = Бақылаулар топтары есептері рұқсат ететін мәннің 5%-ынан 95%-ына дейін өтеді.
tornado-note-undrawn = Тағы { $count } параметр азырақ өзгертеді және «ranges» кестесінде тұр.
tornado-note-still = { $all } параметрдің { $count }-і ештеңе өзгертпейді.

fan-title = { $days } өткенде { $reserve } резерві он траекторияның тоғызында бастапқы құнының { $low } – { $high } аралығында тұр
fan-title-plain = Уақыт бойынша құны
fan-subtitle = Бірінші күнге шаққандағы құны, пайызбен. Сызық: траекториялардың жартысы одан жоғары. Қою жолақ — траекториялардың жартысы, бозғылт — оннан тоғызы. Төменде — күндер.{ $singles ->
    [0] {""}
    [1] {" "}Жіңішке сызық: жеке бір траектория.
    [4] {" "}Жіңішке сызықтар: жеке төрт траектория.
   *[other] {" "}Жіңішке сызықтар: жеке { $singles } траектория.
 }
fan-remark = соңындағы медиана: { $median }
fan-note = Траекториялар іріктемесі бойынша; ашық талаптар нарықтық бағамен; жарналар мен алулар өз күнінде есептелген.
fan-alt = Уақыт бойынша құн жолақтары, әр резервке бір панель. Соңында: { $reserves }
fan-alt-reserve = { $reserve }: медиана { $median }, оннан тоғызы { $low } – { $high }.

# Inputs: whose they are, and what they are. A key beyond these is told as it is written.
input-of = { $whose }: { $what }
input-of-mode = { $who }, { $mode }: { $what }
input-of-link = { $asset }, { $who } байланысы: { $what }
input-of-link-mode = { $asset }, { $mode }: { $what }
input-of-raising = { $who }, { $other } қаупіне әсері: { $what }
input-of-raising-all = { $who }, барлық басқаның қаупіне әсері: { $what }
input-of-following = { $other } ізімен { $who }: { $what }
input-of-loading = { $who }: { $factor } факторына жүктеме
input-of-pair = { $first } мен { $second } корреляциясы
input-of-group-chance = { $group } тобының мүшесі күйреуінің не қаражат шығаруды тоқтатуының жылдық ықтималдығы
input-of-own-chance = өз кілттерінен айырылудың жылдық ықтималдығы
input-of-evidence = ықтималдық ({ $pool } бақылаулары)
input-spread = шашырауы ({ $what })
input-upper-end = { $what }: оннан бір рет асады
input-annual-failure-probability = жылдық ықтималдық
input-intensity = жылдық қарқындылық
input-loss-given-failure = шығын үлесі
input-recovery-delay-days = төлену мерзімі, күн
input-recovers-after-days = қалпына келгенше, күн
input-half-life-days = жартылай бәсеңдеу мерзімі, күн
input-market-drawdown = нарықтың құлдырауы
input-drawdown = бағаның құлдырауы
input-escape-fraction = шығып үлгеретін үлес
input-multiplier = көбейткіш
input-probability = ықтималдық
input-weight = салмақ
input-volatility = құбылмалылық
input-initial-volatility = бірінші күнгі құбылмалылық
input-drift = жылжу
input-contagion-beta = жұғу бетасы
input-jump-beta = секіріс бетасы
input-average-daily-volume = күндік айналым
input-garch-alpha = GARCH альфасы
input-garch-beta = GARCH бетасы
input-garch-gamma = GARCH гаммасы
input-stress-sensitivity = күйзеліске сезімталдық
input-stress-cap = күйзеліс шегі
input-dof = еркіндік дәрежесі
input-innovations-dof = еркіндік дәрежесі
input-default-correlation = әдеттегі корреляция
input-jumps-per-year = жылына секіріс
input-jumps-mean = орташа секіріс
input-jumps = секірістер
input-market = нарық
input-counterparty-copula = бірлескен оқиғалар
input-claim-mark-petition-date = ақшалай талаптардың бағасы
input-claim-mark-in-kind = монетадағы талаптардың бағасы
