# То, что есть у всех ответов на вопрос, что делать фонду.

finding-source = Источник: Linchpin { $version }, сценарий { $scenario } ({ $hash }); без имитации. Результат модели, не прогноз.
finding-about = { $scenario }. Результат модели, не прогноз.
finding-heading-answer = Ответ
finding-heading-charts = В рисунках
finding-heading-tables = Показатели
finding-heading-method = Как это получено
finding-heading-provenance = Откуда это
