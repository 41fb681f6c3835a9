# Шығын кімнен келетінін көрсететін диаграммалар.

booked-waterfall-title = Ең нашар траекториялар неден құралады
booked-waterfall-title-group = Траекториялардың ең нашар { $share } бөлігінде { $reserve } { $goes ->
    [gain] мынаған жазылған { $part } шегерілгеннен кейін де { $loss } пайда көреді: { $group }
   *[loss] { $loss } жоғалтады, оның { $part } бөлігі мынаған жазылған: { $group }
}; ешкім істен шықпаса, ең нашар { $share } бөлік { $market_goes ->
    [gain] { $market } әкелер еді
   *[loss] { $market } жоғалтар еді
}
booked-waterfall-subtitle = Траекториялардың ең нашар { $share } бөлігінде ақша қайда кетті, { $horizon }, салынған қаражаттың пайызымен. Әр жолақ алдыңғысы аяқталған жерден басталады; бәрі қосылып { $shortfall } береді.
booked-waterfall-column = салынған қаражаттың пайызымен
booked-waterfall-note = Бұл – осы траекторияларда ақшаның қайда кеткенінің есебі, кету нені үнемдейтіні емес. Ешкім істен шықпайтын тек нарықтың ең нашар траекториялары өзгеше: оның қорытындысы бірінші жолаққа тең емес.
booked-waterfall-more = { $count ->
    [one] Тағы { $count } резерв «tail-cells» кестесінде бар.
   *[other] Тағы { $count } резерв «tail-cells» кестесінде бар.
}
booked-waterfall-market = нарық
booked-waterfall-others = тағы { $count } қосындысы
booked-waterfall-cost = сауда шығыны
booked-waterfall-market-alone = тек нарық
booked-waterfall-alt = Нөлден ең нашар траекториялардың орташа шығынына дейінгі сатылы диаграммалар, әр резервке біреу: нарық, содан кейін топ-тобымен.
booked-waterfall-alt-reserve = { $reserve }: { $steps }, барлығы { $total }; тек нарық { $market }.
concentration-title-above = { $group } { $reserve } үшін көрінгеннен қауіптірек: резервтің { $weight } бөлігі соған сүйенеді, ал { $shortfall } көрсеткішінің { $share } бөлігі соған жазылған
concentration-title-below = Ешбір топтың ең нашар траекториялардағы үлесі резервтегі үлесінен аспайды; ең ірісі – { $group }: { $reserve } резервінің { $weight } бөлігі соған сүйенеді, { $shortfall } көрсеткішінің { $share } бөлігі соған жазылған
concentration-title-open = { $group } { $reserve } үшін көрінгеннен қауіптірек пе – бұл есептен көрінбейді: резервтің { $weight } бөлігі соған сүйенеді, ал { $shortfall } көрсеткішінің { $share } бөлігі соған жазылған
concentration-subtitle = Белгі: { $shortfall } көрсеткішінің { $horizon } топқа жазылған бөлігі. Сызықша: резервтің топ сақтайтын немесе бағасы соған сүйенетін бөлігі, басында. Белгі сызықшадан әрі болса (үшбұрыш): көрінгеннен қауіптірек.
concentration-note = Тиімді саны: қанша тең топ дәл сондай шоғырлану берер еді, өз кілттерінсіз; сызықша – олардан басқа ешкім ештеңе ұстамаса. Резервтің ең көбі алты тобы көрсетілген, алдымен резерв пен { $shortfall } көрсеткішінен үлесі ең көбі; бәрі кестелерде. { $shortfall } көрсеткішінің қалғаны – нарық, ешбір топқа жатпайды; бірнеше топқа сүйенетін позиция әрқайсысында есептеледі. Жазылған бөліктер – ақшаның қайда кеткенінің есебі, кету нені үнемдейтіні емес.
concentration-more = { $count ->
    [one] Тағы { $count } резерв summary.csv файлында бар.
   *[other] Тағы { $count } резерв summary.csv файлында бар.
}
concentration-column = { $shortfall } / резерв бөлігі
concentration-effective = тиімді саны { $weight } (резерв), { $share } ({ $shortfall })
concentration-alt = Әр топ үшін ең нашар траекториялардағы шығынның бөлігі мен резервтің бөлігі.
concentration-alt-group = { $group }: резервтің { $weight } бөлігі, шығынның { $share } бөлігі
removal-ladder-title = Бір топты алып тастау нені үнемдер еді
removal-ladder-title-group = «{ $group }» тобының салдарынан { $reserve } орта есеппен { $saved } артық жоғалтады; барлық контрагентке тәуелділік құны – { $today }
removal-ladder-subtitle = Контрагенттерге тәуелділіктің орташа құны мен шығынның { $shortfall } көрсеткіші { $horizon }: бүгін және дәл сол траекторияларда бір өзгеріспен. Қою: не қалады. Бозғылт және сандар: не жойылады, пайыздық тармақпен.
removal-ladder-note = Кілттер басқада: топ сақтайтын қаражат өз кілттерінде тұрады. Актив басқа: ешбір баға топқа сүйенбейді. Істен шықпайды: басқаларды да өзімен бірге тартпайды. Сызықтар қалған бөлік аяқталатын жерде тұрады. Резервтің ең көбі бес тобы көрсетілген — алып тасталуы кездейсоқтықтан артық өзгеріс беретіндері; «removal» кестесінде ештеңе өзгертпейтіндерден басқа барлық өзгеріс бар.
removal-ladder-more = { $count ->
    [one] Тағы { $count } резерв «removal» кестесінде бар.
   *[other] Тағы { $count } резерв «removal» кестесінде бар.
}
removal-ladder-cost = орташа құны
removal-ladder-shortfall = шығынның { $shortfall }
removal-ladder-today = бүгін
removal-ladder-keys = кілттер басқада
removal-ladder-links = актив басқа
removal-ladder-both = екеуі де
removal-ladder-all = істен шықпайды
removal-ladder-without = { $group }: істен шықпайды
removal-ladder-nobody = тек нарық
removal-ladder-alt = Әр резерв үшін контрагенттерге тәуелділіктің орташа құны мен ең нашар траекториялардың орташа шығыны, бүгін және әр алып тастаудан кейін. Орташаның төмендеуі:
removal-ladder-alt-group = «{ $group }» тобынсыз { $saved }
tail-matrix-title = Ең нашар траекториялардың шығыны активтер мен контрагенттер бойынша
tail-matrix-title-cell = Траекториялардың ең нашар { $share } бөлігінде бір активте бір контрагентке жазылған ең көбі: { $asset }, { $who } – { $goes ->
    [gain] { $part }, алайда { $reserve } бәрібір { $loss } пайда көреді
   *[loss] { $reserve } жоғалтатын { $loss } шығынның { $part } бөлігі
}; тек нарық { $market_goes ->
    [gain] { $market } әкелер еді
   *[loss] { $market } алар еді
}
tail-matrix-subtitle = Шығынның { $shortfall } көрсеткіші { $horizon }, салынған қаражаттың пайызымен, активтер (жолдар) мен контрагенттер (бағандар) бойынша, кездейсоқ қателіктің 95 пайыздық аралығының жартысымен. Жолдар активтерге, бағандар контрагенттерге, бәрі { $shortfall } көрсеткішіне қосылады. Неғұрлым қою болса, соғұрлым көп; көк – ұтыс.
tail-matrix-note = Бұл – осы траекторияларда ақшаның қайда кеткенінің есебі, кету нені үнемдейтіні емес. Бөліктің қателігі { $shortfall } қателігінен бөлек бағаланған. Бірнеше жол немесе баған біріктірілгені – аралығы жоқ қосынды.
tail-matrix-more = { $count ->
    [one] Тағы { $count } резерв summary.csv файлында бар.
   *[other] Тағы { $count } резерв summary.csv файлында бар.
}
tail-matrix-market = нарық
tail-matrix-market-and-trading = нарық, сауда
tail-matrix-cost = сауда
tail-matrix-sum = қосынды
tail-matrix-others = тағы { $count }
tail-matrix-remark = { $shortfall } { $loss }; тек нарық { $market }
tail-matrix-alt = Ең нашар траекториялардың орташа шығынының активтер мен контрагенттер бойынша жылу карталары, әр резервке біреу.
tail-matrix-alt-cell = { $asset }, { $who }: { $part }
counterparty-cards-title = { $reserve } істен шығусыз егізінде барының { $cost } бөлігін жоғалтады, { $failure }; «{ $group }» тобының бір мүшесі { $horizon } қалай да траекториялардың { $chance } үлесінде істен шығады
counterparty-cards-subtitle = Әр топ үшін – соған ең көп сүйенетін резерв және топтың істен шығуы оған нарықтан тыс { $horizon } қанша тұратыны, істен шығусыз егізінде барының пайызымен: орташасы (белгі) және он траекторияның тоғызы (бозғылт жолақ).
counterparty-cards-note = Өтімді: күтілетін талаптар ештеңе тұрмайды; нарықтық бағамен: сатып алушы төлейтінінше; түптің түбінде: толығымен. Ықтималдықтар – сценарийдің болжамдары, ешбір фирманың бағасы емес. Ықтималдығы мен құнының көбейтіндісі ең үлкен істен шығу алынған; ықтималдыққа басқалармен бірге істен шығу да кіреді, сондықтан алдымен не болатыны бойынша басқасы салмақтырақ болуы мүмкін.
counterparty-cards-more = { $count ->
    [one] Тағы { $count } топ «if-it-fails» кестесінде бар.
   *[other] Тағы { $count } топ «if-it-fails» кестесінде бар.
}
counterparty-cards-column = орташа / 10-нан 9
counterparty-cards-heading = { $group }: { $reserve }
counterparty-cards-liquid = өтімді
counterparty-cards-marked = нарықтық бағамен
counterparty-cards-eventual = түптің түбінде
counterparty-cards-chance = Траекториялардың { $chance } бөлігінде істен шығады, { $horizon }.
counterparty-cards-chance-stated = Траекториялардың { $chance } бөлігінде істен шығады, { $horizon }. Бір жылға берілгені: { $stated }.
counterparty-cards-stated = { $who }: { $value }
counterparty-cards-known = { $value } – { $how }
counterparty-cards-evidence = { $who }: «{ $pool }» бақылауларындағы фирмалар сияқты жиі
counterparty-cards-more-chances = { $count ->
    [one] тағы { $count } «assumptions» кестесінде
   *[other] тағы { $count } «assumptions» кестесінде
}
counterparty-cards-measured = өлшенген
counterparty-cards-published = жарияланған
counterparty-cards-judgement = пайымдау
counterparty-cards-high = сенімділігі жоғары
counterparty-cards-medium = сенімділігі орташа
counterparty-cards-low = сенімділігі төмен
counterparty-cards-saves-mean = Оны алып тастау орташаның { $mean } бөлігін үнемдейді.
counterparty-cards-saves = Оны алып тастау орташаның { $mean } және { $shortfall } көрсеткішінің { $es } бөлігін үнемдейді.
counterparty-cards-modes-saved = Сол орташадан, тармақпен, алдымен не болатыны бойынша: { $modes }.
counterparty-cards-modes-cost = Ол істен шығатын траекториялардағы орташа құн, тармақпен, алдымен не болатыны бойынша: { $modes }.
counterparty-cards-mode = { $failure } – { $part }
counterparty-cards-other-modes = қалғандарының бәрі – { $part }
counterparty-cards-alt = Топтардың карточкалары, әрқайсысында – соған ең көп сүйенетін резерв.
counterparty-cards-alt-group = { $group }: траекториялардың { $chance } бөлігінде істен шығады; { $reserve } сонда { $cost } жоғалтады (он траекторияның тоғызында { $low } – { $high }).
