# Екі сарапшы.

experts-title = «{ $a }» мен «{ $b }» арасын ең көп ажырататын – «{ $input }»: тек соның екінші мәнін алсақ, «{ $reserve }» резервінің «{ $figure }» көрсеткіші { $from } деңгейінен { $to } деңгейіне жылжиды, бұл { $goal } дейінгі жолдың { $share }
experts-title-one = «{ $a }» мен «{ $b }» бір ғана мәнде – «{ $input }» – келіспейді; ол «{ $reserve }» резервінің «{ $figure }» көрсеткішін { $from } деңгейінен { $goal } деңгейіне жылжытады
experts-title-without-share = { $figure }, «{ $reserve }» резерві: «{ $a }» бойынша { $from }, «{ $b }» бойынша { $goal }; ең көп үлес – «{ $input }»
experts-title-same = «{ $a }» мен «{ $b }» бір жауап береді: { $figure }, «{ $reserve }» резерві – { $value }
experts-title-sampling = «{ $a }» мен «{ $b }» жауаптарын ажырату мүмкін емес ({ $figure }, «{ $reserve }» резерві): { $from } және { $goal }
experts-agree = «{ $a }» (бірінші) мен «{ $b }» (екінші): екеуі де айтқан { $both } болжамның { $agreed } бойынша келісім бар, онда ауқымдары қиылысады; { $single ->
    [0] тек біреуі айтқан болжам жоқ
   *[other] { $single } болжамды тек біреуі айтқан
}. { $disputed ->
    [0] Ешбір мән өзгеше емес.
   *[other] { $disputed } мән өзгеше.
}
experts-answer = «{ $reserve }» резерві, { $figure }: бірінші жауап { $from }, екіншісі { $goal }; екіншісі { $difference } жоғары.
experts-answer-lower = «{ $reserve }» резерві, { $figure }: бірінші жауап { $from }, екіншісі { $goal }; екіншісі { $difference } төмен.
experts-answer-same = «{ $reserve }» резерві, { $figure }: екеуінде де { $value }; даулы ештеңе бұл көрсеткішті өзгертпейді.
experts-more = { $count ->
    [one] Тағы бір көрсеткіш кестелерде.
   *[other] Тағы { $count } көрсеткіш кестелерде.
}
experts-back = Керісінше, біріншінің осы мәнімен екінші жауап { $goal } орнына { $with } болар еді.
experts-part = Ауыстырудың барлық реттері бойынша { $difference } айырманың { $part } бөлігі соныкі.
experts-together = Бір-бірлеп ауыстыру болжамдардың бірлескен әсеріне { $together } қалдырады.
experts-sampling = Айырманың 95 пайыздық аралығында 0 бар; траекториялар (--paths) көбірек болса, көбірек айтар еді.
experts-within-ranges = Әр жауап екіншісінің ауқымдары жол беретін шекте жатыр: ешқайсысы екіншісін жоққа шығара алмайды.
experts-note = Барлық есептеулер бірдей кездейсоқ сандармен жүреді: айырма – болжамда, кездейсоқтықта емес. Сарапшының бірі айтпаған жерде сценарий мәні тұр; екеуі бір мән атаған жерде сол мән тұр. Әр ауыстыру – сценарийдің осы мәнмен кәдімгі есебі.
experts-note-part = Барлық реттер бойынша үлестер – Шепли мәндері: ауыстырудың барлық реттері бойынша сан өз кезегінде өзгертетіннің орташасы; олардың қосындысы – айырма.
experts-note-many = Өзгеше мәндер барлық ретпен ауыстыруға тым көп: сандар әрқайсысы екі жақтан өзгертетіннің ортасы бойынша тұр.
experts-note-ranged = Екі жауаптың ауқымдары: осы сарапшы мен сценарийде ауқымы бар барлық сандар зияны аз шеттерінде және зияны көп шеттерінде. Айырма ауқымы: даусыздың бәрі осы шеттерде, ал даулы сандар екі мәнінде.
experts-note-not-ranged = Ауқымдардың шеттерін есептеу мүмкін болмады: { $why }
experts-note-unmet = Саны жоқ ауыстырулар – екі сарапшының бірге тұра алмайтын мәндері.
experts-verdict-agree = келіседі
experts-verdict-a-higher = төмен
experts-verdict-b-higher = жоғары
experts-verdict-only-a = айтпайды
experts-verdict-only-b = жалғыз
experts-standing-same = бірдей
experts-standing-within-sampling = іріктемеде ажыратылмайды
experts-standing-within-ranges = бірінің ауқымында бірі
experts-standing-unknown = қателігі белгісіз
experts-standing-apart = өзгеше
experts-head-a-low = Бірінші, төменгі шегі
experts-head-a-high = Бірінші, жоғарғы шегі
experts-head-b-low = Екінші, төменгі шегі
experts-head-b-high = Екінші, жоғарғы шегі
experts-head-verdict = Екінші
experts-head-moves = Жылжуы
experts-head-difference = Екіншісі минус біріншісі
experts-head-standing = Жауаптар
experts-head-together = Бірлескен әсер
experts-head-a-with = Біріншісі онымен
experts-head-from-a = Біріншіден жылжу
experts-head-closes = Айырма үлесі
experts-head-b-with = Екіншісі онсыз
experts-head-from-b = Екіншіге дейін жылжу
experts-head-part = Барлық реттер бойынша үлес
experts-unsaid = ({ $value })
experts-caption-inputs = «{ $a }» (бірінші) мен «{ $b }» (екінші) әр сан туралы не ойлайды және оны ауыстыру «{ $reserve }» резервінің «{ $figure }» көрсеткішін неше пайыздық тармаққа жылжытады. Жақшада – ауқымы; жақшадағы мән сценарийдікі: бұл сарапшы ол туралы айтпайды. { $source }
experts-caption-answers = Екі жауап пен олардың айырмасы, { $horizon }, пайызбен. Жақшада: есептелген болса болжамдар ауқымы, әйтпесе 95 пайыздық аралықтар. { $source }
experts-caption-swaps = Жеке сандар әр көрсеткішті қалай өзгертеді: бір санның мәнін екіншісінен алған бірінші сарапшының жауабы, бірінші мәнімен екіншінің жауабы және барлық реттер бойынша үлесі, пайызбен, 95 пайыздық аралықтармен. { $source }
experts-chart-title = «{ $reserve }» резервінің «{ $figure }» көрсеткішін «{ $input }» жалғыз { $from } деңгейінен { $to } деңгейіне, ал даулының бәрі { $goal } деңгейіне жылжытады
experts-chart-title-one = «{ $reserve }» резервінің «{ $figure }» көрсеткішін «{ $input }» { $from } деңгейінен { $goal } деңгейіне жылжытады
experts-chart-subtitle = { $figure } { $horizon }, пайызбен: «{ $a }» жауабынан жеке сандар арқылы «{ $b }» жауабына дейін.
experts-chart-together = бірлескен әсер
experts-chart-others = { $count ->
    [one] тағы бір сан
   *[other] тағы { $count } сан
}
experts-chart-note-part = Әр қадам – санның барлық ауыстыру реттері бойынша айырмадағы үлесі.
experts-chart-note-alone = Әр қадам – санның бірінші жауаптан бастап өзі өзгертетіні; соңғы қадам – қалғаны.
experts-chart-note-sampling = Жіңішке сызықтар: 95 пайыздық аралықтар.
experts-chart-note-ranged = Жіңішке сызықтар: жауаптарда – болжамдар ауқымы, қадамдарда – 95 пайыздық аралықтар.
experts-chart-alt = { $title }. Бір жауаптан екіншісіне қадамдар; резервтер саны: { $count }.
