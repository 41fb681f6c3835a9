# Қор не істеуі керек деген сұрақтардың барлық жауаптарына ортақ сөздер.

finding-source = Дереккөз: Linchpin { $version }, { $scenario } сценарийі ({ $hash }); имитация жасалмады. Модель нәтижесі, болжам емес.
finding-about = { $scenario }. Модель нәтижесі, болжам емес.
finding-heading-answer = Жауап
finding-heading-charts = Суреттерде
finding-heading-tables = Көрсеткіштер
finding-heading-method = Бұл қалай алынды
finding-heading-provenance = Бұл қайдан алынды
