# Көп жерде кездесетін сөздер.

interval = { $value } ({ $low } – { $high })
interval-with-sampling = { $value } ({ $low } – { $high }; кездейсоқ қателік ±{ $half })
interval-at-ends = { $value } (төменгі шекте { $low }, жоғарғы шекте { $high })
interval-at-ends-with-sampling = { $value } (төменгі шекте { $low }, жоғарғы шекте { $high }; кездейсоқ қателік ±{ $half })
interval-unknown = { $value } (аралығы белгісіз)
interval-with-sampling-unknown = { $value } ({ $low } – { $high }; кездейсоқ қателік белгісіз)
interval-at-ends-with-sampling-unknown = { $value } (төменгі шекте { $low }, жоғарғы шекте { $high }; кездейсоқ қателік белгісіз)
points-interval-unknown = { $value } п. т. (аралығы белгісіз)
points = { $value } п. т.
points-with-error = { $value } ±{ $half } п. т.
interval-of-sampling = { $value } (кездейсоқ қателік: { $low } – { $high })
points-with-sampling = { $value } п. т. (кездейсоқ қателік ±{ $half })
mean-and-nine-in-ten = { $value } / { $low } – { $high }
doubt-of-assumptions = Жіңішке сызықтар мен жақшалар: болжамдар ауқымы, жеңілінен ауырына дейін; ол табылмаған жерде – кездейсоқ қателіктің 95 пайыздық аралығы.
doubt-of-sampling = Жіңішке сызықтар, жақшалар және ±: кездейсоқ қателіктің 95 пайыздық аралықтары.
trillion = { $number } трлн { $currency }
billion = { $number } млрд { $currency }
million = { $number } млн { $currency }
units = { $number } { $currency }
own-keys = өз кілттері
all-others = қалғандарының бәрі

# A failure told by itself, and after “if”; modes beyond these are told by their id.
failure-insolvency = { $who } банкрот болады
failure-hack = { $who } бұзылады
failure-fraud = { $who } алаяқтық болып шығады
failure-regulatory = { $who } қызметін қадағалау органы тоқтатады
failure-lock = { $who } қаражат шығаруды бұғаттайды
failure-depeg = { $who } бағамға байланысын жоғалтады
failure-lost = { $who } жоғалады
failure-closure = { $who } жұмысын тоқтатады
failure-freeze = { $who } шоттарды мұздатады
failure-key-loss = кілттер жоғалады ({ $who })
failure-failure = { $who } істен шығады
failure-compromise = кілттер әшкере болады ({ $who })
failure-unknown = { $who } істен шығады ({ $mode })
if-failure-insolvency = егер { $who } банкрот болса
if-failure-hack = егер { $who } бұзылса
if-failure-fraud = егер { $who } алаяқтық болып шықса
if-failure-regulatory = егер { $who } қызметін қадағалау органы тоқтатса
if-failure-lock = егер { $who } қаражат шығаруды бұғаттаса
if-failure-depeg = егер { $who } бағамға байланысын жоғалтса
if-failure-lost = егер { $who } жоғалса
if-failure-closure = егер { $who } жұмысын тоқтатса
if-failure-freeze = егер { $who } шоттарды мұздатса
if-failure-key-loss = егер кілттер жоғалса ({ $who })
if-failure-failure = егер { $who } істен шықса
if-failure-compromise = егер кілттер әшкере болса ({ $who })
if-failure-unknown = егер { $who } істен шықса ({ $mode })

quoted = «{ $name }»
reserves-more = Тағы { $count } резерв деректерде бар.
days = { $count } күн
over-days = { $count } күн ішінде

# Ways to fail; those beyond these are told by their id.
mode-insolvency = банкроттық
mode-hack = бұзу
mode-fraud = алаяқтық
mode-regulatory = қадағалау органының жабуы
mode-lock = қаражат шығаруды бұғаттау
mode-closure = жұмысын тоқтату
mode-freeze = мұздату
mode-depeg = бағамға байланысын жоғалту
mode-lost = жоғалу
mode-key-loss = кілттердің жоғалуы
mode-failure = істен шығу
mode-compromise = кілттің әшкере болуы
below = { $bound }-дан аз
